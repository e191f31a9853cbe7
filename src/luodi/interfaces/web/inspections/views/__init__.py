"""Views of inspections: plans, and visits with what follows from them."""
