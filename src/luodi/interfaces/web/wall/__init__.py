"""挂图作战: the projects of a unit on one sheet, one row each, by colour; prints on A3 landscape."""
