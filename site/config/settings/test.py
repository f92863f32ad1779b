"""The tests: fast, apart from var/, on SQLite unless DATABASE_URL and REDIS_URL say otherwise."""

import atexit
import os
import shutil
import tempfile

TEST_DIR = tempfile.mkdtemp(prefix="khoi-test-")
atexit.register(shutil.rmtree, TEST_DIR, ignore_errors=True)
os.environ["DATA_DIR"] = TEST_DIR

from .base import *
from .base import CACHES, REDIS_URL, STORAGES

DEBUG = False
SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
EXAMPLE_CONTENT = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Workers of one run share the Redis server and must not see each other's keys.
CACHES = {
    name: {**cache, "KEY_PREFIX": f"{name}.{os.environ.get('PYTEST_XDIST_WORKER', 'test')}"}
    for name, cache in CACHES.items()
}
if not REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
