"""One search over pages, projects, investors, units and papers."""
