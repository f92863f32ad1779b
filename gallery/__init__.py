"""Albums and photos."""
