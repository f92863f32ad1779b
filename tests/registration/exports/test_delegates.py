"""Lists of delegates, read back as Excel reads them."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from events.registration.delegates.models import Delegate
from events.registration.exports import delegates as lists
from tests.factories import UnitFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

pytestmark = pytest.mark.django_db

State = Delegate.State


@pytest.fixture
def conference():
    return ConferenceFactory()


@pytest.fixture
def plenary(conference):
    return SessionFactory(event=conference, title="Phiên toàn thể", asks_delegates=True)


@pytest.fixture
def lunch(conference, plenary):
    begins = plenary.ends_at
    ends = begins.replace(minute=50)
    return SessionFactory(
        event=conference, title="Ăn trưa", kind="meal", starts_at=begins, ends_at=ends, asks_delegates=True
    )


@pytest.fixture
def send(conference):
    def make(unit, *sessions, state=State.CONFIRMED, **said):
        delegate = DelegateFactory(conference=conference, unit=unit, state=state, **said)
        delegate.sessions.set(sessions)
        return delegate

    return make


def rows(content) -> list[dict]:
    """The rows below the heading, by their headings."""
    heading, *body = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in body]


def columns_of(content) -> dict[str, str]:
    """The letters of the columns, by what their heading begins with."""
    sheet = load_workbook(io.BytesIO(content)).active
    return {cell.value: cell.column_letter for cell in sheet[1]}


def attends(row: dict, session) -> object:
    [heading] = [heading for heading in row if heading.startswith(session.title)]
    return row[heading]


def test_everybody_has_a_row_with_what_they_attend(conference, plenary, lunch, send):
    first, second = UnitFactory(short_name="Viện A"), UnitFactory(short_name="Vụ B")
    send(second, plenary, full_name="Lê Văn Bình", state=State.NOMINATED)
    send(
        first,
        plenary,
        lunch,
        full_name="Trần Văn Ý",
        post="Viện trưởng",
        email="y@example.vn",
        diet="vegetarian",
        arrived_at=hanoi(2026, 12, 17, 7, 45),
    )
    send(first, full_name="Vũ Thị An", state=State.DECLINED, reason="Hết chỗ")
    DelegateFactory(full_name="Của hội nghị khác")

    *people, _total = rows(lists.delegates_by_unit(conference))

    said = [list(row.values()) for row in people]
    assert [row[1:4] for row in said] == [
        ["Viện A", "Vũ Thị An", "Phó trưởng phòng"],
        ["Viện A", "Trần Văn Ý", "Viện trưởng"],
        ["Vụ B", "Lê Văn Bình", "Phó trưởng phòng"],
    ]
    assert [(attends(row, plenary), attends(row, lunch)) for row in people] == [(None, None), ("x", "x"), ("x", None)]
    assert said[1][4] == "y@example.vn"
    assert f"{said[1][-2]:%H:%M}" == "07:45"
    assert said[0][-1] == "Hết chỗ"
    assert said[0][5] != said[1][5] != said[2][5]


def test_sums_are_of_the_confirmed_alone(conference, plenary, lunch, send):
    unit = UnitFactory()
    send(unit, plenary, lunch, diet="vegetarian", arrived_at=hanoi(2026, 12, 17, 7, 45))
    send(unit, plenary)
    send(unit, plenary, lunch, state=State.NOMINATED, diet="vegetarian")

    total = rows(lists.delegates_by_unit(conference))[-1]

    assert (attends(total, plenary), attends(total, lunch)) == (2, 1)
    assert list(total.values())[2] == 2
    assert list(total.values())[-3:-1] == [1, 1]


def test_the_sums_are_no_part_of_what_is_sorted(conference, send):
    send(UnitFactory())
    sheet = load_workbook(io.BytesIO(lists.delegates_by_unit(conference))).active

    assert sheet.max_row == 3
    assert sheet.auto_filter.ref.endswith("2")
    assert sheet["B3"].font.bold


def test_units_are_summed_up_for_the_caterer(conference, plenary, lunch, send):
    first, second, third = (UnitFactory(name=name) for name in ("Viện A", "Vụ B", "Cục C"))
    send(first, plenary, lunch, diet="vegetarian")
    send(first, lunch, arrived_at=hanoi(2026, 12, 17, 7, 45))
    send(second, plenary, state=State.NOMINATED)
    send(third, plenary, state=State.WITHDRAWN)

    *units, total = rows(lists.sums_by_unit(conference))

    assert [list(row.values()) for row in units] == [
        [1, "Viện A", 0, 2, 1, 2, 1, 1],
        [2, "Vụ B", 1, 0, 0, 0, 0, 0],
    ]
    assert list(total.values())[2:] == [1, 2, 1, 2, 1, 1]


def test_a_session_that_is_asked_no_more_keeps_its_column_while_somebody_chose_it(conference, plenary, lunch, send):
    SessionFactory(event=conference, title="Giải lao")
    send(UnitFactory(), plenary)
    for session in (plenary, lunch):
        session.asks_delegates = False
        session.save()

    headings = list(columns_of(lists.sums_by_unit(conference)))

    [shown] = [name for name in headings if name.startswith(("Phiên", "Ăn trưa", "Giải"))]
    assert shown == f"Phiên toàn thể (09:00, {conference.starts_on:%d/%m})"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+84", '-2+3+cmd|" /C calc"!A0', "\tx"])
def test_no_cell_is_reckoned(conference, send, text):
    send(UnitFactory(short_name=text, name=text), full_name=text, post=text, state=State.DECLINED, reason=text)

    sheet = load_workbook(io.BytesIO(lists.delegates_by_unit(conference))).active

    for column in "BCD":
        cell = sheet[f"{column}2"]
        assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_a_conference_without_delegates_gives_empty_lists(conference):
    for made in lists.DELEGATE_LISTS:
        assert len(rows(made.make(conference))) == 1


@pytest.mark.parametrize("made", lists.DELEGATE_LISTS)
def test_it_takes_as_many_queries_for_one_as_for_fifty(conference, plenary, lunch, send, made):
    counts = []
    for count in (1, 2, 47):
        for _ in range(count):
            send(UnitFactory(), plenary, lunch)
        with CaptureQueriesContext(connection) as captured:
            made.make(conference)
        counts.append(len(captured))

    assert counts == [3, 3, 3]
