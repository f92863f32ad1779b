"""What organisers look for, and how it goes on."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from events.registration.models import EntryEvent, State
from tests.factories import DisciplineFactory, FestivalFactory, ParticipantFactory, UnitFactory, hanoi

from .reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client, organiser, festival):
    """The names of what a check has found."""

    def get(check):
        shown = page(client.get(reverse("registration_checks", args=[festival.pk])))
        rows = shown.xpath(f"//section[@aria-labelledby='{check}']//li[@class='reg-finding']")
        return [text(row.xpath("./strong | ./a")[0]) for row in rows]

    return get


def test_who_is_in_more_than_the_festival_allows(found, festival, entered):
    festival.most_disciplines = 2
    festival.save()
    unit = UnitFactory()
    busy, coach = (ParticipantFactory(unit=unit, full_name=name) for name in ("Lê Bận", "Trần Thầy"))
    for _ in range(3):
        entry = entered(DisciplineFactory(festival=festival), unit, people=[busy, coach], state=State.APPROVED)
        entry.members.filter(participant=coach).update(role="coach")
    entered(DisciplineFactory(festival=festival), unit, people=[ParticipantFactory(unit=unit)], state=State.DRAFT)

    assert found("too-much") == ["Lê Bận"]  # a coach may be everywhere
    assert len(found("breaking")) == 3


def test_the_same_person_for_two_units_whatever_the_accents(found, discipline, entered):
    born = date(1990, 3, 5)
    for name, day in (("Đỗ Thị Hòa", born), ("Do thi hoa", born), ("Đỗ Thị Hòa", date(1991, 3, 5)), ("Lê An", None)):
        unit = UnitFactory()
        entered(discipline, unit, people=[ParticipantFactory(unit=unit, full_name=name, birth_date=day)])
    unit = UnitFactory()
    entered(discipline, unit, people=[ParticipantFactory(unit=unit, full_name="Lê An", birth_date=None)])

    assert found("two-units") == ["Do thi hoa / Đỗ Thị Hòa"]


def test_the_same_person_twice_in_one_unit_is_no_finding(found, festival, entered):
    unit = UnitFactory()
    person = ParticipantFactory(unit=unit)
    for _ in range(2):
        entered(DisciplineFactory(festival=festival), unit, people=[person])

    assert found("two-units") == []


def test_a_deadline_that_has_passed_and_a_consent_that_lacks_are_no_broken_rule(found, discipline, entered):
    entered(discipline)

    assert found("breaking") == []


def test_an_entry_that_breaks_a_rule_by_now(found, discipline, entered):
    entered(discipline)
    discipline.squad_min, discipline.squad_max = 5, 8
    discipline.save()

    assert found("breaking") == ["Kéo co"]


def test_units_that_have_handed_nothing_in(found, discipline, entered):
    entered(discipline, UnitFactory(short_name="Đã nộp"))
    entered(discipline, UnitFactory(short_name="Chỉ nháp"), state=State.DRAFT)
    entered(discipline, UnitFactory(short_name="Đã rút"), state=State.WITHDRAWN)
    entered(DisciplineFactory(), UnitFactory(short_name="Ở ngày hội khác"))
    UnitFactory(short_name="Im lặng")
    UnitFactory(short_name="Đã rời", is_active=False)

    assert found("silent") == ["Chỉ nháp", "Đã rút", "Ở ngày hội khác", "Im lặng"]


# --- Progress ---------------------------------------------------------------------------------


@pytest.fixture
def progress(client, organiser):
    def get(festival):
        return page(client.get(reverse("registration_progress", args=[festival.pk])))

    return get


def days(shown) -> list[list[str]]:
    return [
        [text(cell) for cell in row.xpath("./th | ./td")]
        for row in shown.xpath("//details[@class='views-chart__table']//tbody/tr")
    ]


def test_days_are_those_of_hanoi_from_the_opening_until_today(progress, entered):
    with time_machine.travel(hanoi(2026, 3, 4, 10), tick=False):
        festival = FestivalFactory(opens_at=hanoi(2026, 3, 2, 8))
        entry = entered(DisciplineFactory(festival=festival))
        for action, moment in (
            ("submit", hanoi(2026, 3, 3, 3)),  # still the second of March in UTC
            ("submit", hanoi(2026, 3, 4, 9)),
            ("approve", hanoi(2026, 3, 4, 9)),
            ("save", hanoi(2026, 3, 4, 9)),
        ):
            event = EntryEvent.objects.create(entry=entry, action=action)
            EntryEvent.objects.filter(pk=event.pk).update(at=moment)

        shown = progress(festival)

    assert days(shown) == [
        ["Thứ tư, 04/03/2026", "1", "1"],
        ["Thứ ba, 03/03/2026", "1", "0"],
        ["Thứ hai, 02/03/2026", "0", "0"],
    ]


def test_each_picture_is_named_and_described_for_who_does_not_see_it(progress, discipline, entered):
    entered(discipline)

    shown = progress(discipline.festival)

    pictures = shown.xpath("//*[local-name()='svg'][@role='img']")
    named = [[shown.get_element_by_id(name) for name in picture.get("aria-labelledby").split()] for picture in pictures]
    assert len(pictures) == 2
    assert all(text(element) for elements in named for element in elements)


def test_a_festival_with_nothing_and_one_that_is_long_over_are_drawn_too(progress):
    long_ago = FestivalFactory(
        starts_on="2020-06-01", ends_on="2020-06-02", opens_at=hanoi(2019, 1, 1), closes_at=hanoi(2020, 5, 1)
    )

    assert len(days(progress(long_ago))) == 120
    assert len(days(progress(FestivalFactory(opens_at=None, closes_at=None)))) == 1
