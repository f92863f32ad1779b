"""Everything that writes ratings. Each function is one transaction that locks the page's total, looks again, and
writes; on SQLite the transaction itself is the lock, for it takes the writers' turn when it begins."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from . import networks
from .models import COUNTERS, Comment, Rating, RatingTotal

LIMIT_SPAN = timedelta(hours=1)
NETWORK_KEPT = timedelta(days=1)


class TooManyVotes(Exception):
    """So many readers of one network have rated the page within an hour that one more is not believed."""


def vote(page: Page, voter: str, stars: int, network: str, comment: str | None = None) -> Rating:
    """Stores what a reader thinks of a page, in place of what the same reader thought before.

    `comment` None leaves the words of before, "" takes them away; others wait for approval, unless they are the same.
    Raises TooManyVotes, for a vote that is new.
    """
    now = timezone.now()
    with transaction.atomic():
        _lock(page.pk)
        rating = Rating.objects.select_related("comment").filter(page_id=page.pk, voter=voter).first()
        if rating is None:
            _check_limit(page.pk, network, now)
            rating = _new(page.pk, voter, stars, network, now)
            _count(page.pk, {stars: 1})
        elif rating.stars != stars or rating.is_withdrawn:
            if rating.voided_at is None:
                _count(page.pk, {rating.stars: -1, stars: 1})
            rating.stars, rating.changed_at, rating.is_withdrawn = stars, now, False
            rating.save(update_fields=["stars", "changed_at", "is_withdrawn"])
        if comment is not None:
            _say(rating, comment, now)
    return rating


def withdraw(page: Page, voter: str) -> bool:
    """Takes a reader's vote back, with its words; False when there was none."""
    with transaction.atomic():
        _lock(page.pk)
        rating = Rating.objects.filter(page_id=page.pk, voter=voter, is_withdrawn=False).first()
        if rating is None:
            return False
        if rating.voided_at is None:
            rating.delete()
            _count(page.pk, {rating.stars: -1})
        else:
            Comment.objects.filter(rating=rating).delete()
            rating.is_withdrawn = True
            rating.save(update_fields=["is_withdrawn"])
    return True


def void(ratings: Iterable[int], by) -> int:
    """Leaves ratings out of their pages' figures; returns how many of them counted until now. `ratings` are keys."""
    return _decide(ratings, by, voided=True)


def restore(ratings: Iterable[int], by) -> int:
    """Lets ratings count that were voided; returns how many."""
    return _decide(ratings, by, voided=False)


def recount(page: Page) -> RatingTotal:
    """Counts the votes of a page anew."""
    with transaction.atomic():
        _lock(page.pk)
        valid = Rating.objects.filter(page_id=page.pk, voided_at=None).values_list("stars")
        counted = dict(valid.annotate(Count("pk")))
        fields = {field: counted.get(stars, 0) for stars, field in enumerate(COUNTERS, start=1)}
        RatingTotal.objects.filter(page_id=page.pk).update(**fields)
        return RatingTotal.objects.get(page_id=page.pk)


def moderate(comment_id: int, read: datetime, state: str, reason: str, by) -> bool:
    """Approves or hides a comment, and keeps who did so, when and why.

    `read` is when the words were written that the moderator has read: False, and no decision, when they have changed.
    """
    with transaction.atomic():
        comment = Comment.objects.select_for_update(of=("self",)).select_related("rating").filter(pk=comment_id).first()
        if comment is None or comment.written_at != read:
            return False
        comment.state, comment.reason = state, reason
        comment.moderated_by, comment.moderated_at = by, timezone.now()
        comment.save(update_fields=["state", "reason", "moderated_by", "moderated_at"])
        _log(comment.rating.page_id, f"ratings.comment_{state}", by, {"reason": reason})
    return True


@transaction.atomic
def mark_crowds() -> int:
    """Gives votes that came in a crowd from one network a random mark in common; returns how many had none."""
    known = Rating.objects.exclude(network="")
    groups = known.values_list("page_id", "network").annotate(votes=Count("pk")).filter(votes__gte=networks.CROWD_VOTES)
    marked = 0
    for page_id, network, _ in groups.order_by("page_id", "network"):  # pages in the order of `_decide`
        _lock(page_id)
        rows = list(
            known.filter(page_id=page_id, network=network)
            .order_by("rated_at", "pk")
            .values_list("pk", "rated_at", "cluster")
        )
        crowd = [rows[place] for place in networks.crowded([moment for _, moment, _ in rows])]
        mark = next((cluster for _, _, cluster in rows if cluster), "") or secrets.token_hex(8)
        new = [pk for pk, _, cluster in crowd if not cluster]
        marked += Rating.objects.filter(pk__in=new).update(cluster=mark)
    return marked


def forget_networks() -> int:
    """Marks crowds and forgets the networks of votes that are a day old; returns of how many."""
    mark_crowds()
    old = Rating.objects.exclude(network="").filter(rated_at__lt=timezone.now() - NETWORK_KEPT)
    forgotten = 0
    for page_id in old.order_by("page_id").values_list("page_id", flat=True).distinct():
        with transaction.atomic():
            _lock(page_id)
            forgotten += old.filter(page_id=page_id).update(network="")
    return forgotten


def _lock(page_id: int) -> None:
    """Makes whoever else writes ratings of this page wait until our transaction has ended."""
    row = RatingTotal.objects.select_for_update().filter(page_id=page_id).values_list("pk")
    if not list(row):
        RatingTotal.objects.bulk_create([RatingTotal(page_id=page_id)], ignore_conflicts=True)
        list(row.all())


def _count(page_id: int, changes: dict[int, int]) -> None:
    """Adds to the counters: `changes` says how many votes more, or less, for each number of stars."""
    fields = {COUNTERS[stars - 1]: F(COUNTERS[stars - 1]) + change for stars, change in changes.items()}
    RatingTotal.objects.filter(page_id=page_id).update(**fields)


def _check_limit(page_id: int, network: str, now: datetime) -> None:
    recent = Rating.objects.exclude(network="").filter(page_id=page_id, network=network, rated_at__gt=now - LIMIT_SPAN)
    if recent.count() >= settings.RATINGS_PER_NETWORK:
        raise TooManyVotes


def _new(page_id: int, voter: str, stars: int, network: str, now: datetime) -> Rating:
    return Rating.objects.create(
        page_id=page_id, voter=voter, stars=stars, rated_at=now, changed_at=now, network=network
    )


def _say(rating: Rating, text: str, now: datetime) -> None:
    said = getattr(rating, "comment", None)
    if not text:
        Comment.objects.filter(rating=rating).delete()
    elif said is None or said.text != text:
        # What was decided was decided about other words. Who did so and why stands in the page's history.
        waiting = {"state": Comment.State.WAITING, "reason": "", "moderated_by": None, "moderated_at": None}
        Comment.objects.update_or_create(rating=rating, defaults={"text": text, "written_at": now, **waiting})


def _decide(ratings: Iterable[int], by, *, voided: bool) -> int:
    pages: dict[int, list[int]] = defaultdict(list)
    for pk, page_id in Rating.objects.filter(pk__in=list(ratings)).values_list("pk", "page_id"):
        pages[page_id].append(pk)
    decided = 0
    with transaction.atomic():
        for page_id in sorted(pages):  # in one order, so that two who decide at once never wait for each other
            _lock(page_id)
            rows = Rating.objects.filter(pk__in=pages[page_id], voided_at__isnull=voided, is_withdrawn=False)
            stars = Counter(rows.values_list("stars", flat=True))
            if not stars:
                continue
            rows.update(voided_at=timezone.now() if voided else None, voided_by=by if voided else None)
            _count(page_id, {each: -votes if voided else votes for each, votes in stars.items()})
            action = "ratings.void" if voided else "ratings.restore"
            _log(page_id, action, by, {"votes": stars.total()})
            decided += stars.total()
    return decided


def _log(page_id: int, action: str, by, data: dict) -> None:
    """Writes into the page's history, where its editors look."""
    log(Page.objects.get(pk=page_id).specific_deferred, action, user=by, data=data)
