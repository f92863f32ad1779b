"""Lists for organisers as Excel files."""
