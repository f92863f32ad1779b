"""Writing rosters."""

from collections.abc import Sequence

from ..models import Entry, EntryMember, Participant
from ..rosters import Difference, Seat, Written, difference, seats, written
from ..rules import SHIRTS, Problem
from .errors import Refused

STORABLE_SHIRTS = range(1000)
"""What the database is let hold: a draft may have a number that the rules refuse, so that its unit sees it refused."""


def store_roster(entry: Entry, members: Sequence[Seat]) -> Difference:
    """Makes the roster of a locked entry what `members` say; returns how it differs from before.

    Raises Refused for what cannot be stored.
    """
    names = names_of(entry, members)
    stored = {member.participant_id: member for member in entry.members.select_related("participant")}
    names |= {key: member.participant.full_name for key, member in stored.items()}
    changed = difference(written(seats(stored.values()), names), written(members, names))
    if changed:
        entry.members.exclude(participant__in=[seat.participant_id for seat in members]).delete()
        rows = [_row(entry, stored, seat, position) for position, seat in enumerate(members)]
        EntryMember.objects.bulk_update([row for row in rows if row.pk], ["role", "shirt", "position"])
        EntryMember.objects.bulk_create([row for row in rows if not row.pk])
    return changed


def _row(entry: Entry, stored: dict[int, EntryMember], seat: Seat, position: int) -> EntryMember:
    row = stored.get(seat.participant_id) or EntryMember(entry=entry, participant_id=seat.participant_id)
    row.role, row.shirt, row.position = seat.role, seat.shirt, position
    return row


def names_of(entry: Entry, members: Sequence[Seat]) -> dict[int, str]:
    """The names of the people by their keys. Raises Refused for a roster that cannot be stored."""
    people = Participant.objects.filter(unit=entry.unit_id, pk__in=[seat.participant_id for seat in members])
    names = dict(people.order_by().values_list("pk", "full_name"))
    problems = []
    seen: set[int] = set()
    for seat in members:
        key = seat.participant_id
        if key not in names:
            problems.append(Problem("person_unknown", field="members"))
        elif key in seen:
            problems.append(Problem("person_twice", {"name": names[key], "times": 2}, member=key))
        elif seat.role not in EntryMember.Role.values:
            problems.append(Problem("role_unknown", {"name": names[key]}, member=key))
        elif seat.shirt is not None and seat.shirt not in STORABLE_SHIRTS:
            limits = {"least": SHIRTS[0], "most": SHIRTS[-1]}
            problems.append(
                Problem("shirt_out_of_range", {"name": names[key], "shirt": seat.shirt, **limits}, member=key)
            )
        seen.add(key)
    if problems:
        raise Refused(problems)
    return names


def as_written(entry: Entry) -> list[Written]:
    """The roster as it is stored now, for the record."""
    members = list(entry.members.select_related("participant"))
    return written(seats(members), {member.participant_id: member.participant.full_name for member in members})
