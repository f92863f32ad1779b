"""Stars and comments of readers, one vote a reader and page."""
