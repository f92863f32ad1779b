"""The lists of albums."""
