"""What notices say. A mail's text is written once, and the HTML is the same text in another dress."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from events.models import ConferencePage
from units.models import Unit
from vietnamese.dates import format_datetime

from .. import queries
from ..models import Entry, Notice, Registration

Kind = Notice.Kind

SUBJECTS = {
    Kind.SUBMITTED: _("Submitted: %(discipline)s – %(unit)s"),
    Kind.WAITING: _("On the waiting list: %(discipline)s – %(unit)s"),
    Kind.RETURNED: _("Please change: %(discipline)s – %(unit)s"),
    Kind.APPROVED: _("Approved: %(discipline)s – %(unit)s"),
    Kind.REJECTED: _("Not approved: %(discipline)s – %(unit)s"),
    Kind.WITHDRAWN: _("Withdrawn: %(discipline)s – %(unit)s"),
    Kind.MOVED_UP: _("Moved up from the waiting list: %(discipline)s – %(unit)s"),
    Kind.CHANGE_DECIDED: _("Answer to your change request: %(discipline)s – %(unit)s"),
    Kind.REMINDER: _("Registration closes on %(closes_on)s – %(unit)s"),
    Kind.DELEGATES_CONFIRMED: _("Delegates confirmed: %(festival)s – %(unit)s"),
    Kind.DELEGATES_DECLINED: _("Delegates not confirmed: %(festival)s – %(unit)s"),
    Kind.DELEGATE_EXPECTED: _("You are a delegate: %(festival)s"),
    Kind.DELEGATE_RELEASED: _("No longer a delegate: %(festival)s"),
    Kind.DELEGATES_REMINDER: _("Nominate delegates by %(closes_on)s: %(festival)s – %(unit)s"),
}


def snapshot(
    *, entry: Entry | None, registration: Registration | None, unit: Unit, more: Mapping[str, Any]
) -> dict[str, Any]:
    """What a notice says, as plain values that can be kept: they are those of the moment in which it is written."""
    registration = entry.registration if entry else registration
    said = {"unit": unit.short_name, "url": _address("portal_overview", unit.code)}
    if registration:
        festival = registration.festival
        addresses = festival.contacts.exclude(email="").values_list("email", flat=True)
        said |= {"festival": festival.title, "answers_to": list(addresses[:3])}
    if entry:
        closes_at = entry.discipline.closes_at or entry.discipline.festival.closes_at
        said |= {
            "discipline": entry.discipline.name,
            "team": entry.name or entry.title,
            "waits_as": queries.waits_as(entry),
            "closes_at": format_datetime(closes_at) if closes_at else "",
            "url": _address("portal_entry", unit.code, entry.pk),
        }
    return said | {name: _plain(value) for name, value in more.items()}


def snapshot_of_conference(conference: ConferencePage, unit: Unit, more: Mapping[str, Any]) -> dict[str, Any]:
    """The same of what concerns a unit's delegates; `festival` is what the event is called."""
    addresses = conference.contacts.exclude(email="").values_list("email", flat=True)
    said = {
        "unit": unit.short_name,
        "festival": conference.title,
        "answers_to": list(addresses[:3]),
        "url": _address("portal_conference", unit.code, conference.pk),
    }
    return said | {name: _plain(value) for name, value in more.items()}


def subject(kind: str, said: Mapping[str, Any]) -> str:
    with override(settings.LANGUAGE_CODE):
        line = str(SUBJECTS[Kind(kind)]) % said
    return Truncator(" ".join(line.split())).chars(250)


def paragraphs(kind: str, said: Mapping[str, Any]) -> list[str]:
    """The middle of a mail: templates/registration/mails/said/<kind>.txt, whose paragraphs empty lines divide."""
    with override(settings.LANGUAGE_CODE):
        middle = render_to_string(f"registration/mails/said/{kind}.txt", dict(said))
    return [paragraph.strip() for paragraph in re.split(r"\n[ \t]*\n", middle) if paragraph.strip()]


def text(said: Mapping[str, Any]) -> str:
    """A mail as text. `letter` in what it says names the template where it is not that of most mails."""
    with override(settings.LANGUAGE_CODE):
        return render_to_string(f"registration/mails/{said.get('letter', 'mail')}.txt", dict(said)).strip() + "\n"


def html(subject: str, said: Mapping[str, Any]) -> str:
    """The same mail in HTML."""
    with override(settings.LANGUAGE_CODE):
        letter = f"registration/mails/{said.get('letter', 'mail')}.html"
        return render_to_string(letter, {**said, "subject": subject})


def _address(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(name, args=args)


def _plain(value: Any) -> Any:
    """A value that JSON holds. Texts that are translated late are translated now, into the language of the mails."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    with override(settings.LANGUAGE_CODE):
        return str(value)
