"""An album, its photos, its downloads."""
