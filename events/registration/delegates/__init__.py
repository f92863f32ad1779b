"""Delegates of conferences: whom units nominate, who of them is confirmed, and who has come."""
