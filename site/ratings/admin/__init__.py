"""Ratings in Wagtail's admin: the report, the comments to moderate, the crowds to judge."""
