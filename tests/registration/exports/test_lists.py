"""The lists for organisers, read back as Excel reads them."""

import io
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from events.registration.checkin.services import accredit
from events.registration.exports import lists
from events.registration.models import Accreditation, Entry, State
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    FestivalFactory,
    ParticipantFactory,
    UnitFactory,
    hanoi,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def festival():
    return FestivalFactory()


def enter(discipline, unit, *people, state=State.APPROVED, **fields):
    number = Entry.objects.filter(discipline=discipline).count() + 1
    place = number if state == State.APPROVED else None
    entry = EntryFactory(discipline=discipline, unit=unit, state=state, place=place, arrival=number, **fields)
    for position, person in enumerate(people):
        EntryMemberFactory(entry=entry, participant=person, position=position)
    return entry


def read(content):
    return load_workbook(io.BytesIO(content))


def column(sheet, number) -> list:
    return [row[number].value for row in sheet.iter_rows(min_row=2)]


def test_all_entries_have_a_row_whatever_their_state(festival):
    discipline = DisciplineFactory(festival=festival, name="Kéo co")
    unit = UnitFactory(short_name="Viện CL")
    moment = hanoi(2026, 3, 4, 9)
    enter(discipline, unit, ParticipantFactory(unit=unit), name="=1+1", submitted_at=moment)
    enter(discipline, unit, state=State.WAITING, number=2)
    enter(discipline, unit, state=State.WAITING, number=3)
    enter(discipline, unit, state=State.DRAFT, number=4)
    enter(DisciplineFactory(), unit)

    sheet = read(lists.all_entries(festival)).active

    first = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in first[:4]] == [1, "Kéo co", discipline.get_branch_display(), "Viện CL"]
    assert (first[4].value, first[4].data_type) == ("=1+1", "s")
    assert first[7].value == 1
    assert (first[14].value, first[14].is_date) == (datetime(2026, 3, 4, 9), True)
    assert column(sheet, 5) == [State(state).label for state in ("approved", "waiting", "waiting", "draft")]
    assert column(sheet, 6) == [None, 1, 2, None]
    assert column(sheet, 4)[1] == "Viện CL 2"


def test_each_discipline_has_a_sheet_with_the_people_of_what_was_handed_in(festival):
    long = "Bóng chuyền hơi nữ: nội dung đồng đội/cá nhân"
    first = DisciplineFactory(festival=festival, name=long)
    DisciplineFactory(festival=festival, name="Cờ tướng")
    unit = UnitFactory()
    person = ParticipantFactory(unit=unit, full_name="Đỗ Thị Hòa", post="+Trưởng phòng")
    enter(first, unit, person)
    enter(first, unit, ParticipantFactory(unit=unit), state=State.DRAFT, number=2)

    book = read(lists.rosters_by_discipline(festival))

    assert [len(name) <= 31 for name in book.sheetnames] == [True, True]
    assert book.sheetnames[1] == "Cờ tướng"
    sheet = book.worksheets[0]
    [row] = sheet.iter_rows(min_row=2)
    assert [cell.value for cell in row[:2]] == [1, unit.short_name]
    assert row[4].value == "Đỗ Thị Hòa"
    assert (row[5].value, row[5].number_format) == (datetime(1990, 3, 5), "dd/mm/yyyy")
    assert (row[7].value, row[7].data_type) == ("+Trưởng phòng", "s")
    assert book.worksheets[1].max_row == 1


def test_each_unit_has_a_sheet(festival):
    disciplines = DisciplineFactory.create_batch(2, festival=festival)
    units = [UnitFactory(short_name=name) for name in ("Vụ A/B", "Vụ [C]", "Chưa nộp")]
    for unit in units[:2]:
        person = ParticipantFactory(unit=unit)
        for discipline in disciplines:
            enter(discipline, unit, person)
    enter(disciplines[0], units[2], state=State.DRAFT)

    book = read(lists.rosters_by_unit(festival))

    assert book.sheetnames == ["Vụ A B", "Vụ C"]
    assert column(book.worksheets[0], 1) == [discipline.name for discipline in disciplines]


def test_everybody_is_accredited_once_with_all_they_do(festival):
    unit = UnitFactory()
    person, waits = ParticipantFactory(unit=unit), ParticipantFactory(unit=unit)
    enter(DisciplineFactory(festival=festival, name="Kéo co"), unit, person)
    enter(DisciplineFactory(festival=festival, name="Tốp ca"), unit, person)
    enter(DisciplineFactory(festival=festival, name="Múa"), unit, waits, state=State.WAITING)
    accredit(festival)

    sheet = read(lists.accreditation(festival)).active

    [row] = sheet.iter_rows(min_row=2)
    assert row[2].value == person.full_name
    assert "Kéo co" in row[6].value and "Tốp ca" in row[6].value
    assert row[7].value == Accreditation.objects.get().token


@pytest.mark.parametrize("made", lists.LISTS, ids=lambda made: made.name)
def test_a_festival_without_anything_gives_a_file_too(festival, made):
    assert read(made.make(festival)).active.max_row == 1


COSTS = {"tat-ca-dang-ky": 3, "danh-sach-theo-noi-dung": 3, "danh-sach-theo-don-vi": 2, "danh-sach-the": 4}


@pytest.mark.parametrize("made", lists.LISTS, ids=lambda made: made.name)
@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_as_many_queries_whatever_stands_on_them(festival, made, count):
    for _ in range(count):
        discipline, unit = DisciplineFactory(festival=festival), UnitFactory()
        enter(discipline, unit, *(ParticipantFactory(unit=unit) for _ in range(count)))
    accredit(festival)

    with CaptureQueriesContext(connection) as queries:
        made.make(festival)

    assert len(queries) == COSTS[made.name]
