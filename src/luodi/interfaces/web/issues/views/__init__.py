"""Views of problems: inside, and the public page."""
