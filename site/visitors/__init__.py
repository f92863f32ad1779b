"""What may be known of a reader who has no account: an address for a moment, and no more."""
