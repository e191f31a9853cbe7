"""Reading the life-cycle: gates and what they lack, clocks and what they ask for; one module each."""
