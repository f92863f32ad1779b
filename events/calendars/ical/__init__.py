"""iCalendar (RFC 5545, RFC 7986) itself: plain Python that turns occasions into bytes."""
