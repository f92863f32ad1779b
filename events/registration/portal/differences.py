"""What is different between two states of an entry, for people to read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ..models import ChangeRequest, Entry, EntryMember
from ..rosters import Written, difference
from ..services.entries import TEXTS
from .durations import write_duration


@dataclass(frozen=True)
class Difference:
    """What `subject` was, and what it is; an empty text where it was or is not there."""

    subject: str
    before: str
    after: str


def of_texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Of the texts that both have."""
    return [
        Difference(label_of(name), written_text(name, before[name]), written_text(name, after[name]))
        for name in TEXTS
        if name in before and name in after and (before[name] or None) != (after[name] or None)
    ]


def of_rosters(before: Sequence[Written], after: Sequence[Written]) -> list[Difference]:
    """Who came, who went, whose role or number is another; and the order, of those who stayed."""
    found = difference(before, after)
    rows = [
        *(Difference(seat["name"], _seat(seat), "") for seat in found.removed),
        *(Difference(old["name"], _seat(old), _seat(new)) for old, new in found.changed),
        *(Difference(seat["name"], "", _seat(seat)) for seat in found.added),
    ]
    if found.is_reordered:
        both = {seat["person"] for seat in before} & {seat["person"] for seat in after}
        rows.append(Difference(_("Order"), _names(before, both), _names(after, both)))
    return rows


def of_request(request: ChangeRequest) -> list[Difference]:
    """What was asked for."""
    before = request.before["members"]
    rows = of_rosters(before, request.wanted.get("members", before))
    rows += [Difference(_("Name"), name["name"], name["wanted"]) for name in request.wanted.get("names", ())]
    if request.wanted.get("withdraw"):
        rows.append(Difference(_("Entry"), _("takes part"), _("withdrawn")))
    return rows


def texts_of(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in TEXTS}


def label_of(name: str) -> str:
    label = str(Entry._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def written_text(name: str, value: Any) -> str:
    return write_duration(value) if name == "seconds" else str(value or "")


def _seat(seat: Written) -> str:
    role = str(EntryMember.Role(seat["role"]).label)
    return _("%(role)s, number %(shirt)s") % {"role": role, "shirt": seat["shirt"]} if seat["shirt"] else role


def _names(roster: Iterable[Written], people: set[int]) -> str:
    return ", ".join(seat["name"] for seat in roster if seat["person"] in people)
