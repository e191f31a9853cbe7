"""Views of dispatch lists and weekly returns."""
