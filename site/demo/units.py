"""The units of the example's bloc, with their logos, and who represents one of them."""

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path

from accounts.models import Membership, User
from images.models import CustomImage
from images.services import store_picture
from units.models import Unit, UnitAward, UnitTerm

from .emblems import emblem

HERE = Path(__file__).parent
FIELDS = ("name", "short_name", "kind", "website", "address", "contact_name", "contact_email", "contact_phone")
REPRESENTED = "tieu-chuan"
"""The unit for which donvi@example.vn acts."""


@cache
def _entries() -> list[dict]:
    return tomllib.loads((HERE / "units.toml").read_text("utf-8"))["unit"]


def make_units() -> dict[str, Unit]:
    """The units by their codes, with their years at the head and their flags; those that exist are left as they are."""
    known = {unit.code: unit for unit in Unit.objects.all()}
    return {
        entry["code"]: known.get(entry["code"]) or _make_unit(entry, place) for place, entry in enumerate(_entries(), 1)
    }


def _make_unit(entry: dict, place: int) -> Unit:
    unit = Unit.objects.create(
        code=entry["code"],
        position=place * 10,
        introduction=entry["introduction"].strip(),
        governing_body="Bộ Khoa học và Công nghệ",
        logo=_logo(entry),
        **{name: entry[name] for name in FIELDS},
    )
    UnitTerm.objects.bulk_create(UnitTerm(unit=unit, **term) for term in entry.get("terms", []))
    UnitAward.objects.bulk_create(UnitAward(unit=unit, **award) for award in entry.get("awards", []))
    return unit


def _logo(entry: dict) -> CustomImage | None:
    """One unit has none: its initials show what stands in the place."""
    if not entry.get("logo"):
        return None
    return store_picture(
        emblem(entry["logo"]),
        title=f"Biểu trưng {entry['short_name']}",
        description=entry["logo_shows"],
        credit="Tranh minh họa: Ban Biên tập",
    )


def units_named_by(kind: str, units: dict[str, Unit]) -> dict[str, list[Unit]]:
    """Which units an article or an album is about, by its slug; `kind` is "articles" or "albums"."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for entry in _entries():
        for slug in entry[kind]:
            found[slug].append(units[entry["code"]])
    return found


def represent(user: User, units: dict[str, Unit]) -> None:
    """Lets the example's representative act for a unit."""
    Membership.objects.get_or_create(user=user, unit=units[REPRESENTED], defaults={"state": Membership.State.ACTIVE})
