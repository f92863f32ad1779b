"""Articles: written or imported, listed by date and topic, fed to readers."""
