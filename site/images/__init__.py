"""Pictures: how they are taken in, kept, and cut to size."""
