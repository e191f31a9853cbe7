"""Views of planned projects."""
