"""What organisers look for before they approve: people in too much, one person for two units, broken rules, silence."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.models import FestivalPage
from events.registration.models import ENTERED, Entry, EntryMember, State
from events.registration.refusals import sentence
from events.registration.rules import Problem
from units.models import Unit

from .access import for_festival
from .entries import entries_of, problems_that_matter
from .marks import OF_ENTRIES, Mark
from .screen import show

TOO_MANY = frozenset({"too_many_disciplines", "too_many_sports", "too_many_acts", "in_another_team"})
"""Problems of a person that lie in several entries together."""


@dataclass(frozen=True)
class Place:
    """An entry, as the way to it."""

    label: str
    url: str
    mark: Mark


@dataclass(frozen=True)
class Finding:
    """Something to look into: of whom or what, which sentences, and the entries concerned."""

    name: str
    about: str
    sentences: Sequence[str]
    places: Sequence[Place]


@dataclass(frozen=True)
class Silent:
    """A unit that has handed nothing in; `drafts` is what it has begun."""

    unit: Unit
    drafts: int
    url: str


def place(festival: FestivalPage, entry: Entry, *, with_unit: bool = False) -> Place:
    label = f"{entry.discipline.name}, {entry.unit}" if with_unit else entry.discipline.name
    return Place(label, reverse("registration_entry", args=[festival.pk, entry.pk]), OF_ENTRIES.of(entry.state))


def in_too_much(
    festival: FestivalPage, entries: dict[int, Entry], found: dict[int, list[Problem]], members: list[EntryMember]
) -> list[Finding]:
    """The people who are in more than the festival allows, by name."""
    said: dict[int, dict[str, None]] = defaultdict(dict)
    for problems in found.values():
        for problem in problems:
            if problem.code in TOO_MANY and problem.member is not None:
                said[problem.member][sentence(problem)] = None
    of: dict[int, list[EntryMember]] = defaultdict(list)
    for member in members:
        if member.participant_id in said:
            of[member.participant_id].append(member)
    return [
        Finding(
            name=own[0].participant.full_name,
            about=own[0].participant.unit.short_name,
            sentences=list(said[key]),
            places=[place(festival, entries[member.entry_id]) for member in own],
        )
        for key, own in sorted(of.items(), key=lambda item: item[1][0].participant.sort_key)
    ]


def for_two_units(festival: FestivalPage, entries: dict[int, Entry], members: list[EntryMember]) -> list[Finding]:
    """People who have the same name, whatever its accents, and were born on the same day, in entries of two units."""
    alike: dict[tuple[str, date], list[EntryMember]] = defaultdict(list)
    for member in members:
        if member.participant.birth_date and member.participant.folded_name:
            alike[member.participant.folded_name, member.participant.birth_date].append(member)
    return [
        Finding(
            name=" / ".join(dict.fromkeys(member.participant.full_name for member in own)),
            about=f"{born:%d/%m/%Y}",
            sentences=[],
            places=[place(festival, entries[member.entry_id], with_unit=True) for member in own],
        )
        for (_name, born), own in sorted(alike.items())
        if len({member.participant.unit_id for member in own}) > 1
    ]


def breaking_rules(festival: FestivalPage, entries: dict[int, Entry], found: dict[int, list[Problem]]) -> list[Finding]:
    """Entries that were handed in and break a rule now: a limit was changed since, or a birth date put right."""
    return [
        Finding(
            name=entry.discipline.name,
            about=entry.unit.short_name,
            sentences=list(dict.fromkeys(sentence(problem) for problem in found[pk])),
            places=[place(festival, entry)],
        )
        for pk, entry in entries.items()
        if found.get(pk)
    ]


def silent_units(festival: FestivalPage) -> list[Silent]:
    """The units of the bloc that have handed nothing in."""
    of_festival = Q(entries__discipline__festival=festival)
    units = Unit.objects.filter(is_active=True).annotate(
        entered=Count("entries", filter=of_festival & Q(entries__state__in=ENTERED)),
        drafts=Count("entries", filter=of_festival & Q(entries__state=State.DRAFT)),
    )
    return [
        Silent(unit, unit.drafts, reverse("registration_unit", args=[festival.pk, unit.code]))
        for unit in units.filter(entered=0).order_by("position", "name")
    ]


@require_safe
@for_festival
def show_checks(request: HttpRequest, festival: FestivalPage) -> HttpResponse:
    """Everything that is to be looked into, by kind."""
    entries = {entry.pk: entry for entry in entries_of(festival).filter(state__in=ENTERED)}
    found = problems_that_matter(entries.values())
    rows = EntryMember.objects.filter(entry__discipline__festival=festival, entry__state__in=ENTERED)
    members = list(
        rows.select_related("participant__unit").order_by("participant__sort_key", "participant", "entry__discipline")
    )
    # Between the two questions somebody may have handed something in.
    members = [member for member in members if member.entry_id in entries]
    context = {
        "too_much": in_too_much(festival, entries, found, members),
        "two_units": for_two_units(festival, entries, members),
        "breaking": breaking_rules(festival, entries, found),
        "silent": silent_units(festival),
    }
    return show(request, festival, "checks.html", context, section="registration_checks", title=_("Checks"))
