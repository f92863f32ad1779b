"""The board, the list of entries, a unit, a discipline, an entry: what stands where, and at what price."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.registration import services
from events.registration.admin.marks import OF_ENTRIES
from events.registration.models import Entry, EntryMember, Participant, State
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, ParticipantFactory, UnitFactory

from .reading import page, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(client, organiser, festival):
    """The answer of one of the screens, asked with a query."""

    def get(name="registration_board", *args, status=200, **query):
        return page(client.get(reverse(name, args=[festival.pk, *args]), query), status)

    return get


def rows(board) -> dict[str, list[str]]:
    """What each unit's row says: its cells, with the sums last."""
    return {
        text(row.xpath("./th")[0]): [text(cell) for cell in row.xpath("./td")]
        for row in board.xpath("//table[contains(@class, 'reg-board')]/tbody/tr")
    }


def labels(cell) -> list[str]:
    return [text(label) for label in cell.xpath(".//*[contains(@class, 'reg-mark')]/*[@class='w-sr-only']")]


def test_a_cell_says_its_states_by_letters_and_by_words(look, discipline, entered):
    unit = UnitFactory(short_name="Viện CL")
    entered(discipline, unit, state=State.APPROVED, number=1)
    entered(discipline, unit, state=State.APPROVED, number=2)
    entered(discipline, unit, state=State.DRAFT, number=3)

    [row] = look().xpath("//table[contains(@class, 'reg-board')]/tbody/tr")

    assert labels(row.xpath("./td")[0]) == [State.APPROVED.label, State.DRAFT.label]
    letters = row.xpath("./td[1]//*[contains(@class, 'reg-mark')]/*[@aria-hidden='true']/text()")
    assert len(letters) == 3  # two letters, and the sign before how many
    assert "2" in text(row.xpath("./td")[0])


def test_sums_leave_out_what_does_not_stand(look, discipline, entered):
    unit = UnitFactory(short_name="Viện CL")
    other = DisciplineFactory(festival=discipline.festival, quota=1, has_waiting_list=True)
    shared = ParticipantFactory(unit=unit)
    entered(discipline, unit, state=State.APPROVED, people=[shared, ParticipantFactory(unit=unit)])
    entered(other, unit, state=State.SUBMITTED, people=[shared])
    entered(discipline, unit, state=State.REJECTED, number=2, people=4)
    entered(other, UnitFactory(short_name="Vụ KH"), state=State.WAITING)

    board = look()

    assert [[cell.split()[-1] for cell in cells[-2:]] for cells in rows(board).values()] == [["2", "2"], ["1", "1"]]
    taken = [text(cell.xpath("./span[last()]")[0]) for cell in board.xpath("//tfoot/tr/td")[:2]]
    assert taken[0] == "1"
    assert taken[1].startswith("1/1") and "+1" in taken[1]


def test_a_unit_without_entries_has_a_row_and_one_that_left_without_any_has_none(look, discipline, entered):
    UnitFactory(short_name="Im lặng")
    UnitFactory(short_name="Đã rời", is_active=False)
    entered(discipline, UnitFactory(short_name="Rời sau", is_active=False))

    assert set(rows(look())) == {"Im lặng", "Rời sau"}


def test_one_entry_is_opened_at_once_and_several_on_the_units_screen(look, discipline, entered, festival):
    one, two = UnitFactory(), UnitFactory()
    entry = entered(discipline, one)
    entered(discipline, two, number=1)
    entered(discipline, two, number=2)

    assert look().xpath("//table[contains(@class, 'reg-board')]/tbody/tr/td[1]/a/@href") == [
        reverse("registration_entry", args=[festival.pk, entry.pk]),
        reverse("registration_unit", args=[festival.pk, two.code]),
    ]


def test_filters_narrow_rows_and_columns(look, festival, entered):
    sport = DisciplineFactory(festival=festival, name="Kéo co", branch="sport")
    act = DisciplineFactory(festival=festival, name="Tốp ca", branch="art")
    first, second = UnitFactory(short_name="A", code="a"), UnitFactory(short_name="B", code="b")
    entered(sport, first, state=State.APPROVED)
    entered(act, second, state=State.WAITING)

    def shown(**query):
        board = look(**query)
        return list(rows(board)), [text(head) for head in board.xpath("//thead//th[contains(@class, 'head')]")]

    assert shown(nhanh="art") == (["A", "B"], ["Tốp ca"])
    assert shown(trang_thai="waiting") == (["B"], ["Kéo co", "Tốp ca"])
    assert shown(don_vi="a") == (["A"], ["Kéo co", "Tốp ca"])
    assert shown(trang_thai="waiting", don_vi="a") == ([], [])


@pytest.mark.parametrize("name", ["registration_board", "registration_entries"])
@pytest.mark.parametrize(
    "query", [{"trang_thai": "x"}, {"nhanh": "'; --"}, {"don_vi": "<script>"}, {"don_vi": "x" * 3000}]
)
def test_a_question_that_makes_no_sense_is_told_beside_the_field(look, discipline, name, query):
    shown = look(name, status=400, **query)

    assert [text(error) for error in shown.xpath("//form//*[contains(@class, 'error-message')]") if text(error)] != []


def test_other_festivals_are_one_click_away_and_the_next_one_is_shown_first(client, organiser, look, discipline):
    past = FestivalFactory(
        title="Ngày Hội cũ", starts_on="2020-01-01", ends_on="2020-01-02", opens_at=None, closes_at=None
    )

    begun = client.get(reverse("registration_begin"))
    links = page(client.get(reverse("registration_festivals"))).xpath("//table[contains(@class, 'reg-lines')]//a/@href")

    assert begun["Location"] == reverse("registration_board", args=[discipline.festival_id])
    assert links == [reverse("registration_board", args=[key]) for key in (discipline.festival_id, past.pk)]


def test_without_a_festival_to_come_there_is_a_choice(client, organiser):
    assert client.get(reverse("registration_begin"))["Location"] == reverse("registration_festivals")
    assert page(client.get(reverse("registration_festivals"))).xpath("//table[contains(@class, 'reg-lines')]") == []


# --- The price --------------------------------------------------------------------------------


def fill(festival, units: int, disciplines: int, people: int) -> None:
    """So many units in so many disciplines, with so many people on the rosters together."""
    owned = UnitFactory.create_batch(units)
    contested = DisciplineFactory.create_batch(disciplines, festival=festival)
    entries = [EntryFactory(discipline=discipline, unit=unit) for unit in owned for discipline in contested]
    Entry.objects.all().update(state=State.WAITING, submitted_at="2026-01-01T00:00Z")
    persons = Participant.objects.bulk_create(
        Participant(unit=entries[number % len(entries)].unit, full_name=f"Người {number}", birth_date="1990-01-01")
        for number in range(people)
    )
    EntryMember.objects.bulk_create(
        EntryMember(entry=entries[number % len(entries)], participant=person) for number, person in enumerate(persons)
    )


SCREENS = {
    "registration_board": 6,
    "registration_entries": 13,
    "registration_checks": 10,
    "registration_progress": 8,
    "registration_exports": 3,
    "registration_checkin": 4,
}
"""Queries of each screen; beside them Wagtail asks who is signed in and what the menu shows."""


def cost(client, festival, name) -> int:
    url = reverse(name, args=[festival.pk])
    assert client.get(url).status_code == 200  # what a process asks once
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    own = ('"registration_', '"events_', '"units_unit"')
    return sum(any(table in query["sql"] for table in own) for query in queries)


@pytest.mark.parametrize(("units", "disciplines", "people"), [(1, 1, 1), (3, 3, 30), (20, 20, 1000)])
def test_screens_cost_as_many_queries_whatever_stands_on_them(client, organiser, festival, units, disciplines, people):
    fill(festival, units, disciplines, people)

    assert {name: cost(client, festival, name) for name in SCREENS} == SCREENS


# --- Entries, units, disciplines --------------------------------------------------------------


def listed(shown) -> list[str]:
    return [text(row.xpath("./th")[0]) for row in shown.xpath("//table[contains(@class, 'reg-lines')]/tbody/tr")]


def test_entries_are_found_by_a_person_without_accents_by_team_and_by_discipline(look, festival, entered):
    football = DisciplineFactory(festival=festival, name="Bóng đá")
    chess = DisciplineFactory(festival=festival, name="Cờ tướng")
    unit = UnitFactory()
    entered(football, unit, people=[ParticipantFactory(unit=unit, full_name="Đỗ Thị Ước")], name="Sao Đỏ")
    entered(chess, UnitFactory(), people=0)

    assert listed(look("registration_entries", q="uoc do")) == ["Bóng đá"]
    assert listed(look("registration_entries", q="Sao Đỏ")) == ["Bóng đá"]
    assert listed(look("registration_entries", noi_dung=chess.pk)) == ["Cờ tướng"]
    assert listed(look("registration_entries", q="không ai")) == []
    assert len(listed(look("registration_entries"))) == 2


@pytest.mark.parametrize("number", ["x", "0", "-1", "99", "9" * 40])
def test_a_page_that_is_not_there_is_the_nearest_one(look, discipline, entered, number):
    entered(discipline)

    assert listed(look("registration_entries", p=number)) == ["Kéo co"]


def test_a_box_names_the_entry_and_the_revision_that_was_read(look, discipline, entered):
    entry = entered(discipline, revision=7)

    assert look("registration_entries").xpath("//input[@name='muc']/@value") == [f"{entry.pk}:7"]


def test_a_discipline_shows_who_waits_in_the_order_in_which_they_move_up(look, discipline, entered):
    discipline.quota = 1
    discipline.save()
    for name, arrival, state in (("C", 3, "waiting"), ("A", 1, "approved"), ("B", 2, "waiting")):
        entered(discipline, UnitFactory(short_name=name), state=state, arrival=arrival)

    shown = look("registration_discipline", discipline.pk)

    assert [text(row).split()[0] for row in shown.xpath("//ol[@class='reg-waiting']/li")] == ["B", "C"]
    assert listed(shown) == ["A"]


def test_a_unit_shows_whom_to_ask(look, discipline, entered):
    unit = UnitFactory(contact_name="Trần Lan", contact_phone="024 3804 1234", contact_email="lan@example.vn")
    entered(discipline, unit)

    shown = look("registration_unit", unit.code)

    assert "mailto:lan@example.vn" in shown.xpath("//dl//a/@href")
    assert listed(shown) == ["Kéo co"]
    look("registration_unit", "khong-co", status=404)


def test_an_entry_shows_its_people_what_is_wrong_and_what_was_done(look, festival, entered, organiser):
    team = DisciplineFactory(festival=festival, name="Kéo co", squad_min=2, squad_max=8, gender_rule="women")
    unit = UnitFactory()
    woman = ParticipantFactory(unit=unit, full_name="Lê Thị Hoa", gender="female")
    man = ParticipantFactory(unit=unit, full_name="Trần Văn Nam", gender="male")
    entry = entered(team, unit, people=[woman, man])
    services.send_back(entry.pk, by=organiser, reason="Đội nữ không có nam")

    shown = look("registration_entry", entry.pk)

    [wrong] = shown.xpath("//tr[contains(@class, 'reg-roster__wrong')]/th")
    assert text(wrong).startswith("Trần Văn Nam")
    assert len(shown.xpath("//ul[@class='reg-problems']/li")) == 1
    [step] = shown.xpath("//ol[@class='reg-trail']/li")
    assert "Đội nữ không có nam" in text(step)
    assert "Lê Thị Tổ Chức" in text(step)
    assert labels(step) == []
    assert [text(state) for state in step.xpath(".//*[@class='reg-state']")] == [
        f"{OF_ENTRIES.letters[state]} {state.label}" for state in (State.SUBMITTED, State.RETURNED)
    ]


def test_the_trail_tells_a_changed_roster_in_words(look, discipline, entered, organiser):
    unit = UnitFactory()
    stays, goes, comes = (ParticipantFactory(unit=unit, full_name=name) for name in ("Lê Hoa", "Trần Nam", "Đỗ An"))
    entry = entered(discipline, unit, state=State.DRAFT, people=[stays, goes])
    services.save_entry(
        entry.pk,
        revision=entry.revision,
        by=organiser,
        texts={"name": "Sao Đỏ"},
        members=[services.Seat(stays.pk, "captain", 10), services.Seat(comes.pk, "reserve")],
    )

    shown = look("registration_entry", entry.pk)

    said = [text(line) for line in shown.xpath("//ul[@class='reg-difference']/li")]
    assert len(said) == 4
    assert said[0].endswith("– → Sao Đỏ")
    assert "Đỗ An" in said[1] and "Trần Nam" in said[2] and "10" in said[3]


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (State.DRAFT, []),
        (State.SUBMITTED, ["duyet", "tra-lai", "tu-choi"]),
        (State.WAITING, ["tu-choi"]),
        (State.RETURNED, ["tu-choi"]),
        (State.APPROVED, ["tra-lai", "tu-choi"]),
        (State.REJECTED, []),
        (State.WITHDRAWN, []),
    ],
)
def test_only_what_the_state_allows_is_offered(look, discipline, entered, festival, state, offered):
    entry = entered(discipline, state=state)

    actions = look("registration_entry", entry.pk).xpath("//form[@class='reg-decision']/@action")

    assert actions == [reverse("registration_decide", args=[festival.pk, name]) for name in offered]


def test_what_people_wrote_is_text_and_not_markup(client, organiser, festival, entered):
    evil = "<script>alert(1)</script>"
    unit = UnitFactory(short_name=evil)
    discipline = DisciplineFactory(festival=festival, name=evil, slug="x")
    person = ParticipantFactory(unit=unit, full_name=evil)
    entry = entered(discipline, unit, people=[person], state=State.APPROVED, name=evil)
    services.send_back(entry.pk, by=organiser, reason=evil)

    for name, *args in (
        ("registration_board",),
        ("registration_entries",),
        ("registration_entry", entry.pk),
        ("registration_unit", unit.code),
        ("registration_discipline", discipline.pk),
        ("registration_checks",),
    ):
        response = client.get(reverse(name, args=[festival.pk, *args]))
        assert (name, evil.encode() in response.content) == (name, False)
