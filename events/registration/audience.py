"""Whom what concerns in the calendar, as far as registration knows: who has entered what, and who is a delegate."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import proved_addresses, represented_units
from events.calendars import audiences
from events.calendars.audiences import Audience, Note, Scope
from events.calendars.models import CalendarItem
from events.models import ConferencePage, FestivalPage, Session
from units.models import Unit

from .delegates.models import STANDING, Delegate
from .models import ENTERED, HOLDING, Entry, Registration

Kind = CalendarItem.Kind


def connect() -> None:
    audiences.register(Audience(of_unit, of_person))


def of_unit(unit: Unit, now: datetime) -> Scope:
    """Once entries are published, the sessions of the disciplines that the unit has entered, and those of the same
    festivals that concern everyone: one query."""
    published = Entry.objects.filter(unit=unit, discipline__festival__units_shown_from__lte=now, state__in=HOLDING)
    rows = list(published.order_by().values_list("discipline_id", "discipline__festival_id"))
    return Scope(_of_disciplines({row[0] for row in rows}) | _of_everyone_at({row[1] for row in rows}))


def of_person(user: User, now: datetime) -> Scope:
    """What concerns the units that somebody represents, and what they attend themselves: four queries.

    - Festivals that a unit has registered for, conferences to which it sends somebody, and all for which one still can:
      the event and the ends of registration.
    - Of these festivals the sessions for everyone, and those of the disciplines entered.
    - Of conferences the sessions that their delegates attend, and of those where they are a delegate themselves, by an
      address that they have confirmed.
    """
    units = represented_units(user).order_by().values("pk")
    entries = list(
        Entry.objects.filter(unit__in=units)
        .select_related("discipline", "unit")
        .order_by("unit__position", "unit__name", "discipline__position", "discipline", "number")
    )
    registered = Registration.objects.filter(unit__in=units).order_by().values("festival_id")
    delegates = list(_delegates(user, units))
    sent = {delegate.conference_id for delegate in delegates if delegate.is_of_unit}
    attended = {delegate.conference_id for delegate in delegates}
    entered = {entry.discipline_id for entry in entries if entry.state in ENTERED}
    concerned = Q(event_number__in=registered) | Q(event_number__in=sent)
    for still_open in _open(units, now):
        concerned |= Q(event_number__in=still_open)
    items = (
        (Q(kind__in=(Kind.FESTIVAL, Kind.CONFERENCE, Kind.DEADLINE)) & concerned)
        | Q(kind=Kind.CONFERENCE, event_number__in=attended)
        | _of_everyone_at(registered)
        | Q(kind=Kind.SESSION, discipline_number__in=entered)
        | (Q(kind=Kind.SESSION, event_number__in=attended) & ~Q(source__in=_not_chosen(delegates)))
    )
    return Scope(items, notes=_notes(entries))


def _of_disciplines(numbers: Iterable[int]) -> Q:
    return Q(discipline_number__in=numbers)


def _of_everyone_at(festivals) -> Q:
    return Q(kind=Kind.SESSION, discipline_number=None, event_number__in=festivals)


def _open(units, now: datetime) -> list:
    """The events that a unit still can register for, or will be able to; none for who represents no unit."""
    own, of_disciplines = Q(closes_at__gt=now), Q(disciplines__closes_at__gt=now)
    return [
        FestivalPage.objects.filter(Exists(units), own | of_disciplines).order_by().values("pk"),
        ConferencePage.objects.filter(Exists(units), own).order_by().values("pk"),
    ]


def _delegates(user: User, units) -> QuerySet[Delegate]:
    """Those whom the person's units send, and the person; each with `is_of_unit`."""
    of_unit = Q(unit__in=units)
    rows = Delegate.objects.filter(state__in=STANDING).annotate(lowered=Lower("email"))
    found = rows.filter(of_unit | Q(lowered__in=proved_addresses(user))).order_by("pk")
    return found.annotate(is_of_unit=ExpressionWrapper(of_unit, BooleanField()))


def _not_chosen(delegates: list[Delegate]) -> list[str]:
    """The sources of the sessions of which delegates say whether they come, and for which none of these does."""
    conferences = {delegate.conference_id for delegate in delegates}
    asked = Session.objects.filter(event__in=conferences, asks_delegates=True)
    chosen = Delegate.sessions.through.objects.filter(delegate__in=delegates).values("session_id")
    return [f"session-{number}" for number in asked.exclude(pk__in=chosen).values_list("pk", flat=True)]


def _notes(entries: list[Entry]) -> dict[int, Note]:
    """What stands in each festival: the units' entries, and how they stand."""
    of_festivals: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_festivals[entry.discipline.festival_id].append(entry)
    return {festival: _note(found) for festival, found in of_festivals.items()}


def _note(entries: list[Entry]) -> Note:
    of_several = len({entry.unit_id for entry in entries}) > 1
    lines = []
    for entry in entries:
        what = " – ".join(filter(None, (entry.discipline.name, entry.name or entry.title)))
        owner = f"{entry.unit.short_name}, " if of_several else ""
        lines.append(f"{owner}{what}: {entry.get_state_display()}")
    return Note("\n".join([_("Your entries:"), *lines]), max(entry.changed_at for entry in entries))
