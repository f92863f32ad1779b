"""The example content that a first start loads."""
