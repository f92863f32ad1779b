"""The settings of a site whose static files nobody has collected: pages that a test makes it show name them plainly."""

from config.settings.development import *
from config.settings.development import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
