"""What readers see of the calendar: `month`, `listing`, the `guide` to following it, and what these are made of."""
