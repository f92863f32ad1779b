"""Badges of delegates, and the list at the registration desk."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from events.registration.delegates.models import Delegate
from events.registration.paper import badges, cards, desk
from events.registration.paper.codes import qr_code
from tests.factories import UnitFactory
from tests.factories.events import ConferenceFactory
from tests.factories.registration import DelegateFactory

from .codes import read_code
from .conftest import NOW

pytestmark = pytest.mark.django_db

State = Delegate.State
ADDRESS = "https://thidua.example.vn/quan-tri/dang-ky/hoi-nghi/12/diem-danh/?q="


@pytest.fixture
def conference():
    return ConferenceFactory(title="Hội nghị tổng kết năm 2026", place="Hội trường lớn")


@pytest.fixture
def send(conference):
    """send("Viện A", "Trần Văn Ý", …): delegates of a unit, confirmed unless it says otherwise."""
    units = {}

    def make(unit, *names, state=State.CONFIRMED, **said):
        if unit not in units:
            units[unit] = UnitFactory(name=unit, short_name=unit[:60])
        return [
            DelegateFactory(conference=conference, unit=units[unit], full_name=name, state=state, **said)
            for name in names
        ]

    return make


@pytest.fixture
def print_badges(conference, read):
    def make(delegates=None, **more):
        delegates = badges.confirmed(conference) if delegates is None else delegates
        return read(badges.badges(conference, delegates, now=NOW, **more))

    return make


def sizes(data: bytes) -> dict[str, float]:
    """How large each line of a page is set, in points."""
    found = {}

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            found[re.sub(r"\s+", " ", text).strip()] = size * abs(text_matrix[0] or 1) * abs(matrix[0] or 1)

    PdfReader(io.BytesIO(data)).pages[0].extract_text(visitor_text=visit)
    return found


class TestBadges:
    def test_a_badge_says_who_it_is_and_where(self, send, print_badges):
        [delegate] = send("Viện A", "Trần Văn Ý", post="Phó Viện trưởng")
        said = print_badges().text
        for words in (
            "Hội nghị tổng kết năm 2026",
            "Hội trường lớn",
            "ĐẠI BIỂU",
            "Trần Văn Ý",
            "Phó Viện trưởng",
            "Viện A",
            delegate.token,
        ):
            assert words in said

    def test_the_name_is_read_from_two_metres(self, conference, send):
        send("Viện A", "Trần Văn Ý", post="Phó Viện trưởng")
        data = badges.badges(conference, badges.confirmed(conference), now=NOW)
        # Letters 1/250 of the distance high are read at ease: 8 mm, which is 0.66 of the size of the type.
        assert sizes(data)["Trần Văn Ý"] * 0.66 * 25.4 / 72 >= 8

    def test_the_longest_names_stay_on_their_badge(self, send, print_badges):
        send("Viện " + "Nghiên cứu " * 17, "Công Tằng Tôn Nữ " * 8, post="Phó Vụ trưởng " * 10)
        printed = print_badges()
        assert len(printed.pages) == 1
        assert "Công Tằng Tôn Nữ" in printed.text

    @pytest.mark.parametrize("name", ['#include("/etc/passwd")', "$x$ *a* _b_", "Ư" * 60, "a\u202eb", "– “ ” &lt;"])
    def test_odd_names_print_as_themselves(self, send, print_badges, name):
        send("Viện A", name)
        assert len(print_badges().pages) == 1

    def test_four_stand_on_a_page(self, send, print_badges):
        send("Viện A", *(f"Nguyễn Văn Sơn {number}" for number in range(5)))
        assert [page.count("ĐẠI BIỂU") for page in print_badges().pages] == [4, 1]

    def test_only_who_is_confirmed_gets_one(self, send, print_badges):
        send("Viện A", "Trần Văn Ý")
        for number, state in enumerate(set(State) - {State.CONFIRMED}):
            send("Viện A", f"Lê Văn Sơn {number}", state=state)
        text = print_badges().text
        assert "Trần Văn Ý" in text
        assert "Lê Văn Sơn" not in text

    def test_of_one_unit_alone(self, conference, send, print_badges):
        [delegate] = send("Viện A", "Trần Văn Ý")
        send("Viện B", "Lê Văn Sơn")
        text = print_badges(badges.confirmed(conference, delegate.unit)).text
        assert "Trần Văn Ý" in text
        assert "Lê Văn Sơn" not in text

    def test_units_stand_in_their_order_and_people_by_given_name(self, send, print_badges):
        send("Viện A", "Trần Văn Ý", "Vũ Thị An")
        send("Viện B", "Lê Văn Bình")
        text = print_badges().text
        assert text.index("Vũ Thị An") < text.index("Trần Văn Ý") < text.index("Lê Văn Bình")

    def test_erased_data_are_not_printed(self, send, print_badges):
        send("Viện A", "Trần Văn Ý", anonymised_at=NOW)
        assert "Trần Văn Ý" not in print_badges().text

    def test_spare_badges_have_room_to_write_and_no_code(self, conference, read):
        printed = read(badges.blank_badges(conference, now=NOW))
        assert printed.text.count("Họ và tên") == printed.text.count("Đơn vị") == 4
        assert not PdfReader(io.BytesIO(printed.data)).pages[0].images

    def test_the_same_data_give_the_same_bytes(self, conference, send):
        send("Viện A", "Trần Văn Ý")
        one, other = (badges.badges(conference, badges.confirmed(conference), now=NOW) for _ in range(2))
        assert one == other

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_all_are_read_in_one_query(self, conference, send, monkeypatch, count):
        monkeypatch.setattr(badges, "set_document", lambda *args, **more: b"")
        for number in range(count):
            send(f"Viện {number}", f"Trần Văn Ý {number}")
        with CaptureQueriesContext(connection) as captured:
            badges.badges(conference, badges.confirmed(conference), now=NOW)
        assert len(captured) == 1


class TestCodes:
    @pytest.mark.parametrize("text", [ADDRESS + "D2BVM68WX2", "a", "a" * 150, "https://ví dụ.vn/" + "ô" * 60])
    def test_a_code_is_read_back(self, text):
        assert read_code(qr_code(text)) == text

    @pytest.mark.parametrize("module", [badges, cards])
    def test_festivals_and_conferences_draw_the_same(self, module):
        assert module.qr_code is qr_code

    def test_a_badge_holds_the_address_of_the_check_in_and_the_token(self, conference, send, monkeypatch):
        told = {}
        monkeypatch.setattr(badges, "set_document", lambda name, data, **more: told.update(data) or b"")
        [delegate] = send("Viện A", "Trần Văn Ý")

        badges.badges(conference, [delegate], now=NOW, address=ADDRESS)

        assert read_code(told["badges"][0]["qr"]) == ADDRESS + delegate.token


class TestDeskList:
    def test_each_unit_has_its_delegates_with_room_to_sign(self, conference, send, read):
        send("Viện A", "Trần Văn Ý", "Vũ Thị An", post="Chuyên viên")
        send("Viện B", "Lê Văn Bình", diet="vegetarian")
        text = read(desk.desk_list(conference, now=NOW)).text
        assert "DANH SÁCH ĐẠI BIỂU KÝ NHẬN Hội nghị tổng kết năm 2026" in text
        assert text.index("Viện A (2 đại biểu)") < text.index("1 Vũ Thị An Chuyên viên") < text.index("2 Trần Văn Ý")
        assert text.index("Viện B (1 đại biểu)") < text.index("1 Lê Văn Bình")
        assert text.count("Ký nhận") == 2
        assert text.count("Ăn chay") == 1

    def test_of_one_unit_alone(self, conference, send, read):
        [delegate] = send("Viện A", "Trần Văn Ý")
        send("Viện B", "Lê Văn Bình")
        text = read(desk.desk_list(conference, unit=delegate.unit, now=NOW)).text
        assert "Trần Văn Ý" in text
        assert "Viện B" not in text

    def test_who_waits_or_was_declined_is_not_on_it(self, conference, send, read):
        send("Viện A", "Trần Văn Ý", state=State.NOMINATED)
        send("Viện A", "Vũ Thị An", state=State.DECLINED)
        assert "Chưa có đại biểu nào được xác nhận." in read(desk.desk_list(conference, now=NOW)).text

    def test_the_organiser_of_the_conference_stands_above_it(self, conference, send, read):
        conference.organiser = "Thường trực Khối thi đua"
        assert "THƯỜNG TRỰC KHỐI THI ĐUA" in read(desk.desk_list(conference, now=NOW)).text

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_it_takes_one_query(self, conference, send, monkeypatch, count):
        monkeypatch.setattr(desk, "set_document", lambda *args, **more: b"")
        for number in range(count):
            send(f"Viện {number}", f"Trần Văn Ý {number}")
        with CaptureQueriesContext(connection) as captured:
            desk.desk_list(conference, now=NOW)
        assert len(captured) == 1
