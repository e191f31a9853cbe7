"""Pages of milestones over many projects: what falls due, monthly returns by month, and the templates of each kind."""
