"""What readers see of events: `lists` of them, and `festivals` with their disciplines."""
