"""Misconfiguration is told by `check --deploy`."""

import pytest

from operations import checks


def ids(found) -> list[str]:
    return [message.id for message in found]


@pytest.mark.parametrize(("allowed", "expected"), [(True, ["operations.E001"]), (False, [])])
def test_example_content(settings, allowed, expected):
    settings.EXAMPLE_CONTENT = allowed
    assert ids(checks.no_example_content(None)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://thidua.example.vn", []),
        ("http://thidua.example.vn", ["operations.E002"]),
        ("thidua.example.vn", ["operations.E002"]),
        ("", ["operations.E002"]),
    ],
)
def test_the_address_of_the_site(settings, address, expected):
    settings.SITE_URL = address
    assert ids(checks.public_address(None)) == expected


@pytest.mark.parametrize(
    ("engine", "redis", "expected"),
    [
        ("django.db.backends.sqlite3", "", []),
        ("django.db.backends.postgresql", "", ["operations.W001"]),
        ("django.db.backends.postgresql", "redis://127.0.0.1/0", []),
    ],
)
def test_a_cache_that_machines_share(settings, engine, redis, expected):
    settings.DATABASES = {"default": {"ENGINE": engine}}
    settings.REDIS_URL = redis
    assert ids(checks.shared_cache(None)) == expected


def test_every_message_says_what_to_do(settings):
    settings.EXAMPLE_CONTENT, settings.SITE_URL = True, ""
    assert all(m.hint for m in (*checks.no_example_content(None), *checks.public_address(None)))
