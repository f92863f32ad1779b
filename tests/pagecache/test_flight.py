"""One at a time for each page, threads and processes alike."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pagecache import flight
from pagecache.flight import Flight

SITE = Path(__file__).resolve().parents[2] / "site"
KEY = ("http", "localhost", "/", "")
HOLD = """
import sys, time
from pathlib import Path
from pagecache.flight import Flight
with Flight(Path(sys.argv[1])).alone(("http", "localhost", "/", ""), 5) as alone:
    print(alone, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def held_elsewhere(tmp_path):
    """Another process that has the lock."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    other = subprocess.Popen(command, env={"PYTHONPATH": str(SITE)}, stdout=subprocess.PIPE, text=True)
    assert other.stdout.readline() == "True\n"
    yield other
    other.kill()
    other.communicate()


def most_at_once(own: Flight) -> int:
    """How many of eight threads were at the page at the same time, at most."""
    inside, seen = [], []

    def visit(_):
        with own.alone(KEY, 10) as alone:
            assert alone
            inside.append(1)
            seen.append(len(inside))
            time.sleep(0.01)
            inside.pop()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(visit, range(8)))
    return max(seen)


def test_threads_come_one_after_the_other(tmp_path):
    assert most_at_once(Flight(tmp_path)) == 1


def test_without_the_lock_they_would_not(tmp_path, monkeypatch):
    monkeypatch.setattr(flight.fcntl, "flock", lambda *_: None)
    assert most_at_once(Flight(tmp_path)) > 1


def test_another_process_is_waited_for_no_longer_than_said(tmp_path, held_elsewhere):
    began = time.monotonic()
    with Flight(tmp_path).alone(KEY, 0.3) as alone:
        assert alone is False
    assert 0.3 <= time.monotonic() - began < 3


def test_one_that_is_killed_is_waited_for_no_more(tmp_path, held_elsewhere):
    with ThreadPoolExecutor(1) as pool:

        def wait():
            with Flight(tmp_path).alone(KEY, 30) as alone:
                return alone

        waiting = pool.submit(wait)
        time.sleep(0.2)
        assert not waiting.done()
        held_elsewhere.send_signal(signal.SIGKILL)
        assert waiting.result(10) is True


def test_another_page_is_not_waited_for(tmp_path, held_elsewhere):
    with Flight(tmp_path).alone(("http", "localhost", "/khac/", ""), 0) as alone:
        assert alone is True


def test_where_no_lock_can_be_had_nobody_waits(tmp_path):
    in_the_way = tmp_path / "run"
    in_the_way.write_text("a file where the folder should be")
    with Flight(in_the_way).alone(KEY, 5) as alone:
        assert alone is True


def test_a_folder_that_went_away_is_made_again(tmp_path):
    own = Flight(tmp_path / "run")
    with own.alone(KEY, 0):
        assert (tmp_path / "run").is_dir()
