"""Assessment: rankings, the board of five colours, schemes, adjustments."""
