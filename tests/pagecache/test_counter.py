"""The generation: it rises, everyone on the machine sees it at once, and other machines within a second."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from pagecache import counter, generation
from pagecache.counter import Counter

SITE = Path(__file__).resolve().parents[2] / "site"
RISE = """
import sys
from pathlib import Path
from pagecache.counter import Counter
own = Counter(Path(sys.argv[1]))
print(*(own.rise() for _ in range(int(sys.argv[2]))))
"""


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "run" / "generation"


class Authority:
    """What machines share, as Redis answers."""

    def __init__(self):
        self.number, self.asked, self.away = 0, 0, False
        self._lock = threading.Lock()

    def __call__(self, step: int, least: int) -> int:
        with self._lock:
            self.asked += 1
            if self.away:
                raise ConnectionError
            self.number = max(self.number + step, least)
            return self.number


@pytest.fixture
def two_machines(tmp_path):
    authority = Authority()
    return (
        authority,
        Counter(tmp_path / "a" / "generation", authority),
        Counter(tmp_path / "b" / "generation", authority),
    )


def later(machine: Counter, seconds: float) -> None:
    """Lets time pass for what a machine heard last."""
    machine._look_at -= seconds


def start(path: Path, rises: int) -> subprocess.Popen:
    command = [sys.executable, "-c", RISE, str(path), str(rises)]
    return subprocess.Popen(command, env={"PYTHONPATH": str(SITE)}, stdout=subprocess.PIPE, text=True)


class TestOneMachine:
    def test_it_begins_and_rises(self, path):
        own = Counter(path)
        assert own.current() == 0
        first = own.rise()
        assert own.current() == first > 0
        assert own.rise() > first

    def test_it_outlives_its_processes(self, path):
        number = Counter(path).rise()
        assert Counter(path).current() == number

    def test_another_process_is_seen_at_once(self, path):
        own = Counter(path)
        with start(path, 1) as other:
            told = int(other.stdout.read())
        assert own.current() == told

    def test_processes_and_threads_never_share_a_number(self, path):
        """Each rise is somebody's change: two that came to the same number would be one."""
        own = Counter(path)
        others = [start(path, 400) for _ in range(3)]
        with ThreadPoolExecutor(4) as pool:
            numbers = list(pool.map(lambda _: own.rise(), range(400)))
        for other in others:
            with other:
                numbers += map(int, other.stdout.read().split())
        assert len(numbers) == len(set(numbers)) == 1600
        assert own.current() == max(numbers)

    def test_without_its_lock_it_would(self, path, monkeypatch):
        """The control of the test above."""
        monkeypatch.setattr(counter.fcntl, "flock", lambda *_: None)
        own = Counter(path)
        clock = time.time_ns()
        monkeypatch.setattr(counter.time, "time_ns", lambda: clock)

        def rise_slowly(_):
            def change(old):
                time.sleep(0.001)
                return old + 1

            return own._raise_file(change)

        with ThreadPoolExecutor(4) as pool:
            numbers = list(pool.map(rise_slowly, range(40)))
        assert len(set(numbers)) < 40

    def test_a_clock_that_goes_back_does_not_lower_it(self, path, time_machine):
        time_machine.move_to("2026-11-24")
        own = Counter(path)
        before = own.rise()
        time_machine.move_to("2020-01-01")
        assert own.rise() == before + 1

    def test_a_lost_file_does_not_bring_old_numbers_back(self, path):
        before = Counter(path).rise()
        path.unlink()
        assert Counter(path).rise() > before


class TestSeveralMachines:
    def test_the_others_see_a_rise_after_a_second_at_most(self, two_machines):
        _, here, there = two_machines
        there.current()
        number = here.rise()
        assert there.current() < number
        later(there, counter.LOOK)
        assert there.current() == number

    def test_the_authority_is_asked_once_a_second(self, two_machines):
        authority, here, _ = two_machines
        for _ in range(100):
            here.current()
        assert authority.asked == 1

    def test_every_rise_is_seen_whatever_the_clocks_say(self, two_machines, time_machine):
        """A machine whose clock is behind must not raise to a number that the others have passed."""
        _, here, there = two_machines
        time_machine.move_to("2026-11-24")
        before = there.rise()
        time_machine.move_to("2026-11-23")
        here.rise()
        later(there, counter.LOOK)
        assert there.current() > before

    def test_a_machine_goes_on_by_itself_and_tells_it_later(self, two_machines):
        authority, here, there = two_machines
        authority.away = True
        number = here.rise()
        assert here.current() == number
        authority.away = False
        later(here, counter.AWAY)
        assert here.current() == number
        assert there.current() == number

    def test_an_authority_that_is_away_is_left_alone_for_a_while(self, two_machines):
        authority, here, _ = two_machines
        authority.away = True
        for _ in range(100):
            here.current()
        assert authority.asked == 1

    def test_an_authority_that_forgot_is_reminded(self, two_machines):
        authority, here, _ = two_machines
        number = here.rise()
        authority.number = 0
        later(here, counter.LOOK)
        assert here.current() == number == authority.number

    @pytest.mark.needs_redis
    def test_redis_is_such_an_authority(self, tmp_path):
        ask = generation._redis_authority(settings.REDIS_URL)
        here, there = Counter(tmp_path / "a", ask), Counter(tmp_path / "b", ask)
        numbers = [machine.rise() for machine in (here, there, here, here, there)]
        assert numbers == sorted(set(numbers))
        later(here, counter.LOOK)
        assert here.current() == numbers[-1]
        with ThreadPoolExecutor(8) as pool:
            numbers = list(pool.map(lambda machine: machine.rise(), [here, there] * 50))
        # A machine may hear of the other's rise while it makes its own, but never of none.
        later(here, counter.LOOK)
        later(there, counter.LOOK)
        assert here.current() == there.current() == max(numbers)

    @pytest.mark.needs_redis
    def test_redis_keeps_all_its_digits(self):
        ask = generation._redis_authority(settings.REDIS_URL)
        number = ask(1, 2**52)
        assert ask(1, 0) == number + 1
        caches["pages"].delete("generation")


class TestKept:
    def test_it_is_made_once(self):
        made = []
        for _ in range(3):
            assert generation.kept("x", lambda: made.append(1) or "a") == "a"
        assert made == [1]

    def test_a_new_generation_has_it_made_anew(self):
        assert generation.kept("x", lambda: "a") == "a"
        generation.begin()
        assert generation.kept("x", lambda: "b") == "b"

    def test_what_is_made_while_something_changes_is_not_kept_for_afterwards(self):
        def make():
            generation.begin()
            return "as it was before the change"

        generation.kept("x", make)
        assert generation.kept("x", lambda: "new") == "new"

    def test_it_asks_the_cache_for_nothing_once_it_is_at_hand(self, monkeypatch):
        generation.kept("x", lambda: "a")

        def never(*arguments):
            raise AssertionError

        monkeypatch.setattr(generation.cache, "get", never)
        assert generation.kept("x", lambda: "b") == "a"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestRenew:
    def test_after_the_commit_and_not_before(self):
        before = generation.current()
        with transaction.atomic():
            generation.renew()
            assert generation.current() == before
        assert generation.current() > before

    def test_a_change_that_was_taken_back_is_none(self):
        before = generation.current()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            generation.renew()
            raise ZeroDivisionError
        assert generation.current() == before

    def test_rows_written_raw_are_told_of_by_who_writes_them(self):
        before = generation.current()
        generation.renew(raw=True)
        assert generation.current() == before
