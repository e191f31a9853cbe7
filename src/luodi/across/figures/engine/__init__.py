"""The pure machinery of figures: the mart's files, the known ledger, shares, tallies, values, drill-down. No Django."""
