"""The registration form (*Phiếu đăng ký*) of a unit: what it enters, for its head's signature and seal."""

import hashlib
import json
from datetime import datetime

from events.registration import consents
from events.registration.models import Entry, Registration, State
from vietnamese.dates import format_datetime, in_vietnam

from .engine import set_document
from .entries import days, described, numbered, with_rosters

SIGNED = (State.SUBMITTED, State.WAITING, State.APPROVED)
"""What a head of unit signs: neither drafts nor what came back to be changed."""
IN_A_DRAFT = (*SIGNED, State.DRAFT, State.RETURNED)

COMMITMENT = (
    "Đơn vị cam kết những người có tên trong phiếu là công chức, viên chức, người lao động của đơn vị, đủ sức khỏe và"
    " điều kiện tham gia; thông tin đăng ký là đúng sự thật."
)


def entries_of(registration: Registration, *, is_draft: bool = False) -> list[Entry]:
    """The entries that a form of this unit names."""
    states = IN_A_DRAFT if is_draft else SIGNED
    return list(with_rosters(registration.entries.filter(state__in=states)))


def form(registration: Registration, *, is_draft: bool = False, now: datetime) -> bytes:
    """The form as PDF. A draft names also what has not been submitted, and is marked on every page."""
    entries = entries_of(registration, is_draft=is_draft)
    more = {"is_draft": is_draft, "code": code(digest_of(entries)), "year": str(in_vietnam(now).year)}
    return set_document("form", contents(registration, entries) | more, made_at=now)


def contents(registration: Registration, entries: list[Entry]) -> dict:
    """All that stands on the form and comes from what was registered."""
    unit, festival = registration.unit, registration.festival
    people = {member.participant_id: member.participant for entry in entries for member in entry.members.all()}
    genders = [person.gender for person in people.values()]
    consent = registration.consents.first()
    return {
        "over": unit.governing_body,
        "unit": unit.name,
        "unit_short": unit.short_name,
        "address": unit.address,
        "contact": unit.contact_name,
        "phone": unit.contact_phone,
        "email": unit.contact_email,
        "festival": festival.title,
        "when": days(festival),
        "regulations": festival.regulations_id is not None,
        "count_entries": len({entry.discipline_id for entry in entries}),
        "count_people": len(people),
        "count_men": genders.count("male"),
        "count_women": genders.count("female"),
        "entries": [described(entry, _heading(entry, entries)) for entry in entries],
        "consent": [COMMITMENT, *_paragraphs(consent.text if consent else consents.current_text(festival))],
        "consent_given": (
            f"Đơn vị đã xác nhận trên hệ thống đăng ký lúc {format_datetime(consent.given_at)}." if consent else ""
        ),
    }


def fingerprint(registration: Registration) -> str:
    """That of what the unit has submitted now."""
    return digest_of(entries_of(registration))


def digest_of(entries: list[Entry]) -> str:
    """Changes when anything of that does which the head of unit signs: disciplines, people, roles, acts.

    Neither what a unit writes of itself nor what organisers decide makes a signature worthless.
    """
    signed = [described(entry, _heading(entry, entries)) | {"state": ""} for entry in entries]
    return hashlib.sha256(json.dumps(signed, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def code(digest: str) -> str:
    """The beginning of a digest, as it stands at the foot of each page: '3F9A-21BC'."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


def _heading(entry: Entry, entries: list[Entry]) -> str:
    more = numbered(entry, entries)
    return f"{entry.discipline.name} ({more})" if more else entry.discipline.name


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
