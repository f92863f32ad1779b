"""The people of the example units. Their names are put together by lot; nobody is meant."""

import tomllib
from datetime import date
from pathlib import Path
from random import Random

from django.db.models import Max
from django.utils import timezone

from events.registration.models import Gender, Participant
from units.models import Unit
from vietnamese.names import name_sort_key
from vietnamese.text import fold

OF_EACH_GENDER = 36
NAMES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def make_people(units: list[Unit]) -> dict[int, list[Participant]]:
    """So many men and women for each unit, by the unit's key."""
    already = Participant.objects.aggregate(last=Max("pk"))["last"] or 0
    people = [person for unit in units for person in _people_of(unit)]
    Participant.objects.bulk_create(people)
    made: dict[int, list[Participant]] = {unit.pk: [] for unit in units}
    for person in Participant.objects.filter(pk__gt=already, unit__in=units).order_by("pk"):
        made[person.unit_id].append(person)
    return made


def _people_of(unit: Unit) -> list[Participant]:
    chance = Random(unit.code)  # noqa: S311 - chance, not secrecy
    people: dict[str, Participant] = {}
    for gender in (Gender.MALE, Gender.FEMALE):
        wanted = len(people) + OF_EACH_GENDER
        while len(people) < wanted:
            parts = NAMES["families"], NAMES[gender]["middle"], NAMES[gender]["given"]
            name = " ".join(chance.choice(part) for part in parts)
            people.setdefault(name, _person(unit, name, gender, chance))
    return list(people.values())


def _person(unit: Unit, name: str, gender: Gender, chance: Random) -> Participant:
    years = timezone.localdate().year - 2026
    return Participant(
        unit=unit,
        full_name=name,
        # Rows made in bulk pass by save(), which writes these two.
        folded_name=fold(name),
        sort_key=name_sort_key(name),
        gender=gender,
        # As old as in 2026, whenever the content is loaded: disciplines ask for ages.
        birth_date=date(years + chance.randint(1977, 2003), chance.randint(1, 12), chance.randint(1, 28)),
        post=chance.choice(NAMES["posts"]),
    )
