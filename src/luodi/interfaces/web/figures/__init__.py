"""The board of figures, the drill-down to facts, the trend against the calendar."""
