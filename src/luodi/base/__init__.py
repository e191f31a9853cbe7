"""Ground: used by all, knows no domain."""
