"""Readers who vote at the same moment. Each thing that the lock is there for is shown to go wrong without it."""

import contextlib
import threading

import pytest
from django.db import IntegrityError

from ratings import queries, services
from ratings.models import COUNTERS, RatingTotal
from tests.factories import ArticleFactory
from tests.servers import together

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def without_lock(monkeypatch):
    """Every statement for itself, and nobody waits."""

    class Transaction:
        atomic = staticmethod(contextlib.nullcontext)

    monkeypatch.setattr(services, "transaction", Transaction)
    monkeypatch.setattr(services, "_lock", lambda page_id: RatingTotal.objects.get_or_create(page_id=page_id))


@pytest.fixture
def meet(monkeypatch):
    """Makes two who come through a function wait for each other; when one is kept out by a lock, the other goes on."""

    def at(name):
        barrier = threading.Barrier(2, timeout=0.5)
        original = getattr(services, name)

        def wait_for_the_other(*args):
            with contextlib.suppress(threading.BrokenBarrierError):
                barrier.wait()
            return original(*args)

        monkeypatch.setattr(services, name, wait_for_the_other)

    return at


def recounted(article) -> tuple[int, ...]:
    total = services.recount(article)
    return tuple(getattr(total, name) for name in COUNTERS)


def two_change_one_vote(article, meet):
    """Both have seen that it was one star before either writes."""
    services.vote(article, "another", 1, "n")
    services.vote(article, "third", 1, "n")
    services.vote(article, "reader", 1, "n")
    meet("_count")
    together(*(lambda stars=stars: services.vote(article, "reader", stars, "n") for stars in (2, 3)))
    return queries.figures(article.pk).distribution


def test_two_changes_of_one_vote(meet):
    article = ArticleFactory()

    counted = two_change_one_vote(article, meet)

    assert counted in {(2, 1, 0, 0, 0), (2, 0, 1, 0, 0)}
    assert counted == recounted(article)


@pytest.mark.usefixtures("without_lock")
def test_two_changes_of_one_vote_without_the_lock(meet):
    article = ArticleFactory()

    counted = two_change_one_vote(article, meet)

    assert counted == (1, 1, 1, 0, 0)
    assert counted != recounted(article)


def two_first_votes(article):
    """One token, twice at once, as from a double click."""
    together(*(lambda: services.vote(article, "reader", 4, "n") for _ in range(2)))


def test_one_reader_who_votes_twice_at_once(meet):
    article = ArticleFactory()
    meet("_check_limit")

    two_first_votes(article)

    assert queries.figures(article.pk).distribution == (0, 0, 0, 1, 0) == recounted(article)


@pytest.mark.usefixtures("without_lock")
def test_one_reader_who_votes_twice_at_once_without_the_lock(meet):
    article = ArticleFactory()
    meet("_check_limit")

    with pytest.raises(IntegrityError):
        two_first_votes(article)


def two_for_the_last_place(article, settings, meet) -> int:
    """Two readers of one network, which has one vote left."""
    settings.RATINGS_PER_NETWORK = 1
    meet("_new")
    refused = []

    def vote(voter):
        try:
            services.vote(article, voter, 5, "office")
        except services.TooManyVotes:
            refused.append(voter)

    together(lambda: vote("a"), lambda: vote("b"))
    return len(refused)


def test_the_limit_of_a_network_holds(settings, meet):
    article = ArticleFactory()

    assert two_for_the_last_place(article, settings, meet) == 1
    assert queries.figures(article.pk).count == 1


@pytest.mark.usefixtures("without_lock")
def test_the_limit_of_a_network_does_not_hold_without_the_lock(settings, meet):
    article = ArticleFactory()

    assert two_for_the_last_place(article, settings, meet) == 0
    assert queries.figures(article.pk).count == 2


def test_many_change_void_restore_and_withdraw_at_once():
    article = ArticleFactory()
    keys = [services.vote(article, f"reader {number}", 3, f"n{number}").pk for number in range(12)]

    def change(start):
        for number in range(start, 12, 2):
            services.vote(article, f"reader {number}", 1 + number % 5, "n")
            services.withdraw(article, f"reader {(number + 5) % 12}")

    def judge():
        for key in keys:
            services.void([key], None)
            services.restore([key], None)

    together(lambda: change(0), lambda: change(1), judge)

    assert queries.figures(article.pk).distribution == recounted(article)
