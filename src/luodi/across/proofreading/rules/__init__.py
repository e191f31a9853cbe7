"""How such texts write numbers, units, periods and relations, and when a stated figure holds."""
