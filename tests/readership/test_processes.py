"""Several processes of granian count together, and one that is killed takes nothing along that was acknowledged."""

import http.client
import os
import signal
import threading

import pytest
from django.core.cache import cache

from readership import services
from readership.models import HourlyViews
from readership.queries import view_counts
from tests.factories import ArticleFactory
from tests.servers import Link, Server, together, wait_for

from .conftest import BROWSER

KILLS = 20

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def granian(settings, **variables: str) -> Server:
    """Two workers that share the test's database and buffer."""
    return Server(settings, "tests.readership.wsgi:application", KEY_PREFIX=cache.key_prefix, **variables)


class Reader(Link):
    """Brings one beacon after another, each until it is acknowledged."""

    def send(self, page_id: int, address: str) -> None:
        assert self.post("/luot-xem/", f"trang={page_id}", address, **{"User-Agent": BROWSER}) == 204


def test_two_workers_count_each_reader_once(settings):
    """Four connections bring the same 300 readers to both workers, while two processes' worth of drainers drain."""
    pages = [ArticleFactory().pk for _ in range(3)]
    stop = threading.Event()

    def come():
        reader = Reader(server.port)
        for number in range(300):
            reader.send(pages[number % 3], f"203.0.{number // 256}.{number % 256}")

    def drain():
        while not stop.wait(0.05):
            services.drain()

    def come_and_stop():
        try:
            together(come, come, come, come)
        finally:
            stop.set()

    with granian(settings) as server:
        together(come_and_stop, drain, drain)
    services.drain()
    assert view_counts(pages) == dict.fromkeys(pages, 100)
    assert sum(HourlyViews.objects.values_list("views", flat=True)) == 300


def test_workers_that_are_killed_lose_and_double_nothing(settings):
    """Each beacon is sent until it is acknowledged, so that the sum must be exactly how many there were: more would be
    one that was counted before the kill and again after it, fewer one that was acknowledged and lost."""
    page = ArticleFactory().pk
    stop = threading.Event()
    readers = []
    sent = []

    def come(network: int):
        reader = Reader(server.port)
        readers.append(reader)
        number = 0
        while not stop.is_set():
            reader.send(page, f"10.{network}.{number // 256}.{number % 256}")
            number += 1
        sent.append(number)

    def kill():
        try:
            # The one that has lived longest: granian takes one that dies twice in a row for broken, and gives up.
            alive = [another_worker(server.port, [])]
            alive.append(another_worker(server.port, alive))
            for _ in range(KILLS):
                os.kill(alive.pop(0), signal.SIGKILL)
                services.drain()
                alive.append(another_worker(server.port, alive))
        finally:
            stop.set()

    with granian(settings, KNOWN_PAGES=str(page)) as server:
        together(kill, *(lambda network=network: come(network) for network in range(4)))
    services.drain()
    assert len(sent) == 4
    assert view_counts([page]) == {page: sum(sent)}
    assert sum(reader.broken for reader in readers) > 0


def another_worker(port: int, known: list[int]) -> int:
    """The process id of a worker that answers and is none of those."""

    def ask():
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        asking.request("GET", "/")
        worker = int(asking.getresponse().read())
        if worker in known:
            raise ConnectionError("this one again")
        return worker

    return wait_for(ask)
