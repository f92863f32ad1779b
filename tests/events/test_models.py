"""What a festival and a discipline cannot say, and beside which field they are told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.models import Branch, Discipline
from tests.factories import ConferenceFactory, DisciplineFactory, FestivalFactory, hanoi

pytestmark = pytest.mark.django_db

Format, Gender = Discipline.Format, Discipline.GenderRule

DAYS = {
    "starts_on": date(2026, 12, 18),
    "ends_on": date(2026, 12, 20),
    "opens_at": hanoi(2026, 11, 2, 8),
    "closes_at": hanoi(2026, 12, 4, 17),
}


def refused(instance) -> set[str]:
    """The fields beside which something is said."""
    try:
        instance.clean()
    except ValidationError as error:
        assert all(message for messages in error.message_dict.values() for message in messages)
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"freezes_at": hanoi(2026, 12, 8)}, set()),
        ({"ends_on": date(2026, 12, 18)}, set()),
        ({"opens_at": None, "closes_at": None}, set()),
        ({"closes_at": hanoi(2026, 12, 18, 0)}, set()),
        ({"ends_on": date(2026, 12, 17)}, {"ends_on"}),
        ({"closes_at": None}, {"closes_at"}),
        ({"opens_at": None}, {"opens_at"}),
        ({"closes_at": hanoi(2026, 11, 2, 8)}, {"closes_at"}),
        ({"closes_at": hanoi(2026, 12, 18, 0) + timedelta(seconds=1)}, {"closes_at"}),
        ({"freezes_at": hanoi(2026, 12, 4, 16)}, {"freezes_at"}),
        ({"freezes_at": hanoi(2026, 12, 21, 0)}, {"freezes_at"}),
        ({"freezes_at": hanoi(2026, 12, 8), "opens_at": None, "closes_at": None}, {"freezes_at"}),
        ({"colour": "#A1260D"}, set()),
        ({"colour": "đỏ"}, {"colour"}),
        ({"slug": "nam"}, {"slug"}),
        ({"most_disciplines": 3, "most_sports": 2}, set()),
        ({"most_disciplines": 1, "most_sports": 2, "most_acts": 3}, {"most_sports", "most_acts"}),
        ({"names_shown_from": hanoi(2026, 12, 9)}, {"names_shown_from"}),
        ({"names_shown_from": hanoi(2026, 12, 9), "units_shown_from": hanoi(2026, 12, 10)}, {"names_shown_from"}),
        ({"names_shown_from": hanoi(2026, 12, 9), "units_shown_from": hanoi(2026, 12, 9)}, set()),
        # What a draft lacks is asked for when it is saved, and contradicts nothing.
        ({"starts_on": None, "ends_on": None}, set()),
    ],
)
def test_a_festival(fields, expected):
    festival = FestivalFactory.build(**{"title": "Ngày Hội", "slug": "ngay-hoi", **DAYS, **fields})
    assert refused(festival) == expected


FAR = {
    "starts_on": (date(9999, 12, 31), date(26, 12, 18)),
    "ends_on": (date(9999, 12, 31), date(2101, 1, 1)),
    "moved_from": (date(26, 1, 1), date(9999, 12, 31)),
    "opens_at": (hanoi(26, 1, 1), hanoi(1989, 12, 31)),
    "closes_at": (hanoi(9999, 12, 31), hanoi(26, 1, 1)),
}
OF_FESTIVALS = {name: (hanoi(9999, 12, 31),) for name in ("freezes_at", "units_shown_from", "names_shown_from")}


@pytest.mark.parametrize("factory", [FestivalFactory, ConferenceFactory])
@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in FAR.items() for value in values])
def test_years_with_a_slip_in_them(factory, name, value):
    assert refused(factory.build(title="Sự kiện", slug="su-kien", **DAYS | {name: value})) == {name}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, (value,) in OF_FESTIVALS.items()])
def test_years_with_a_slip_in_them_at_festivals(name, value):
    assert refused(FestivalFactory.build(title="Hội", slug="hoi", **DAYS | {name: value})) == {name}


@pytest.mark.parametrize(("first", "last"), [(date(1990, 1, 1), date(1990, 1, 1)), (date(2100, 12, 31),) * 2])
def test_the_first_and_the_last_day_that_there_are(first, last):
    days = {"starts_on": first, "ends_on": last, "opens_at": None, "closes_at": None}
    assert refused(ConferenceFactory.build(title="Họp", slug="hop", **days)) == set()


@pytest.mark.parametrize("name", ["opens_at", "closes_at"])
def test_years_with_a_slip_in_them_of_a_discipline(name):
    discipline = DisciplineFactory.build(festival=FestivalFactory.build(**DAYS), **{name: hanoi(26, 12, 1)})
    assert refused(discipline) == {name}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"squad_min": 7, "squad_max": 14}, set()),
        ({"squad_min": 7, "squad_max": 6}, {"squad_max"}),
        ({"format": Format.INDIVIDUAL, "squad_max": 1}, set()),
        ({"format": Format.INDIVIDUAL, "squad_max": 2}, {"squad_max"}),
        ({"format": Format.PAIR, "squad_min": 2, "squad_max": 2}, set()),
        ({"format": Format.PAIR, "squad_min": 1, "squad_max": 2}, {"squad_max"}),
        ({"gender_rule": Gender.MIXED, "women_min": 3, "men_min": 5}, set()),
        ({"gender_rule": Gender.MIXED}, {"women_min"}),
        ({"gender_rule": Gender.MIXED, "women_min": 4, "men_min": 5}, {"women_min"}),
        ({"gender_rule": Gender.MEN, "women_min": 1}, {"women_min"}),
        ({"age_min": 18, "age_max": 18}, set()),
        ({"age_min": 18, "age_max": 17}, {"age_max"}),
        ({"closes_at": hanoi(2026, 12, 2, 17)}, set()),
        ({"closes_at": hanoi(2026, 12, 19)}, set()),
        ({"closes_at": hanoi(2026, 11, 2, 8)}, {"closes_at"}),
        ({"opens_at": hanoi(2026, 12, 4, 17)}, {"opens_at"}),
        ({"closes_at": hanoi(2026, 12, 21, 0)}, {"closes_at"}),
        ({"branch": Branch.ART, "most_seconds": 480, "takes_music": True}, set()),
        ({"most_seconds": 480, "takes_music": True}, {"most_seconds", "takes_music"}),
    ],
)
def test_a_discipline(fields, expected):
    discipline = DisciplineFactory.build(festival=FestivalFactory.build(**DAYS), **fields)
    assert refused(discipline) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({"closes_at": hanoi(2026, 12, 2, 17)}, {"opens_at"}), ({"opens_at": hanoi(2026, 12, 2, 17)}, {"closes_at"})],
)
def test_half_a_window_needs_the_festivals_other_half(fields, expected):
    festival = FestivalFactory.build(**DAYS | {"opens_at": None, "closes_at": None})
    assert refused(DisciplineFactory.build(festival=festival, **fields)) == expected


def test_a_number_that_makes_no_sense_is_refused():
    discipline = DisciplineFactory()
    for name, value in {"quota": 0, "most_entries": 0, "age_max": 121, "squad_max": 201, "most_seconds": 0}.items():
        discipline.refresh_from_db()
        setattr(discipline, name, value)
        with pytest.raises(ValidationError) as error:
            discipline.full_clean()
        assert name in error.value.message_dict


@pytest.mark.parametrize(
    ("units_from", "names_from", "shows"),
    [
        (None, None, (False, False)),
        (timedelta(0), None, (True, False)),
        (timedelta(seconds=1), None, (False, False)),
        (timedelta(0), timedelta(0), (True, True)),
        (timedelta(0), timedelta(seconds=1), (True, False)),
        (None, timedelta(0), (False, False)),
    ],
)
def test_what_readers_see_when(units_from, names_from, shows):
    now = timezone.now()
    festival = FestivalFactory.build(
        units_shown_from=None if units_from is None else now + units_from,
        names_shown_from=None if names_from is None else now + names_from,
    )
    assert (festival.shows_units(now), festival.shows_names(now)) == shows


def test_a_festival_is_found_by_its_disciplines():
    festival = FestivalFactory(place="Nhà thi đấu", intro="Ba ngày giao lưu", starts_on=date(2026, 12, 18))
    DisciplineFactory(festival=festival, name="Hợp xướng")
    document = festival.search_document()
    assert (document.kind, document.lead, document.date) == ("event", "Ba ngày giao lưu", hanoi(2026, 12, 18))
    assert document.text == "Nhà thi đấu · Hợp xướng"
