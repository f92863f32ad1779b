"""Conferences in the organisers' admin: their delegates, and what is decided about them."""
