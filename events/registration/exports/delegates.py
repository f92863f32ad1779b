"""Lists of a conference's delegates: everyone by unit with what they attend and eat, and the sums for the caterer."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from events.models import ConferencePage, Session
from events.registration.delegates.models import STANDING, Delegate
from vietnamese.dates import in_vietnam

from .lists import List
from .workbook import Column, Sheet, workbook

CONFIRMED = Delegate.State.CONFIRMED
COMES = "x"


def _delegates(conference: ConferencePage) -> list[Delegate]:
    """In the order of units and names, with their sessions."""
    sessions = Prefetch("sessions", queryset=Session.objects.only("pk"))
    return list(conference.delegates.select_related("unit").prefetch_related(sessions))


def _asked(conference: ConferencePage) -> list[Session]:
    """The parts of the programme that delegates choose; those that somebody chose before they were closed, too."""
    chosen = Delegate.sessions.through.objects.filter(delegate__conference=conference).values("session")
    sessions = Session.objects.filter(event=conference)
    return list((sessions.filter(asks_delegates=True) | sessions.filter(pk__in=chosen)).distinct())


def _heading(session: Session) -> str:
    begins = in_vietnam(session.starts_at)
    name = f"{session.title} ({begins:%H:%M, %d/%m})"
    return f"{name} – {pgettext('programme', 'cancelled')}" if session.is_cancelled else name


def delegates_by_unit(conference: ConferencePage) -> bytes:
    """A row for each delegate, a column for each session or meal; below them how many of the confirmed come."""
    sessions = _asked(conference)
    delegates = _delegates(conference)
    columns = [
        Column(_("No."), 6),
        Column(_("Unit"), 28),
        Column(_("Full name"), 28),
        Column(_("Post"), 30),
        Column(_("E-mail address"), 28),
        Column(_("Status"), 16),
        *(Column(_heading(session), 16) for session in sessions),
        Column(pgettext("delegate", "Diet"), 12),
        Column(_("Arrived at"), 18),
        Column(_("Reason"), 30),
    ]
    rows = []
    for number, delegate in enumerate(delegates, start=1):
        chosen = {session.pk for session in delegate.sessions.all()}
        rows.append(
            [
                number,
                delegate.unit.short_name,
                delegate.full_name,
                delegate.post,
                delegate.email,
                delegate.get_state_display(),
                *(COMES if session.pk in chosen else "" for session in sessions),
                delegate.get_diet_display() if delegate.diet else "",
                delegate.arrived_at,
                delegate.reason,
            ]
        )
    sums = _sums([one for one in delegates if one.state == CONFIRMED], sessions)
    total = [
        "",
        _("Total of the confirmed"),
        sums["people"],
        *("", "", ""),
        *(sums[session.pk] for session in sessions),
        sums["vegetarian"],
        sums["arrived"],
        "",
    ]
    return workbook([Sheet(_("Delegates"), columns, rows, total=total)], header=conference.title)


def sums_by_unit(conference: ConferencePage) -> bytes:
    """A row for each unit: how many are confirmed and wait, how many of the confirmed come to each session or meal."""
    sessions = _asked(conference)
    columns = [
        Column(_("No."), 6),
        Column(_("Unit"), 36),
        Column(pgettext("delegates", "Wait for confirmation"), 14),
        Column(pgettext("delegates", "Confirmed"), 12),
        *(Column(_heading(session), 16) for session in sessions),
        Column(pgettext("delegates", "Vegetarians"), 12),
        Column(pgettext("delegates", "Arrived"), 10),
    ]
    by_unit: dict = {}
    for delegate in _delegates(conference):
        if delegate.state in STANDING:
            by_unit.setdefault(delegate.unit, []).append(delegate)

    def numbers(delegates: list[Delegate]) -> list[int]:
        confirmed = [one for one in delegates if one.state == CONFIRMED]
        sums = _sums(confirmed, sessions)
        attending = [sums[session.pk] for session in sessions]
        waiting = len(delegates) - len(confirmed)
        return [waiting, len(confirmed), *attending, sums["vegetarian"], sums["arrived"]]

    rows = [[number, unit.name, *numbers(own)] for number, (unit, own) in enumerate(by_unit.items(), start=1)]
    everyone = [delegate for own in by_unit.values() for delegate in own]
    total = ["", _("Total"), *numbers(everyone)]
    return workbook([Sheet(_("Sums by unit"), columns, rows, total=total)], header=conference.title)


def _sums(delegates: Iterable[Delegate], sessions: list[Session]) -> Counter:
    """How many there are, come to each session by its key, eat no meat, and have arrived."""
    sums: Counter = Counter({session.pk: 0 for session in sessions})
    for delegate in delegates:
        sums["people"] += 1
        sums["vegetarian"] += delegate.diet == Delegate.Diet.VEGETARIAN
        sums["arrived"] += delegate.arrived_at is not None
        sums.update(session.pk for session in delegate.sessions.all())
    return sums


DELEGATE_LISTS = (
    List(
        "danh-sach-dai-bieu",
        gettext_lazy("List of delegates"),
        gettext_lazy("Everybody whom units nominated, with the sessions and meals that they attend and what they eat."),
        delegates_by_unit,
    ),
    List(
        "tong-hop-theo-don-vi",
        gettext_lazy("Sums by unit"),
        gettext_lazy("How many delegates of each unit come to each session and meal: for halls and the caterer."),
        sums_by_unit,
    ),
)
