"""What this room tells the rooms above it."""

from django.dispatch import Signal

album_photos_changed = Signal()
"""Sent inside the transaction in which the photos of an album, or what is said of them, changed. Argument: `album`."""
