"""Pure machinery of projects: what a photo tells of itself, the arithmetic of milestone plans."""
