"""Accreditation cards: name, unit, what somebody does, and the code that is scanned at the door."""

import re
from collections import defaultdict
from datetime import datetime

from events.models import FestivalPage
from events.registration.models import Accreditation, EntryMember, State

from .codes import COLOUR, qr_code
from .engine import set_document
from .entries import name_of, role_of


def accreditation_cards(festival: FestivalPage, *, now: datetime, address: str = "") -> bytes:
    """The cards of all who are accredited and stand on an approved roster, ten a page, by unit and name.

    `address` is put before each code, so that a telephone's own camera opens the check-in page.
    """
    duties = _duties(festival)
    accredited = (
        Accreditation.objects.filter(festival=festival, participant__in=duties)
        .select_related("participant__unit")
        .order_by("participant__unit__position", "participant__unit__name", "participant__sort_key", "pk")
    )
    cards = [
        {
            "name": name_of(accreditation.participant),
            "unit": accreditation.participant.unit.name,
            "roles": "; ".join(duties[accreditation.participant_id]),
            "token": accreditation.token,
            "qr": qr_code(address + accreditation.token),
        }
        for accreditation in accredited
    ]
    colour = festival.colour if re.fullmatch("#[0-9a-fA-F]{6}", festival.colour) else COLOUR
    return set_document("cards", {"festival": festival.title, "colour": colour, "cards": cards}, made_at=now)


def _duties(festival: FestivalPage) -> dict[int, list[str]]:
    """What each person does at the festival: 'Đội trưởng Bóng đá nam'."""
    members = (
        EntryMember.objects.filter(entry__discipline__festival=festival, entry__state=State.APPROVED)
        .select_related("entry__discipline")
        .order_by("entry__discipline__position", "entry__discipline", "entry__number")
    )
    duties = defaultdict(list)
    for member in members:
        discipline = member.entry.discipline
        duties[member.participant_id].append(f"{discipline.name} ({role_of(member, on_stage=discipline.is_act)})")
    return duties
