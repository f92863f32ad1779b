"""What a test needs beyond Python. On a machine that lacks it the test is left out and says so; under
REQUIRE_ALL=1, as in CI, nothing may be left out."""

import os
import shutil
import uuid
from importlib.util import find_spec

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections

from pagecache import generation
from visitors import memory

NEEDS = {
    "browser": (lambda: shutil.which("chromium"), "Chromium is not on this machine"),
    "needs_node": (lambda: shutil.which("node"), "Node.js is not on this machine"),
    "needs_postgresql": (
        lambda: settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        "DATABASE_URL names no PostgreSQL",
    ),
    "needs_redis": (lambda: settings.REDIS_URL, "REDIS_URL is not set"),
    "needs_s3": (lambda: find_spec("moto"), "moto's S3 server is not installed"),
    "needs_samples": (lambda: os.environ.get("SAMPLES_DIR"), "SAMPLES_DIR is not set"),
}
# What only one of CI's two runs can have: PostgreSQL and Redis are not there while SQLite is tested.
OF_ONE_RUN = {"needs_postgresql", "needs_redis"}


def pytest_collection_modifyitems(items):
    everything = os.environ.get("REQUIRE_ALL") == "1"
    for marker, (is_there, reason) in NEEDS.items():
        if is_there() or (everything and marker not in OF_ONE_RUN):
            continue
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_unconfigure():
    shutil.rmtree(memory.folder(), ignore_errors=True)


@pytest.fixture(autouse=True)
def empty_cache():
    """What one test has kept is not there for the next: their transactions never commit, so nothing renews it.
    empty_cache() empties it in the middle of one.

    What is kept of pages goes with a new generation; the cache itself is emptied for whoever uses it otherwise.
    """

    def empty():
        if settings.REDIS_URL:
            # Workers share the server, and clear() would empty it for all of them.
            cache.key_prefix = uuid.uuid4().hex
        else:
            cache.clear()
        generation.begin()

    empty()
    return empty


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Files that a test writes go with the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """On SQLite the test database is a file: one in memory knows neither WAL nor a queue of writers, so that a test
    with real threads would try another database than the site has."""
    database = connections["default"].settings_dict
    if connections["default"].vendor == "sqlite":
        database["TEST"]["NAME"] = str(settings.DATA_DIR / "test.sqlite3")
