"""The worker goes on when the database comes back, and not after an error of our own."""

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError

from operations.management.commands import run_worker


class Worker:
    """Fails with each of these in turn, and is then told to stop."""

    def __init__(self, *failures):
        self.failures, self.runs = list(failures), 0

    def run(self):
        self.runs += 1
        if self.failures:
            raise self.failures.pop(0)


@pytest.fixture
def closed(monkeypatch):
    """How often the connection was given up."""
    told = []
    monkeypatch.setattr(run_worker, "PAUSE", 0)
    monkeypatch.setattr(run_worker.connection, "close", lambda: told.append(1))
    return told


def test_it_outlives_a_database_that_is_away(closed, caplog):
    worker = Worker(OperationalError("server closed the connection"), InterfaceError("connection already closed"))

    run_worker.keep_working(worker)

    assert (worker.runs, len(closed)) == (3, 2)
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]


def test_it_stops_when_told_to(closed):
    worker = Worker()

    run_worker.keep_working(worker)

    assert (worker.runs, len(closed)) == (1, 0)


def test_an_error_of_ours_ends_it(closed):
    worker = Worker(ProgrammingError("no such column"))

    with pytest.raises(ProgrammingError):
        run_worker.keep_working(worker)

    assert worker.runs == 1
