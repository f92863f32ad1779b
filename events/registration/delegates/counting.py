"""Which delegates count where the programme and the list of conferences say how many come."""

from django.db.models import Count, Q

from events import attendance

from .models import STANDING


def connect() -> None:
    comes = Q(delegates__state__in=STANDING)
    # Who was anonymised has been there: a conference counts them, but no session waits for them any more.
    chosen = comes & Q(delegates__anonymised_at=None)
    attendance.register(
        attendance.Counter(
            of_session=Count("delegates", filter=chosen, distinct=True),
            of_conference=Count("delegates", filter=comes),
        )
    )
