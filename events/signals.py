"""What this room tells the rooms above it."""

from django.dispatch import Signal

disciplines_changed = Signal()
"""Sent inside the transaction in which disciplines of a festival changed. Argument: `festival`."""

programme_changed = Signal()
"""Sent inside the transaction in which sessions of an event changed, once however many. Argument: `event`, the festival
or conference itself."""
