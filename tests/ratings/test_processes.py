"""Votes that come to several processes at once, and to processes that are killed."""

import threading
import time

import pytest
from django.core import signing

from ratings import queries, services
from ratings.models import COUNTERS, Rating
from tests.factories import ArticleFactory
from tests.servers import Link, Server, together

VOTES = 2000
KILLS = 20
KEY = "a-key-that-the-test-and-its-server-have-in-common"
CONNECTIONS = 8

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


class Voter(Link):
    """Sends one vote after another, each until it is answered."""

    def vote(self, page_id: int, stars: int, address: str, cookie: str = "") -> int:
        headers = {"Accept": "application/json"} | ({"Cookie": f"danh-gia={cookie}"} if cookie else {})
        return self.post(f"/danh-gia/{page_id}/", f"diem={stars}", address, **headers)


def cookie_of(token: str) -> str:
    """The cookie as the server would have set it for a reader."""
    return signing.Signer(key=KEY, salt="ratings.voters").sign(token)


def side_by_side(port: int, votes: list[tuple]) -> list[int]:
    """Sends the votes over several connections at once; returns their statuses."""
    statuses = []

    def send(mine: list[tuple]) -> None:
        through = Voter(port)
        statuses.extend([through.vote(*vote) for vote in mine])

    together(*(lambda mine=votes[start::CONNECTIONS]: send(mine) for start in range(CONNECTIONS)))
    return statuses


def address(number: int) -> str:
    """A network for each reader."""
    return f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"


def stars(number: int) -> int:
    return 1 + number % 5


@pytest.fixture
def page():
    return ArticleFactory()


def recounted(page) -> tuple[int, ...]:
    total = services.recount(page)
    return tuple(getattr(total, name) for name in COUNTERS)


def test_two_thousand_votes_of_one_token_are_one_vote(settings, page):
    cookie = cookie_of("the reader's token")
    with Server(settings, SECRET_KEY=KEY) as server:
        votes = [(page.pk, stars(number), address(number), cookie) for number in range(VOTES)]
        statuses = side_by_side(server.port, votes)

    assert statuses == [200] * VOTES
    assert Rating.objects.count() == 1
    figures = queries.figures(page.pk)
    assert (figures.count, figures.sum) == (1, Rating.objects.get().stars)


def test_two_thousand_readers_are_counted_and_summed(settings, page):
    with Server(settings, SECRET_KEY=KEY) as server:
        statuses = side_by_side(server.port, [(page.pk, stars(number), address(number)) for number in range(VOTES)])

    assert statuses == [200] * VOTES
    figures = queries.figures(page.pk)
    assert (figures.count, figures.sum) == (VOTES, VOTES * 3)
    assert figures.distribution == recounted(page)


def test_workers_that_are_killed_lose_and_double_no_vote(settings, page):
    """Each reader votes until it is acknowledged. There must be as many votes as readers, each what was sent: one more
    would be counted twice, before the kill and after it; one less would be acknowledged and lost."""
    stop = threading.Event()
    through = []
    sent = {}

    def vote(first: int) -> None:
        connection = Voter(server.port)
        through.append(connection)
        for number in range(first, 1_000_000, 4):
            if stop.is_set():
                return
            assert connection.vote(page.pk, stars(number), address(number), cookie_of(f"token {number}")) == 200
            sent[number] = stars(number)

    def kill() -> None:
        try:
            for _ in range(KILLS):
                time.sleep(0.3)
                server.kill_a_worker()
        finally:
            stop.set()

    with Server(settings, SECRET_KEY=KEY) as server:
        together(kill, *(lambda first=first: vote(first) for first in range(4)))

    figures = queries.figures(page.pk)
    assert (figures.count, figures.sum) == (len(sent), sum(sent.values()))
    assert figures.distribution == recounted(page)
    assert sum(connection.broken for connection in through) > 0
