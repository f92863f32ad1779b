"""Somebody's own calendar: addresses that only they know, one for each device, and what is told there."""
