"""Projects: list, detail with its tabs, registering and changing, filing events and capital."""
