"""Keeping the site running: health, system checks, the worker, the server of `make run`."""
