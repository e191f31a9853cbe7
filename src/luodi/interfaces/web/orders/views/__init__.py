"""Views of orders, by what they show or do."""
