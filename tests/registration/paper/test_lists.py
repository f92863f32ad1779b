"""What organisers print: start lists, the roster book, cards."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from events.models import Branch, Discipline
from events.registration.models import Accreditation, State
from events.registration.paper import cards, lists
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    FestivalFactory,
    ParticipantFactory,
    UnitFactory,
)

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def festival():
    return FestivalFactory(title="Ngày Hội Mùa thu 2026")


@pytest.fixture
def approve(festival):
    """approve("Kéo co", "Viện A", "Trần Văn Ý", …): an entry that is approved, unless it says otherwise."""
    units, disciplines = {}, {}

    def make(discipline, unit, *names, state=State.APPROVED, branch=Branch.SPORT, **said):
        if unit not in units:
            units[unit] = UnitFactory(name=unit, short_name=unit)
        if discipline not in disciplines:
            disciplines[discipline] = DisciplineFactory(festival=festival, name=discipline, branch=branch)
        place = EntryFactory._meta.model.objects.count() + 1
        entry = EntryFactory(
            discipline=disciplines[discipline],
            unit=units[unit],
            state=state,
            place=None if state == State.WAITING else place,
            number=place,
            **said,
        )
        for position, name in enumerate(names):
            person = ParticipantFactory(unit=entry.unit, full_name=name)
            EntryMemberFactory(entry=entry, participant=person, position=position)
        return entry

    return make


class TestStartLists:
    def test_each_discipline_begins_a_page_with_its_units_in_their_order(self, festival, approve, read):
        approve("Kéo co", "Viện A", "Trần Văn Ý")
        approve("Kéo co", "Viện B", "Lê Văn Sơn")
        approve("Cờ vua", "Viện B", "Vũ Thị Hà")
        pages = read(lists.start_lists(festival, now=NOW)).pages
        assert len(pages) == 3
        assert "DANH SÁCH THI ĐẤU, BIỂU DIỄN" in pages[0]
        assert "KÉO CO Thể thao 1. Viện A" in pages[1]
        assert pages[1].index("Trần Văn Ý") < pages[1].index("2. Viện B") < pages[1].index("Lê Văn Sơn")
        assert "CỜ VUA" in pages[2]
        assert "Vũ Thị Hà" in pages[2]

    def test_only_what_is_approved_starts(self, festival, approve, read):
        approve("Kéo co", "Viện A", "Trần Văn Ý")
        approve("Kéo co", "Viện B", "Lê Văn Sơn", state=State.SUBMITTED)
        approve("Kéo co", "Viện C", "Vũ Thị Hà", state=State.WAITING)
        text = read(lists.start_lists(festival, now=NOW)).text
        assert [name for name in ("Trần Văn Ý", "Lê Văn Sơn", "Vũ Thị Hà") if name in text] == ["Trần Văn Ý"]

    def test_two_teams_of_a_unit_are_told_apart(self, festival, approve, read):
        approve("Kéo co", "Viện A", "Trần Văn Ý", name="Sao Mai")
        approve("Kéo co", "Viện A", "Lê Văn Sơn")
        text = read(lists.start_lists(festival, now=NOW)).text
        assert "1. Viện A, Đội 1: Sao Mai" in text
        assert "2. Viện A, Đội 2" in text

    @pytest.mark.parametrize(("format_", "said"), [("pair", "Đôi 2"), ("individual", "Vận động viên 2")])
    def test_two_pairs_are_pairs_and_two_players_players(self, festival, approve, read, format_, said):
        entry = approve("Cờ vua", "Viện A", "Trần Văn Ý")
        approve("Cờ vua", "Viện A", "Lê Văn Sơn")
        Discipline.objects.filter(pk=entry.discipline_id).update(format=format_)
        assert f"2. Viện A, {said}" in read(lists.start_lists(festival, now=NOW)).text

    def test_one_discipline_alone(self, approve, read):
        entry = approve("Kéo co", "Viện A", "Trần Văn Ý")
        approve("Cờ vua", "Viện A", "Vũ Thị Hà")
        text = read(lists.start_list(entry.discipline, now=NOW)).text
        assert "Trần Văn Ý" in text
        assert "CỜ VUA" not in text

    def test_a_festival_without_entries_gives_empty_lists(self, festival, read):
        DisciplineFactory(festival=festival, name="Kéo co")
        assert "Chưa có đăng ký." in read(lists.start_lists(festival, now=NOW)).text
        assert read(lists.roster_book(FestivalFactory(), now=NOW)).pages


class TestRosterBook:
    def test_each_unit_begins_a_page_with_all_that_it_enters(self, festival, approve, read):
        approve("Kéo co", "Viện A", "Trần Văn Ý")
        approve("Cờ vua", "Viện A", "Vũ Thị Hà")
        approve("Cờ vua", "Viện B", "Lê Văn Sơn")
        pages = read(lists.roster_book(festival, now=NOW)).pages
        assert "VIỆN A 1. Kéo co" in pages[1]
        assert "2. Cờ vua" in pages[1]
        assert "VIỆN B 1. Cờ vua" in pages[2]

    def test_it_takes_the_same_queries_for_one_unit_and_for_three(self, festival, approve):
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                lists.roster_book(festival, now=NOW)
            return len(captured)

        approve("Kéo co", "Viện A", "Trần Văn Ý")
        one = queries()
        approve("Cờ vua", "Viện B", "Vũ Thị Hà", "Vũ Thị Hương")
        approve("Cờ vua", "Viện C", "Lê Văn Sơn")
        assert queries() == one == 2


class TestCards:
    @pytest.fixture
    def accredit(self, festival):
        def make(entry):
            for member in entry.members.all():
                Accreditation.objects.get_or_create(festival=festival, participant=member.participant)

        return make

    def test_a_card_names_the_person_the_unit_and_what_they_do(self, festival, approve, accredit, read):
        entry = approve("Kéo co", "Viện A", "Trần Văn Ý")
        accredit(entry)
        token = Accreditation.objects.get().token
        text = read(cards.accreditation_cards(festival, now=NOW)).text
        for said in ("Ngày Hội Mùa thu 2026", "Trần Văn Ý", "Viện A", "Kéo co (Vận động viên)", token):
            assert said in text

    def test_ten_stand_on_a_page(self, festival, approve, accredit, read):
        accredit(approve("Kéo co", "Viện A", *(f"Nguyễn Văn Sơn {number}" for number in range(11))))
        pages = read(cards.accreditation_cards(festival, now=NOW)).pages
        assert [page.count("Nguyễn Văn Sơn") for page in pages] == [10, 1]

    def test_one_who_does_two_things_has_one_card(self, festival, approve, accredit, read):
        entry = approve("Kéo co", "Viện A", "Trần Văn Ý")
        other = approve("Hợp xướng", "Viện A", branch=Branch.ART)
        EntryMemberFactory(entry=other, participant=entry.members.get().participant)
        accredit(entry)
        text = read(cards.accreditation_cards(festival, now=NOW)).text
        assert text.count("Trần Văn Ý") == 1
        assert "Kéo co (Vận động viên); Hợp xướng (Diễn viên)" in text

    def test_one_whose_entry_is_not_approved_any_more_has_none(self, festival, approve, accredit, read):
        accredit(approve("Kéo co", "Viện A", "Trần Văn Ý", state=State.RETURNED))
        assert "Trần Văn Ý" not in read(cards.accreditation_cards(festival, now=NOW)).text

    def test_a_colour_that_is_none_does_not_break_them(self, festival, approve, accredit):
        festival.colour = "#12345"
        accredit(approve("Kéo co", "Viện A", "Trần Văn Ý"))
        assert PdfReader(io.BytesIO(cards.accreditation_cards(festival, now=NOW))).pages

    def test_the_code_holds_the_token_behind_the_address(self, monkeypatch, festival, approve, accredit):
        held = []
        real = cards.qr_code
        monkeypatch.setattr(cards, "qr_code", lambda text: held.append(text) or real(text))
        accredit(approve("Kéo co", "Viện A", "Trần Văn Ý"))
        cards.accreditation_cards(festival, now=NOW, address="https://thidua.example.vn/den/")
        assert held == [f"https://thidua.example.vn/den/{Accreditation.objects.get().token}"]
