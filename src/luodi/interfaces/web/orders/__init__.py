"""Pages of the three orders: list, overview, one order with its record and chain."""
