"""The buffer without Redis: a small SQLite database in a folder of the machine's memory.

A process that is killed leaves a transaction that was never committed, which SQLite forgets. Writing to memory needs
no fsync, so a transaction takes some twenty microseconds.
"""

import fcntl
import secrets
import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from . import Batch, PageHour

AT_ONCE = 2000
"""How many readers are forgotten in one transaction: others wait for it."""
LOOK = 1.0
"""Seconds between two looks whether the file is still there."""

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA busy_timeout = 10000;
CREATE TABLE IF NOT EXISTS seen (fingerprint INTEGER PRIMARY KEY, until INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS seen_until ON seen (until);
CREATE TABLE IF NOT EXISTS pending (
    batch TEXT NOT NULL, page INTEGER NOT NULL, hour INTEGER NOT NULL, views INTEGER NOT NULL,
    PRIMARY KEY (batch, page, hour)
) WITHOUT ROWID;
"""

RECOGNISE = """
INSERT INTO seen (fingerprint, until) VALUES (?1, ?2)
ON CONFLICT (fingerprint) DO UPDATE SET until = excluded.until WHERE until <= ?3
"""
COUNT = """
INSERT INTO pending (batch, page, hour, views) VALUES ('', ?, ?, 1)
ON CONFLICT (batch, page, hour) DO UPDATE SET views = views + 1
"""
FORGET = "DELETE FROM seen WHERE fingerprint IN (SELECT fingerprint FROM seen WHERE until <= ? LIMIT ?)"


class MemoryBuffer:
    """Shared by the processes of one machine. What is counted since the last drain stands under the batch ''."""

    def __init__(self, folder: Callable[[], Path]):
        self._folder = folder
        self._thread_lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._queue: TextIO | None = None
        self._inode = 0
        self._looked_at = 0.0

    def count(self, fingerprint: int, page_id: int, now: float, window: int) -> bool:
        with self._transaction() as connection:
            second = int(now)
            is_new = connection.execute(RECOGNISE, (fingerprint, second + window, second)).rowcount == 1
            if is_new:
                connection.execute(COUNT, (page_id, second - second % 3600))
            return is_new

    def is_empty(self) -> bool:
        with self._thread_lock:
            return self._connected().execute("SELECT 1 FROM pending LIMIT 1").fetchone() is None

    def batches(self) -> list[Batch]:
        with self._transaction() as connection:
            connection.execute("UPDATE pending SET batch = ? WHERE batch = ''", (secrets.token_hex(16),))
            rows = connection.execute("SELECT batch, page, hour, views FROM pending").fetchall()
        found: dict[str, dict[PageHour, int]] = defaultdict(dict)
        for batch, page_id, hour, views in rows:
            found[batch][page_id, hour] = views
        return [Batch(name, views) for name, views in found.items()]

    def drop(self, name: str) -> None:
        with self._transaction() as connection:
            connection.execute("DELETE FROM pending WHERE batch = ?", (name,))

    def forget_readers(self, now: float) -> None:
        forgotten = AT_ONCE
        while forgotten == AT_ONCE:
            with self._transaction() as connection:
                forgotten = connection.execute(FORGET, (int(now), AT_ONCE)).rowcount

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._thread_lock:
            connection = self._connected()
            with self._turn():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Processes queue at a lock of the kernel, which wakes the next at once. SQLite's own waiting is a sleep of
        milliseconds and another try."""
        fcntl.flock(self._queue, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._queue, fcntl.LOCK_UN)

    def _connected(self) -> sqlite3.Connection:
        """The connection, made anew when somebody has emptied the folder: else we would count into a file that has
        no name any more, and nobody would drain it."""
        now = time.monotonic()
        if self._connection is not None and now - self._looked_at < LOOK:
            return self._connection
        self._looked_at = now
        path = self._folder() / "views.sqlite3"
        if self._connection is not None and path.exists() and path.stat().st_ino == self._inode:
            return self._connection
        if self._connection is not None:
            self._connection.close()
            self._queue.close()
            self._connection = None
        self._queue = path.with_name("views.lock").open("a")
        with self._turn():
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            connection.executescript(SCHEMA)
        self._connection, self._inode = connection, path.stat().st_ino
        return connection
