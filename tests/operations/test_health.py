"""/health/ says which of database and cache does not answer."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, OperationalError

pytestmark = pytest.mark.django_db


def test_all_is_well(client):
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "cache": "ok"})
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.parametrize("failure", [OperationalError, InterfaceError, DatabaseError])
def test_the_database_is_away(client, monkeypatch, failure):
    def no_cursor(*args):
        raise failure("connection refused")

    monkeypatch.setattr("operations.views.connection.cursor", no_cursor)
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, {"database": "failed", "cache": "ok"})


def test_the_cache_is_away(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise ConnectionError("connection refused")

    monkeypatch.setattr(cache, "set", refuse)
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, {"database": "ok", "cache": "failed"})


def test_the_cache_forgets_what_it_is_told(client, monkeypatch):
    monkeypatch.setattr(cache, "set", lambda *args, **kwargs: None)
    assert client.get("/health/").json()["cache"] == "failed"


def test_it_asks_the_database_once(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/health/")
