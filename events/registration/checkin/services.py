"""Writing who gets a card and who has come."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import FestivalPage
from events.registration.models import Accreditation, Arrival, Participant, State
from events.registration.permissions import may_organise


@transaction.atomic
def accredit(festival: FestivalPage) -> int:
    """Gives everybody of an approved entry a card who has none; returns how many are new. Cards stay as they are, so
    that one which was printed is good for the whole festival."""
    on_rosters = Participant.objects.filter(
        memberships__entry__discipline__festival=festival, memberships__entry__state=State.APPROVED
    )
    without = on_rosters.exclude(accreditations__festival=festival).order_by().distinct()
    cards = [Accreditation(festival=festival, participant=person) for person in without]
    before = Accreditation.objects.filter(festival=festival).count()
    # Two at once: what the other has written already is passed over.
    Accreditation.objects.bulk_create(cards, ignore_conflicts=True)
    return Accreditation.objects.filter(festival=festival).count() - before


@transaction.atomic
def arrive(festival: FestivalPage, participant: Participant, *, by: User) -> tuple[Arrival, bool]:
    """Keeps that somebody has come; whether it was news. Of two who say so at once the database takes one."""
    if not may_organise(by):
        raise PermissionDenied
    return Arrival.objects.get_or_create(
        festival=festival, participant=participant, undone_at=None, defaults={"by": by}
    )


@transaction.atomic
def undo_arrival(arrival_id: int, *, by: User) -> bool:
    """Takes an arrival back that was a mistake; whether it still stood. The row stays, with who took it back."""
    if not may_organise(by):
        raise PermissionDenied
    standing = Arrival.objects.filter(pk=arrival_id, undone_at=None)
    return standing.update(undone_at=timezone.now(), undone_by=by) == 1
