"""Exchange rates: the list, and entering one."""
