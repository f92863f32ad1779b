"""The registration form: the layout of official documents, everything that was submitted, and nothing else."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.models import Branch
from events.registration.models import Consent, EntryMember, State
from events.registration.paper import engine, form
from events.registration.paper.engine import CannotSet, set_document
from tests.factories import UserFactory

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(registration, read):
    def make(**wishes):
        return read(form.form(registration, now=NOW, **wishes))

    return make


class TestLayout:
    def test_it_is_an_a4_sheet_with_the_head_of_an_official_document(self, enter, printed):
        enter("Kéo co nữ")
        pdf = printed()
        assert pdf.size_in_mm() == (210, 297)
        for line in (
            "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
            "VIỆN NGHIÊN CỨU ỨNG DỤNG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "năm 2026",
            "PHIẾU ĐĂNG KÝ",
            "Kính gửi: Ban Tổ chức Ngày Hội Mùa thu 2026.",
            "THỦ TRƯỞNG ĐƠN VỊ",
            "(Ký, đóng dấu, ghi rõ họ tên)",
            "NGƯỜI LẬP PHIẾU",
        ):
            assert line in pdf.text

    def test_its_only_letters_are_the_committed_ones_and_travel_with_it(self, enter, printed):
        enter("Hợp xướng", ["Đỗ Ễnh Ộp"], branch=Branch.ART, title="Ằ Ẵ Ợ ỹ ữ ẫ ệ")
        pdf = printed()
        assert pdf.fonts() == {"Tinos-Regular": True, "Tinos-Bold": True, "Tinos-Italic": True}
        assert "Ằ Ẵ Ợ ỹ ữ ẫ ệ" in pdf.text

    def test_the_first_page_has_no_number_and_the_others_have(self, enter, printed):
        enter("Hợp xướng", [f"Nguyễn Văn Sơn {number}" for number in range(60)])
        pages = printed().pages
        assert len(pages) > 2
        assert [page[:2] for page in pages[1:]] == [f"{number} " for number in range(2, len(pages) + 1)]
        assert pages[0].startswith("BỘ KHOA HỌC")

    def test_a_roster_that_runs_over_pages_has_its_head_on_each(self, enter, printed):
        enter("Hợp xướng", [f"Nguyễn Văn Sơn {number}" for number in range(100)])
        with_people = [page for page in printed().pages if "Nguyễn Văn Sơn" in page]
        assert len(with_people) >= 3
        assert all("STT Họ và tên Ngày sinh Giới tính" in page for page in with_people)

    def test_the_same_data_at_the_same_time_gives_the_same_bytes(self, enter, printed):
        enter("Kéo co nữ")
        assert printed().data == printed().data

    def test_a_unit_without_a_governing_body_stands_alone(self, enter, printed, unit):
        unit.governing_body = ""
        unit.save()
        enter("Kéo co nữ")
        assert printed().text.startswith("VIỆN NGHIÊN CỨU")


class TestContents:
    def test_each_person_with_birth_date_gender_post_role_and_shirt(self, enter, printed):
        entry = enter("Bóng đá nam", ["Trần Văn Ý"])
        member = entry.members.get()
        member.participant.post = "Trưởng phòng"
        member.participant.save()
        member.shirt = 10
        member.save()
        assert "1 Trần Văn Ý 05/03/1990 Nam Trưởng phòng Đội trưởng 10" in printed().text

    def test_there_is_no_column_of_shirts_where_nobody_has_one(self, enter, printed):
        enter("Bóng đá nam")
        assert "Số áo" not in printed().text

    def test_on_a_stage_people_are_called_otherwise(self, enter, printed):
        enter("Múa", ["Trần Văn Ý", "Lê Thị Mỹ"], branch=Branch.ART)
        assert "Diễn viên" in printed().text
        assert "Vận động viên" not in printed().text

    def test_an_act_says_what_it_is(self, enter, printed):
        enter("Múa", branch=Branch.ART, title="Hương sen", genre="Múa đương đại", author="Lan Anh", seconds=270)
        text = printed().text
        for said in ("Hương sen", "Múa đương đại", "Lan Anh", "4 phút 30 giây"):
            assert said in text

    def test_what_is_not_submitted_or_is_over_does_not_stand_there(self, enter, printed):
        for state in (State.DRAFT, State.RETURNED, State.REJECTED, State.WITHDRAWN):
            enter(f"Môn {state}", state=state)
        enter("Môn approved", state=State.APPROVED)
        enter("Môn waiting", state=State.WAITING)
        text = printed().text
        assert [state for state in State if f"Môn {state}" in text] == ["waiting", "approved"]

    def test_people_are_counted_once_however_much_they_do(self, enter, printed):
        first, second = enter("Kéo co", ["Trần Văn Ý", "Lê Thị Mỹ"]), enter("Cờ tướng", [])
        EntryMember.objects.create(entry=second, participant=first.members.first().participant)
        assert "với 2 nội dung, 2 người (2 nam, 0 nữ)" in printed().text

    def test_the_consent_that_was_given_stands_there_word_for_word(self, enter, printed, registration):
        enter("Kéo co")
        Consent.objects.create(registration=registration, given_by=UserFactory(), text="Chúng tôi đồng ý.\nCả hai.")
        text = printed().text
        assert "Chúng tôi đồng ý. Cả hai. Đơn vị đã xác nhận" in text

    def test_of_somebody_who_was_anonymised_no_name_is_printed(self, enter, printed):
        person = enter("Kéo co", ["Bí Mật"]).members.get().participant
        person.anonymised_at = NOW
        person.save()
        assert "Bí Mật" not in printed().text

    def test_the_number_of_queries_does_not_grow_with_the_entries(self, enter, registration):
        def queries() -> int:
            registration.refresh_from_db()
            with CaptureQueriesContext(
                connection,
            ) as captured:
                form.contents(registration, form.entries_of(registration))
            return len(captured)

        enter("Kéo co")
        one = queries()
        enter("Cờ tướng", ["Trần Văn Ý", "Lê Thị Mỹ"])
        enter("Cờ vua", ["Trần Văn Y", "Lê Thị My"])
        assert queries() == one == 5


class TestDraft:
    def test_a_draft_names_what_is_not_submitted_and_says_so_on_every_page(self, enter, printed):
        enter("Kéo co", [f"Nguyễn Văn Sơn {number}" for number in range(80)], state=State.DRAFT)
        pages = printed(is_draft=True).pages
        assert len(pages) > 1
        assert all("BẢN NHÁP" in page for page in pages)

    def test_a_form_is_no_draft(self, enter, printed):
        enter("Kéo co")
        assert "BẢN NHÁP" not in printed().text


class TestForeignText:
    """What people type is printed as it is, whatever it would be in markup."""

    @pytest.mark.parametrize(
        "name",
        [
            '#include("/etc/passwd")',
            '#read("../engine.py")',
            "*đậm* _nghiêng_ `mã` $x^2$ @ai <nhãn> // hết",
            "= Tiêu đề",
            '"]) #panic() ([" \\',
            'Nguyễn -- Văn --- "A" ... ~',
        ],
    )
    def test_a_name_prints_as_itself(self, enter, printed, name):
        enter(name, [name], branch=Branch.ART, title=name)
        assert printed().text.count(" ".join(name.split())) >= 4

    def test_letters_that_the_font_lacks_are_no_error(self, enter, printed):
        enter("Kéo co", ["Kim 김철수 😀"])
        assert "Kim" in printed().text

    def test_a_name_without_a_space_is_broken_where_its_column_ends(self, enter, printed):
        enter("Kéo co", ["W" * 150])
        text = printed().text
        assert "W" * 30 not in text
        assert text.count("W") == 150

    def test_a_document_that_fails_is_an_error_of_ours(self):
        with pytest.raises(CannotSet, match="unit"):
            set_document("form", {}, made_at=NOW)

    def test_one_that_takes_too_long_is_broken_off(self, enter, printed, monkeypatch):
        enter("Kéo co")
        monkeypatch.setattr(engine, "SECONDS", 0.001)
        with pytest.raises(CannotSet, match="not set within"):
            printed()


class TestFingerprint:
    @pytest.fixture
    def before(self, enter, registration):
        self.entry = enter("Kéo co", ["Trần Văn Ý", "Lê Thị Mỹ"])
        return form.fingerprint(registration)

    @pytest.mark.parametrize(
        "change",
        [
            lambda entry: entry.members.last().delete(),
            lambda entry: entry.members.update(role=EntryMember.Role.RESERVE),
            lambda entry: entry.unit.participants.filter(full_name="Trần Văn Ý").update(full_name="Trần Văn Y"),
            lambda entry: entry.__class__.objects.update(name="Đội Sao Mai"),
            lambda entry: entry.__class__.objects.update(state=State.WITHDRAWN, place=None),
        ],
        ids=["someone left", "roles", "a name", "the team's name", "withdrawn"],
    )
    def test_it_changes_with_what_is_signed(self, before, registration, change):
        change(self.entry)
        assert form.fingerprint(registration) != before

    @pytest.mark.parametrize(
        "change",
        [
            lambda entry: entry.__class__.objects.update(state=State.APPROVED),
            lambda entry: entry.unit.__class__.objects.update(contact_phone="024 1234"),
        ],
        ids=["approved", "the contact"],
    )
    def test_it_does_not_with_anything_else(self, before, registration, change):
        change(self.entry)
        assert form.fingerprint(registration) == before

    def test_the_foot_of_each_page_says_its_beginning(self, before, printed):
        assert f"Mã phiếu: {form.code(before)}" in printed().pages[0]


def test_what_goes_to_typst_is_plain_data(enter, registration):
    enter("Kéo co")
    content = form.contents(registration, form.entries_of(registration))
    assert json.loads(json.dumps(content)) == content
