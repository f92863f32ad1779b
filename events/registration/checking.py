"""Asks the rules about entries: reads what they need, in a number of queries that does not grow with the entries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from events.models import Discipline, FestivalPage

from . import consents, rules, windows
from .models import ENDED, ENTERED, Consent, Entry, EntryMember, Participant, State
from .rosters import Seat

ABOUT_NOW = frozenset({"window_unset", "window_before", "window_closed", "consent_missing"})
"""Problems of the moment, not of the entry: they matter where a unit submits, and to nobody who decides."""


def rules_of(discipline: Discipline) -> rules.DisciplineRules:
    return rules.DisciplineRules(
        key=discipline.pk,
        branch=discipline.branch,
        format=discipline.format,
        squad_min=discipline.squad_min,
        squad_max=discipline.squad_max,
        reserves_max=discipline.reserves_max,
        officials_max=discipline.officials_max,
        gender_rule=discipline.gender_rule,
        men_min=discipline.men_min,
        women_min=discipline.women_min,
        age_min=discipline.age_min,
        age_max=discipline.age_max,
        age_on=discipline.age_on or discipline.festival.starts_on,
        most_entries=discipline.most_entries,
        most_seconds=discipline.most_seconds,
    )


def limits_of(festival: FestivalPage) -> rules.Limits:
    return rules.Limits(festival.most_disciplines, festival.most_sports, festival.most_acts)


def person_of(participant: Participant) -> rules.Person:
    return rules.Person(
        key=participant.pk,
        name=participant.full_name,
        unit=participant.unit_id,
        gender=participant.gender,
        birth_date=participant.birth_date,
        is_active=participant.is_active and participant.anonymised_at is None,
    )


def problems_of(
    entry: Entry, now: datetime, *, texts: Mapping[str, Any] | None = None, members: Sequence[Seat] | None = None
) -> list[rules.Problem]:
    """What keeps an entry from being submitted, as it is stored or as it would be with `texts` and `members`.

    Somebody among `members` who is not of the unit is unknown: nothing is said of another unit's people.
    """
    if members is None:
        seated, unknown = _seated([entry]), False
    else:
        people = Participant.objects.filter(unit=entry.unit_id).in_bulk([seat.participant_id for seat in members])
        known = [seat for seat in members if seat.participant_id in people]
        seated = {entry.pk: [rules.Member(person_of(people[s.participant_id]), s.role, s.shirt) for s in known]}
        unknown = len(known) < len(members)
    found = _problems([entry], now, seated, texts or {})[entry.pk]
    return [rules.Problem("person_unknown", field="members"), *found] if unknown else found


def problems_of_all(entries: Iterable[Entry], now: datetime) -> dict[int, list[rules.Problem]]:
    """The same of many stored entries, by their keys."""
    entries = list(entries)
    return _problems(entries, now, _seated(entries), {})


_Seated = dict[int, list[rules.Member]]
"""The members of entries by the entries' keys."""


def _seated(entries: Iterable[Entry]) -> _Seated:
    seated = defaultdict(list)
    for member in EntryMember.objects.filter(entry__in=[e.pk for e in entries]).select_related("participant"):
        seated[member.entry_id].append(rules.Member(person_of(member.participant), member.role, member.shirt))
    return seated


def _problems(
    entries: list[Entry], now: datetime, seated: _Seated, texts: Mapping[str, Any]
) -> dict[int, list[rules.Problem]]:
    """Of entries that ended, rejected or withdrawn, there is nothing to say."""
    found: dict[int, list[rules.Problem]] = {entry.pk: [] for entry in entries}
    entries = [entry for entry in entries if entry.state not in ENDED]
    if not entries:
        return found
    registrations = {entry.registration_id for entry in entries}
    disciplines = Discipline.objects.select_related("festival").in_bulk({entry.discipline_id for entry in entries})
    competing = _competing(registrations)
    entered = _entered(registrations)
    confirmed = set(
        Consent.objects.filter(registration__in=registrations).order_by().values_list("registration_id", "text_hash")
    )
    asked = {d.festival_id: consents.digest(consents.current_text(d.festival)) for d in disciplines.values()}
    for entry in entries:
        discipline = disciplines[entry.discipline_id]
        same_kind = entered[entry.registration_id, entry.discipline_id]
        window, bound = _window(entry, discipline, now)
        others = rules.Others(
            entries=len(same_kind - {entry.pk}),
            elsewhere={
                member.person.key: [place for other, place in competing[member.person.key] if other != entry.pk]
                for member in seated.get(entry.pk, ())
            },
            window=window,
            bound=bound,
            has_consent=(entry.registration_id, asked[discipline.festival_id]) in confirmed,
        )
        roster = rules.Roster(
            unit=entry.unit_id,
            members=seated.get(entry.pk, ()),
            title=texts.get("title", entry.title),
            seconds=texts.get("seconds", entry.seconds),
        )
        found[entry.pk] = rules.check(roster, rules_of(discipline), limits_of(discipline.festival), others)
    return found


def _window(entry: Entry, discipline: Discipline, now: datetime) -> tuple[str, datetime | None]:
    """Whether the entry may be handed in now, and the moment at which that changes or changed.

    What was sent back may come again until rosters freeze, whenever registration closed.
    """
    if entry.state == State.DRAFT:
        window = windows.window(discipline, now)
        return window.state, window.opens_at if window.state == windows.BEFORE else window.closes_at
    if entry.state == State.RETURNED and windows.is_discipline_frozen(discipline, now):
        return windows.CLOSED, windows.freezes_at(discipline)
    return windows.OPEN, None


def _competing(registrations: Iterable[int]) -> dict[int, list[tuple[int, rules.Elsewhere]]]:
    """For each person the entries in which they compete, with the entries' keys. Drafts do not count yet."""
    rows = EntryMember.objects.filter(
        entry__registration__in=registrations, entry__state__in=ENTERED, role__in=rules.COMPETING
    ).values_list("participant_id", "entry_id", "entry__discipline_id", "entry__discipline__branch")
    competing = defaultdict(list)
    for person, entry, discipline, branch in rows.order_by("pk"):
        competing[person].append((entry, rules.Elsewhere(discipline, branch)))
    return competing


def _entered(registrations: Iterable[int]) -> dict[tuple[int, int], set[int]]:
    """The entries of each registration in each discipline that count against what a unit may enter."""
    rows = Entry.objects.filter(registration__in=registrations, state__in=ENTERED)
    entered = defaultdict(set)
    for registration, discipline, entry in rows.values_list("registration_id", "discipline_id", "pk").order_by():
        entered[registration, discipline].add(entry)
    return entered
