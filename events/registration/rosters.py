"""The roster as forms send it and as it is written down: in audit rows, in requests, and when it freezes.

Written down, a seat is `{"person": 12, "name": "Trần An", "role": "player", "shirt": 7}`. The name stands there so
that the trail can be read when the person is gone from the unit's list; who is anonymised loses it there too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .models import EntryMember

Written = dict[str, Any]


@dataclass(frozen=True)
class Seat:
    """Somebody's place on a roster, as a form sends it; its order is that of the list it stands in."""

    participant_id: int
    role: str = EntryMember.Role.PLAYER
    shirt: int | None = None


def seats(members: Iterable[EntryMember]) -> list[Seat]:
    return [Seat(member.participant_id, member.role, member.shirt) for member in members]


def written(members: Iterable[Seat], names: dict[int, str]) -> list[Written]:
    """The roster for the record; `names` are those of the people by their keys."""
    return [
        {
            "person": seat.participant_id,
            "name": names.get(seat.participant_id, ""),
            "role": str(seat.role),
            "shirt": seat.shirt,
        }
        for seat in members
    ]


def read(roster: Iterable[Written]) -> list[Seat]:
    return [Seat(seat["person"], seat["role"], seat["shirt"]) for seat in roster]


@dataclass(frozen=True)
class Difference:
    """How one roster became another. A changed seat is given as it was and as it is."""

    added: Sequence[Written] = ()
    removed: Sequence[Written] = ()
    changed: Sequence[tuple[Written, Written]] = ()
    is_reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.is_reordered)

    def as_json(self) -> dict[str, Any]:
        parts = {
            "added": list(self.added),
            "removed": list(self.removed),
            "changed": [list(pair) for pair in self.changed],
            "reordered": self.is_reordered,
        }
        return {name: part for name, part in parts.items() if part}


def difference(before: Sequence[Written], after: Sequence[Written]) -> Difference:
    old, new = ({seat["person"]: seat for seat in roster} for roster in (before, after))
    both = [person for person in new if person in old]
    return Difference(
        added=[seat for person, seat in new.items() if person not in old],
        removed=[seat for person, seat in old.items() if person not in new],
        changed=[(old[person], new[person]) for person in both if _place(old[person]) != _place(new[person])],
        is_reordered=both != [person for person in old if person in new],
    )


def _place(seat: Written) -> tuple[str, int | None]:
    return seat["role"], seat["shirt"]
