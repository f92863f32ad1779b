"""What a unit still has to do until its registration is complete."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import FestivalPage
from units.models import Unit
from vietnamese.dates import format_date

from ..models import ENTERED, Registration, State
from ..paper import form
from ..queries import Row, has_consent


@dataclass(frozen=True)
class Task:
    """One line of the list, and where it is done."""

    title: str
    note: str
    address: str
    is_done: bool


def of(festival: FestivalPage, unit: Unit, registration: Registration | None, rows: Sequence[Row]) -> list[Task]:
    """In the order in which a unit does them."""
    overview = reverse("portal_festival", args=[unit.code, festival.pk])
    entries = [found.entry for row in rows for found in row.entries]
    people = unit.participants.filter(is_active=True, anonymised_at=None).count()
    entered = sum(entry.state in ENTERED and entry.state != State.RETURNED for entry in entries)
    unfinished = sum(entry.state in (State.DRAFT, State.RETURNED) for entry in entries)
    is_confirmed = registration is not None and has_consent(registration)
    return [
        Task(_("Enter your people"), _people(people), reverse("portal_people", args=[unit.code]), people > 0),
        Task(
            _("Confirm that they agree"),
            _("The unit has confirmed it.") if is_confirmed else _("Once for all people of the unit."),
            reverse("portal_consent", args=[unit.code, festival.pk]),
            is_confirmed,
        ),
        Task(
            _("Hand in your entries"),
            _entries(entered, unfinished),
            f"{overview}#noi-dung-thi",
            entered > 0 and unfinished == 0,
        ),
        *_paper(festival, unit, registration),
    ]


def _people(number: int) -> str:
    if not number:
        return _("Nobody is in your list yet.")
    said = ngettext("%(number)d person is in your list.", "%(number)d people are in your list.", number)
    return said % {"number": number}


def _entries(entered: int, unfinished: int) -> str:
    parts = []
    if entered:
        parts.append(ngettext("%(number)d handed in", "%(number)d handed in", entered) % {"number": entered})
    if unfinished:
        parts.append(ngettext("%(number)d not yet", "%(number)d not yet", unfinished) % {"number": unfinished})
    return ", ".join(parts) or _("Nothing is entered yet.")


def _paper(festival: FestivalPage, unit: Unit, registration: Registration | None) -> list[Task]:
    """The form that the head of the unit signs, and its scan. Signed is what was registered then, and no more."""
    address = reverse("portal_form", args=[unit.code, festival.pk])
    signed = registration.signed_forms.first() if registration else None
    is_current = signed is not None and signed.fingerprint == form.fingerprint(registration)
    if signed is None:
        note = ""
    elif is_current:
        note = _("Uploaded on %(day)s.") % {"day": format_date(signed.uploaded_at)}
    else:
        note = _("What is registered has changed since it was signed.")
    return [
        Task(
            _("Print the registration form"),
            _("For the signature of the head of your unit, and the seal."),
            address,
            is_current,
        ),
        Task(_("Upload the signed form"), note, address, is_current),
    ]
