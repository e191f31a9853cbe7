"""Views of the hero list."""
