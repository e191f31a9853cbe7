"""Pages of inspections: plans, visits with photos, rectification, marks of site visits."""
