"""Views of gates and recognition."""
