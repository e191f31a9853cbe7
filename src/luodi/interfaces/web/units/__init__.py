"""The unit tree."""
