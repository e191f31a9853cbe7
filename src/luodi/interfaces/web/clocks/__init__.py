"""Pages of clocks: what runs out, what is proposed, pauses with who blocks, and how long each clock is."""
