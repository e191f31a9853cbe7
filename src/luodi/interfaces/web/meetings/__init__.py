"""Pages of dispatch meetings: calling one, agenda, decisions, minutes."""
