"""Writing the life-cycle: one module each for gates and clocks."""
