"""What readers made of a page, in one small request: how often it was read, how it was rated."""
