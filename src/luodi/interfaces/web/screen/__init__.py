"""The board on the wall: one dark page of a unit and period that refreshes itself and prints on A3."""
