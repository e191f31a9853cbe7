"""Industry chains: chief, lead unit, task force."""
