"""Units register for a festival: people, entries with their rosters, quotas, waiting lists, approval."""
