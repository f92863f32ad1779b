"""Formats for FORMAT_MODULE_PATH: dates as Vietnamese people write them, in every language of the site."""
