"""What a unit writes of an entry: its texts and its roster."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.models import Branch, Discipline
from vietnamese.forms import CleanTextMixin, clean_data
from vietnamese.numbers import read_number
from vietnamese.text import clean_line

from ..models import Entry, EntryMember, Participant
from ..rosters import Seat, Written, written
from ..rules import SHIRTS
from .durations import read_duration, write_duration

Role = EntryMember.Role

PERSON, ADD, ROLE, SHIRT = "nguoi", "them", "vai", "ao"
"""The fields of a roster: its people in their order, those to add, and `vai-<person>`, `ao-<person>` of each."""
UP, DOWN, REMOVE = "len", "xuong", "bo"
"""The buttons of a row, which send the person; they work without a script."""


OF_ACTS = ("title", "genre", "author", "duration", "stage_needs")


class EntryForm(CleanTextMixin, forms.Form):
    """The texts of an entry. A sport has a name of the team and no more; an act is described for the stage."""

    name = forms.CharField(
        label=gettext_lazy("Name of the team"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Only if it has one of its own; otherwise it is called after your unit."),
    )
    title = forms.CharField(label=gettext_lazy("Title of the act"), max_length=200, required=False)
    genre = forms.CharField(
        label=gettext_lazy("Genre"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Such as choir, solo, dance, sketch."),
    )
    author = forms.CharField(label=gettext_lazy("Author or composer"), max_length=200, required=False)
    duration = forms.CharField(
        label=gettext_lazy("Duration"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Minutes and seconds: 3:30"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    stage_needs = forms.CharField(
        label=gettext_lazy("Needed on stage"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Microphones, chairs, a piano, projection …"),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data=None, *, entry: Entry):
        initial = {
            "name": entry.name,
            "title": entry.title,
            "genre": entry.genre,
            "author": entry.author,
            "duration": write_duration(entry.seconds),
            "stage_needs": entry.stage_needs,
        }
        super().__init__(data, initial=initial)
        for name in (
            ("title", "genre", "author", "duration", "stage_needs") if not entry.discipline.is_act else ["name"]
        ):
            del self.fields[name]
        if entry.discipline.format == Discipline.Format.INDIVIDUAL:
            self.fields.pop("name", None)

    def clean_name(self) -> str:
        return clean_line(self.cleaned_data["name"])

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_duration(self) -> int | None:
        text = self.cleaned_data["duration"]
        return read_duration(text) if text else None

    @property
    def texts(self) -> dict[str, Any]:
        """What was written, as services take it."""
        texts = dict(self.cleaned_data)
        if "duration" in texts:
            texts["seconds"] = texts.pop("duration")
        return texts


@dataclass(frozen=True)
class Row:
    """A person on the roster, as it stands in the form; `error` says what is wrong with the shirt number typed."""

    person: Participant
    role: str = Role.PLAYER
    shirt: str = ""
    error: str = ""

    @property
    def seat(self) -> Seat:
        return Seat(self.person.pk, self.role, int(self.shirt) if self.shirt else None)


def has_shirts(discipline: Discipline) -> bool:
    return discipline.branch == Branch.SPORT and discipline.format == Discipline.Format.TEAM


def roles_of(discipline: Discipline, rows: Iterable[Row] = ()) -> list[tuple[str, str]]:
    """The roles that a roster can give; those that it has given already among them, whatever the rules."""
    offered = {Role.PLAYER}
    if discipline.format != Discipline.Format.INDIVIDUAL:
        offered.add(Role.CAPTAIN)
    if discipline.reserves_max:
        offered.add(Role.RESERVE)
    if discipline.officials_max:
        offered |= {Role.COACH, Role.LEADER}
    offered |= {row.role for row in rows}
    return [(value, label) for value, label in Role.choices if value in offered]


def stored_rows(members: Iterable[EntryMember]) -> list[Row]:
    return [Row(member.participant, member.role, str(member.shirt or "")) for member in members]


def sent_rows(data: QueryDict, people: Mapping[int, Participant]) -> list[Row]:
    """The roster that was sent, with what its buttons do to it already done.

    `people` are those of the unit. Of others, and of those sent twice, nothing is taken.
    """
    data = clean_data(data)
    rows = {}
    for key in data.getlist(PERSON):
        if (person := _of(people, key)) and person.pk not in rows:
            rows[person.pk] = _sent_row(person, data)
    for key in data.getlist(ADD):
        if (person := _of(people, key)) and person.pk not in rows:
            rows[person.pk] = Row(person)
    return _pressed(list(rows.values()), data)


def _sent_row(person: Participant, data: Mapping[str, str]) -> Row:
    role = data.get(f"{ROLE}-{person.pk}", Role.PLAYER)
    shirt = data.get(f"{SHIRT}-{person.pk}", "").strip()
    row = Row(person, role if role in Role.values else Role.PLAYER, shirt)
    if shirt and not (shirt.isascii() and shirt.isdecimal() and len(shirt) < 5 and int(shirt) in SHIRTS):
        numbers = {"first": SHIRTS.start, "last": SHIRTS.stop - 1}
        return replace(row, error=_("A shirt number is a figure from %(first)d to %(last)d.") % numbers)
    return row


def _pressed(rows: list[Row], data: Mapping[str, str]) -> list[Row]:
    keys = [str(row.person.pk) for row in rows]
    if (key := data.get(REMOVE)) in keys:
        del rows[keys.index(key)]
    elif (key := data.get(UP)) in keys[1:]:
        at = keys.index(key)
        rows[at - 1 : at + 1] = rows[at], rows[at - 1]
    elif (key := data.get(DOWN)) in keys[:-1]:
        at = keys.index(key)
        rows[at : at + 2] = rows[at + 1], rows[at]
    return rows


def _of(people: Mapping[int, Participant], key: str) -> Participant | None:
    return people.get(read_number(key))


def seats_of(rows: Iterable[Row]) -> list[Seat]:
    return [row.seat for row in rows]


def written_rows(rows: Sequence[Row]) -> list[Written]:
    return written(seats_of(rows), {row.person.pk: row.person.full_name for row in rows})
