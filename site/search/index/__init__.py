"""The tokens of all pages in the database, behind one interface for SQLite and PostgreSQL.

An index can `add`, `remove` and `clear`, and it knows the `newest` pages that match. Everything else (words, tiers,
snippets) is the same for both.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from django.core.exceptions import ImproperlyConfigured

from .matching import Entry, Match
from .postgresql import PostgresqlIndex
from .sqlite import SqliteIndex

__all__ = ["Entry", "Index", "Match", "index_on"]


class Index(Protocol):
    """What `SqliteIndex` and `PostgresqlIndex` both are."""

    def create(self) -> None:
        """Makes the index; a migration calls it."""

    def drop(self) -> None:
        """Undoes `create`."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Puts in pages whose keys are not in it."""

    def remove(self, entries: Iterable[Entry]) -> None:
        """Takes out pages; the tokens are those that they were put in with."""

    def clear(self) -> None:
        """Takes out everything."""

    def loading(self) -> AbstractContextManager[None]:
        """Wraps the adding of all pages to an empty index, where a database has a faster way for that."""

    def newest(self, match: Match, amount: int) -> list[int]:
        """The highest keys that match, highest first, at most `amount`."""


def index_on(connection) -> Index:
    """The index of that database."""
    if connection.vendor == "sqlite":
        return SqliteIndex(connection)
    if connection.vendor == "postgresql":
        return PostgresqlIndex(connection)
    raise ImproperlyConfigured(f"The search runs on SQLite and PostgreSQL, not on {connection.vendor}.")
