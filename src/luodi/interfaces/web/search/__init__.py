"""One search over projects, investors and units."""
