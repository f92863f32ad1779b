"""The example conferences of two years: past ones with their minutes, and some that are still to come."""
