"""The index on SQLite: an FTS5 table that holds nothing but which token is in which row.

`ORDER BY rowid DESC LIMIT n` makes FTS5 walk its lists from the end and stop after n rows; the row id is the key, so
that these are the newest. `detail=none` leaves out positions, which the pairs among the tokens make unnecessary, and
`content=''` the text, which stands in SearchEntry. The ascii tokenizer takes every letter that is not ASCII as part
of a word, so that it leaves our tokens as they are, whatever Unicode version SQLite was built with.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from .matching import Entry, Match


class SqliteIndex:
    """See `index.Index`."""

    def __init__(self, connection):
        self.connection = connection

    def create(self) -> None:
        self._execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "tokens, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars ':_@-'\")"
        )

    def drop(self) -> None:
        self._execute("DROP TABLE search_index")

    def add(self, entries: Iterable[Entry]) -> None:
        self._execute_many("INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)", entries)

    def remove(self, entries: Iterable[Entry]) -> None:
        # A table without its content learns from us which lists the row is in.
        self._execute_many("INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)", entries)

    def clear(self) -> None:
        self._execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")

    def loading(self) -> AbstractContextManager[None]:
        return nullcontext()

    def newest(self, match: Match, amount: int) -> list[int]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_index WHERE search_index MATCH %s AND rowid BETWEEN %s AND %s"
                " ORDER BY rowid DESC LIMIT %s",
                [_expression(match), match.lowest, match.highest, amount],
            )
            return [key for (key,) in cursor.fetchall()]

    def _execute(self, sql: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql)

    def _execute_many(self, sql: str, entries: Iterable[Entry]) -> None:
        rows = [(key, " ".join(tokens)) for key, tokens in entries]
        if rows:
            with self.connection.cursor() as cursor:
                cursor.executemany(sql, rows)


def _expression(match: Match) -> str:
    wanted = _all_of(match.required)
    if not match.excluded:
        return wanted
    return f"{wanted} NOT ({' OR '.join(map(_all_of, match.excluded))})"


def _all_of(tokens: tuple[str, ...]) -> str:
    # Tokens have no quotation mark in them; in quotation marks they are no operators.
    return "(" + " AND ".join(f'"{token}"' for token in tokens) + ")"
