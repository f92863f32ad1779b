"""What some readers wrote about a conference that they had been at. The stars of all others come later (readers.py)."""

import hashlib
from datetime import timedelta

from events.models import ConferencePage
from ratings.models import Comment, Rating

LATER = timedelta(hours=7)


def give(conference: ConferencePage, entries: list[tuple[int, str, str]], moderator) -> None:
    """Stars with words: each entry says how many, what became of the words, and the words."""
    for number, (stars, state, text) in enumerate(entries, 1):
        at = conference.ends_at + number * LATER
        voter = hashlib.sha256(f"{conference.slug} said {number}".encode()).hexdigest()
        rating = Rating.objects.create(page=conference, voter=voter, stars=stars, rated_at=at, changed_at=at)
        decided = {} if state == Comment.State.WAITING else {"moderated_by": moderator, "moderated_at": at + LATER}
        reason = "Có số điện thoại của người khác." if state == Comment.State.HIDDEN else ""
        Comment.objects.create(rating=rating, text=text, written_at=at, state=state, reason=reason, **decided)
