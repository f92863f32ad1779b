"""What every page has: the base page, the blocks of a body, and how a body becomes HTML."""
