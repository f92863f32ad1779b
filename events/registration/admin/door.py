"""The screen at the door of any event: a code that is scanned or typed, or a name without its accents, and who stands
there. What the event is, whom it expects and how it keeps who has come, its `Door` says."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.models import User
from events.registration.checkin.counts import UnitCount
from events.registration.checkin.queries import FOUND
from events.registration.tokens import read_token
from units.models import Unit
from vietnamese.numbers import read_number
from vietnamese.text import clean_line

LONGEST = 200
"""Letters that are looked for: a name, or the address in a code."""


@dataclass(frozen=True)
class Way:
    """To where something can be done for somebody: their badge, the decision about them."""

    label: str
    url: str


@dataclass(frozen=True)
class Guest:
    """Who stands at the door.

    `about` and `duties` say who they are: birth and post; disciplines or sessions. `obstacle` says in a few words why
    they are not let in, '' when nothing keeps them, and `refusal` the same in a sentence.
    """

    key: int
    name: str
    unit: Unit
    about: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    arrived_at: datetime | None = None
    arrived_by: User | None = None
    undo_url: str = ""
    obstacle: str = ""
    refusal: str = ""
    ways: tuple[Way, ...] = ()


class Door(Protocol):
    """The door of one event. `none_expected` is what is said while nobody is; `walk_in` is the way for those who come
    without having been expected; `remark` stands beside everybody who is found, '' where nothing is to be known."""

    url: str
    arrive_url: str
    none_expected: str
    walk_in: Way | None
    remark: str

    def find(self, typed: str) -> list[Guest]:
        """Those whom a code or a name means."""

    def nobody(self, typed: str) -> str:
        """What is said when that means nobody."""

    def one(self, key: int) -> Guest | None:
        """Somebody by their key."""

    def counts(self) -> list[UnitCount]:
        """Those expected and those who have come, by unit."""

    def arrive(self, guest: Guest, *, by: User) -> bool:
        """Keeps that they have come; whether it was news."""


def looked_for(request: HttpRequest, door: Door) -> dict[str, Any]:
    """What the screen shows: the field, and whom it found."""
    typed = _typed(request.GET)
    units, found = door.counts(), door.find(typed)
    return {
        "door": door,
        "typed": typed,
        "found": found,
        "nobody": door.nobody(typed) if typed and not found else "",
        "most": FOUND,
        "units": units,
        "expected": sum(unit.expected for unit in units),
        "arrived": sum(unit.arrived for unit in units),
    }


def let_in(request: HttpRequest, door: Door) -> HttpResponse:
    """Keeps that somebody has come, by the code of their card or by their key.

    A scanner's script asks for a part of the screen, and gets the person with what happened; others the whole screen.
    """
    typed = _typed(request.POST)
    guest = _meant(door, request.POST.get("person", ""), typed)
    is_news = False
    if guest is not None and not guest.obstacle:
        is_news = door.arrive(guest, by=request.user)
        guest = door.one(guest.key)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        arrived = sum(unit.arrived for unit in door.counts())
        context = {"door": door, "guest": guest, "is_news": is_news, "typed": typed, "arrived": arrived}
        status = 200 if guest else 404
        return TemplateResponse(request, "registration/admin/checkin_result.html", context, status=status)
    if guest is None:
        messages.error(request, _("Nobody has this code. Look for the name."))
    elif guest.obstacle:
        messages.error(request, guest.refusal)
    elif is_news:
        messages.success(request, _("%(name)s has arrived.") % {"name": guest.name})
    else:
        messages.warning(request, _("%(name)s had arrived already.") % {"name": guest.name})
    return back(door, typed)


def took_back(request: HttpRequest, door: Door, name: str, *, was_standing: bool) -> HttpResponse:
    """Says that an arrival was taken back, or had been before."""
    if was_standing:
        messages.success(request, _("The arrival of %(name)s is taken back.") % {"name": name})
    else:
        messages.warning(request, _("It was taken back already."))
    return back(door, _typed(request.POST))


def back(door: Door, typed: str) -> HttpResponse:
    """Ready for the next one after a code; after a name the others of that name are still there."""
    return redirect(f"{door.url}?{urlencode({'q': typed})}" if typed else door.url)


def _typed(data) -> str:
    return clean_line(data.get("q", ""))[:LONGEST]


def _meant(door: Door, key: str, typed: str) -> Guest | None:
    if key:
        number = read_number(key)
        return None if number is None else door.one(number)
    if not read_token(typed):
        return None
    return next(iter(door.find(typed)), None)
