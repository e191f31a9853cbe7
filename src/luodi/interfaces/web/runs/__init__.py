"""Background jobs: when each ran, what it said, how it failed."""
