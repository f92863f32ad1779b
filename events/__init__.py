"""Festivals, conferences, disciplines, venues."""
