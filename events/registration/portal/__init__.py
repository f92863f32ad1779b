"""/dang-ky/: the pages on which a unit's representatives register for a festival."""
