"""Pages of problems, and the public page by which a company says whether its own is solved."""
