"""Pure machinery of supervision: the paper of a meeting."""
