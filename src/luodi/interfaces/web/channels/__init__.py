"""Ways out of the system: the system officer's pages of channels and of what became of the deliveries."""
