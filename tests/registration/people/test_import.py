"""A sheet from its upload to the list and the drafts: shown first, taken over wholly or not at all."""

import os
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from openpyxl import load_workbook

from events.models import Discipline
from events.registration import people_import
from events.registration.models import Entry, EntryMember, Participant, PeopleImport, State
from events.registration.sheets import opening
from tests.factories import (
    DisciplineFactory,
    EntryFactory,
    EntryMemberFactory,
    MembershipFactory,
    ParticipantFactory,
    UserFactory,
)
from tests.registration.people.lists import AN, BINH, HEADER, workbook

pytestmark = pytest.mark.django_db

PEOPLE = "/dang-ky/vien-dl/nguoi/"
UPLOAD = PEOPLE + "nhap/"
CHESS_AN = (1, "Nguyễn Văn An", "Nam", "05/03/1990", "Chuyên viên", "Cờ tướng")
CHOIR_BINH = (2, "Trần Thị Bình", "Nữ", date(1985, 12, 31), "Kế toán viên", "Tốp ca", "x")


def upload(client, *rows, file=None, name="danh-sach.xlsx", **data):
    file = file or workbook(*rows)
    file.name = name
    return client.post(UPLOAD, {"tep": file} | data)


def pending():
    return PeopleImport.objects.latest("pk")


def preview(client):
    return client.get(f"{UPLOAD}{pending().pk}/")


def kinds(response):
    return {str(group.kind): [row.match.person.row for row in group.rows] for group in response.context["groups"]}


def form_of(response, **other):
    """What the page would send when nothing is touched."""
    context = response.context
    rows = [row.match.person.row for group in context["groups"] for row in group.rows if row.is_taken]
    columns = {f"cot-{column.index}": column.meaning for column in context["columns"]}
    words = {f"mon-{word.key}": word.meant for word in context["words"]}
    return {"ban": context["plan"].digest, "dong": rows} | columns | words | other


def confirm(client, **other):
    response = preview(client)
    return client.post(f"{UPLOAD}{pending().pk}/xac-nhan/", form_of(response) | other)


# --- The whole way ----------------------------------------------------------------------------


def test_nothing_is_saved_before_it_is_confirmed(signed_in, chess, choir, unit):
    response = upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
    assert response.status_code == 302
    page = signed_in.get(response["Location"])
    assert kinds(page) == {"new": [2, 3]}
    assert not Participant.objects.exists()
    assert not Entry.objects.exists()


def test_people_and_drafts_come_of_it(signed_in, chess, choir, unit, representative):
    upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
    confirm(signed_in)
    an, binh = Participant.objects.filter(unit=unit)
    assert (an.full_name, an.birth_date, an.gender, an.post) == (
        "Nguyễn Văn An",
        date(1990, 3, 5),
        "male",
        "Chuyên viên",
    )
    alone, team = Entry.objects.filter(unit=unit).order_by("discipline__name")
    assert (alone.discipline, alone.state, team.discipline, team.state) == (chess, State.DRAFT, choir, State.DRAFT)
    assert [(seat.participant, seat.role) for seat in team.members.all()] == [(binh, "captain")]
    assert list(team.events.values_list("action", "actor")) == [
        ("begin", representative.pk),
        ("save", representative.pk),
    ]


def test_confirming_twice_is_once(signed_in, chess, choir):
    upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
    sent = form_of(preview(signed_in))
    for _ in range(2):
        response = signed_in.post(f"{UPLOAD}{pending().pk}/xac-nhan/", sent, follow=True)
        assert response.context["outcome"]["new"] == 2
    assert (Participant.objects.count(), Entry.objects.count()) == (2, 2)


def test_the_same_file_again_changes_nothing(signed_in, chess, choir):
    for _ in range(2):
        upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
        confirm(signed_in)
    assert (Participant.objects.count(), Entry.objects.count(), EntryMember.objects.count()) == (2, 2, 2)
    assert pending().outcome["same"] == 2


def test_once_confirmed_nothing_of_the_sheet_is_kept(signed_in, chess):
    upload(signed_in, HEADER, CHESS_AN)
    confirm(signed_in)
    kept = pending()
    assert (kept.sheets, kept.choices) == ([], {})
    assert "Nguyễn Văn An" not in str(kept.outcome)


def test_a_sheet_is_forgotten_after_a_day(signed_in):
    upload(signed_in, HEADER, CHESS_AN)
    assert people_import.forget(timezone.now() + timedelta(hours=23)) == 0
    assert people_import.forget(timezone.now() + timedelta(hours=25)) == 1


def test_a_sheet_is_dropped(signed_in):
    upload(signed_in, HEADER, CHESS_AN)
    address = f"{UPLOAD}{pending().pk}/"
    assert signed_in.post(address + "huy/").status_code == 302
    assert signed_in.get(address).status_code == 404


def test_the_template_comes_back(signed_in, chess, choir, festival):
    response = signed_in.get(PEOPLE + "mau/")
    assert response["Content-Disposition"] == 'attachment; filename="danh-sach-vien-dl.xlsx"'
    book = load_workbook(BytesIO(response.content))
    assert [cell.value for cell in book["Danh mục"]["A"]][1:] == ["Cờ tướng", "Tốp ca"]
    for column, value in enumerate(CHOIR_BINH, start=1):
        book["Danh sách"].cell(7, column, value)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    upload(signed_in, file=file)
    confirm(signed_in)
    assert [person.full_name for person in Participant.objects.all()] == ["Trần Thị Bình"]


# --- What is chosen ---------------------------------------------------------------------------


def test_rows_are_left_out(signed_in, chess, choir):
    upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
    confirm(signed_in, dong=[3])
    assert [person.full_name for person in Participant.objects.all()] == ["Trần Thị Bình"]
    assert pending().outcome["left_out"] == 1


def test_doubtful_rows_come_only_when_chosen_and_refused_ones_never(signed_in, person):
    rows = (CHESS_AN[0], "Nguyễn Văn An", "Nam", "06/03/1990"), (2, "Trần Bình", "Nữ", "31/02/1990")
    upload(signed_in, HEADER, *rows)
    assert kinds(preview(signed_in)) == {"refused": [3], "doubtful": [2]}
    confirm(signed_in)
    assert Participant.objects.count() == 1
    upload(signed_in, HEADER, *rows)
    confirm(signed_in, dong=[2, 3])
    assert Participant.objects.count() == 2


def test_every_problem_is_said_with_its_row_and_column(signed_in, chess):
    upload(signed_in, HEADER, (1, "Trần Bình", "?", "31/02/1990", "", "Nhảy dù; Cờ vua"))
    page = preview(signed_in)
    [row] = page.context["groups"][0].rows
    assert [told.column for told in row.told] == [
        "D Ngày sinh",
        "C Giới tính",
        "F Nội dung đăng ký",
        "F Nội dung đăng ký",
    ]
    assert "31/02/1990" in row.told[0].sentence
    assert "Nhảy dù" in page.content.decode()


def test_changes_are_shown_and_made(signed_in, person):
    upload(signed_in, HEADER, (1, "NGUYỄN VĂN AN", "Nam", "05/03/1990", "Trưởng phòng"))
    [group] = preview(signed_in).context["groups"]
    assert (str(group.kind), group.rows[0].changes[0][1:]) == ("changed", ("Chuyên viên", "Trưởng phòng"))
    confirm(signed_in)
    person.refresh_from_db()
    assert (person.full_name, person.post) == ("Nguyễn Văn An", "Trưởng phòng")
    assert Participant.objects.count() == 1


def test_what_a_column_means_is_corrected(signed_in):
    upload(signed_in, ("STT", "Họ và tên", "Ngày vào ngành", "Phái"), (1, "Nguyễn Văn An", "05/03/1990", "Nam"))
    page = preview(signed_in)
    assert kinds(page) == {"refused": [2]}
    signed_in.post(f"{UPLOAD}{pending().pk}/", form_of(page) | {"cot-2": "birth"})
    assert kinds(preview(signed_in)) == {"new": [2]}


def test_a_correction_is_shown_before_it_is_confirmed(signed_in):
    upload(signed_in, HEADER, CHESS_AN)
    response = confirm(signed_in, **{"cot-4": ""})
    assert response.status_code == 302
    assert not Participant.objects.exists()
    confirm(signed_in)
    assert Participant.objects.get().post == ""


def test_another_header_row_is_said(signed_in):
    upload(signed_in, ("Danh sách",), ("a", "b", "c"), ("1", "Nguyễn Văn An", "05/03/1990"))
    page = preview(signed_in)
    assert page.context["plan"].read is None
    signed_in.post(f"{UPLOAD}{pending().pk}/", {"tieu-de": "2"})
    signed_in.post(f"{UPLOAD}{pending().pk}/", {"tieu-de": "2", "cot-1": "name", "cot-2": "birth"})
    assert kinds(preview(signed_in)) == {"new": [3]}


def test_of_two_sheets_with_people_one_is_said(signed_in):
    def add(book):
        other = book.create_sheet("Khác")
        other.append(HEADER)
        other.append(BINH)

    upload(signed_in, file=workbook(HEADER, AN, arrange=add))
    page = preview(signed_in)
    assert page.context["plan"].read is None
    signed_in.post(f"{UPLOAD}{pending().pk}/", {"trang-tinh": "1"})
    assert preview(signed_in).context["plan"].matches[0].person.name == "Trần Thị Bình"


def test_a_discipline_that_is_not_certain_is_said(signed_in, chess):
    upload(signed_in, HEADER, (1, "Trần Bình", "Nữ", "01/01/1990", "", "Cờ"))
    page = preview(signed_in)
    [word] = page.context["words"]
    signed_in.post(f"{UPLOAD}{pending().pk}/", form_of(page) | {f"mon-{word.key}": str(chess.pk)})
    confirm(signed_in)
    assert Entry.objects.get().discipline == chess


def test_nonsense_from_the_form_is_passed_over(signed_in, chess):
    upload(signed_in, HEADER, CHESS_AN)
    page = preview(signed_in)
    odd = {"tieu-de": "-3", "trang-tinh": "99", "cot-1": "abc", "cot-99": "name", "mon-xyz": "7", "dong": ["x", "٣"]}
    assert signed_in.post(f"{UPLOAD}{pending().pk}/", form_of(page) | odd).status_code == 302
    assert preview(signed_in).status_code == 200
    assert signed_in.post(f"{UPLOAD}{pending().pk}/xac-nhan/", {"dong": "9" * 50}).status_code == 302
    assert not Participant.objects.exists()


# --- Meanwhile --------------------------------------------------------------------------------


def test_when_the_list_has_changed_it_is_shown_again(signed_in, unit):
    upload(signed_in, HEADER, CHESS_AN)
    sent = form_of(preview(signed_in))
    ParticipantFactory(unit=unit, full_name="Nguyễn Văn An", birth_date=date(1990, 3, 5), post="Khác")
    signed_in.post(f"{UPLOAD}{pending().pk}/xac-nhan/", sent)
    assert pending().confirmed_at is None
    assert kinds(preview(signed_in)) == {"changed": [2]}
    confirm(signed_in)
    assert Participant.objects.get().post == "Chuyên viên"


def test_two_who_import_the_same_people_make_nobody_double(signed_in, unit, chess):
    upload(signed_in, HEADER, CHESS_AN)
    first, sent = pending().pk, form_of(preview(signed_in))
    upload(signed_in, HEADER, CHESS_AN)
    confirm(signed_in)
    signed_in.post(f"{UPLOAD}{first}/xac-nhan/", sent)
    assert Participant.objects.count() == 1
    assert Entry.objects.count() == 1


def test_a_failure_leaves_nothing_half_saved(signed_in, representative, chess, choir, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the power is gone")

    upload(signed_in, HEADER, CHESS_AN, CHOIR_BINH)
    response = preview(signed_in)
    monkeypatch.setattr(people_import, "_outcome", fail)
    with pytest.raises(RuntimeError):
        people_import.confirm(pending(), by=representative, digest=response.context["plan"].digest, rows=[2, 3])
    assert not Participant.objects.exists()
    assert not Entry.objects.exists()
    assert pending().confirmed_at is None


# --- Drafts -----------------------------------------------------------------------------------


def test_a_draft_that_is_there_is_added_to(signed_in, unit, choir, person):
    draft = EntryFactory(discipline=choir, unit=unit, name="Tốp ca của Viện")
    EntryMemberFactory(entry=draft, participant=person, role="captain")
    upload(signed_in, HEADER, CHOIR_BINH[:6])
    confirm(signed_in)
    draft.refresh_from_db()
    assert [seat.role for seat in draft.members.all()] == ["captain", "player"]
    assert (draft.name, draft.revision) == ("Tốp ca của Viện", 2)


def test_an_entry_that_was_handed_in_stays_and_it_is_told(signed_in, unit, choir, person):
    entry = EntryFactory(discipline=choir, unit=unit, state=State.SUBMITTED, place=1)
    EntryMemberFactory(entry=entry, participant=person)
    upload(signed_in, HEADER, CHOIR_BINH)
    [team] = preview(signed_in).context["teams"]
    assert (team["left_out"], bool(team["why"])) == (["Trần Thị Bình"], True)
    confirm(signed_in)
    assert entry.members.count() == 1
    assert pending().outcome["teams"][0]["left_out"] == ["Trần Thị Bình"]


def test_each_enters_alone_where_a_discipline_is_individual(signed_in, chess):
    rows = [
        (n, f"Nguyễn Văn {name}", "Nam", "05/03/1990", "", "Cờ tướng", "x") for n, name in enumerate(("A", "B", "C"))
    ]
    upload(signed_in, HEADER, *rows)
    confirm(signed_in)
    assert [[seat.role for seat in entry.members.all()] for entry in Entry.objects.all()] == [["player"], ["player"]]
    assert pending().outcome["teams"][0]["left_out"] == ["Nguyễn Văn C"]


def test_two_and_two_make_a_pair(signed_in, festival):
    DisciplineFactory(festival=festival, name="Đôi nam nữ", format=Discipline.Format.PAIR, squad_max=2, most_entries=2)
    rows = [(n, f"Nguyễn Văn {name}", "Nam", "05/03/1990", "", "Đôi nam nữ") for n, name in enumerate(("A", "B", "C"))]
    upload(signed_in, HEADER, *rows)
    confirm(signed_in)
    assert [entry.members.count() for entry in Entry.objects.all()] == [2, 1]


def test_after_the_window_people_come_and_drafts_do_not(signed_in, chess, festival):
    upload(signed_in, HEADER, CHESS_AN)
    with time_machine.travel(festival.closes_at + timedelta(minutes=1)):
        [team] = preview(signed_in).context["teams"]
        assert team["left_out"] == ["Nguyễn Văn An"]
        confirm(signed_in)
    assert Participant.objects.count() == 1
    assert not Entry.objects.exists()


def test_without_a_festival_people_come_all_the_same(signed_in):
    upload(signed_in, HEADER, CHESS_AN)
    confirm(signed_in)
    assert Participant.objects.count() == 1


# --- What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.xlsx"),
        (b"MZ\x90\x00" + bytes(2000), "nhac.xlsx"),
        (b"PK\x03\x04", "a.xlsx"),
        ("STT;Tên".encode(), "a.csv"),
        (workbook().getvalue(), "a.xlsx"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(signed_in, data, name):
    response = upload(signed_in, file=BytesIO(data), name=name)
    assert response.status_code == 422
    assert response.context["error"].endswith(".")
    assert not PeopleImport.objects.exists()


def test_no_file(signed_in):
    assert signed_in.post(UPLOAD).status_code == 422


def test_too_large_a_body_is_not_read(signed_in):
    response = signed_in.generic("POST", UPLOAD, b"x", CONTENT_LENGTH=str(opening.MAX_FILE_BYTES * 2))
    assert response.status_code == 413


def test_the_token_is_asked_for(representative, unit):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(representative)
    assert upload(strict, HEADER, CHESS_AN).status_code == 403
    assert not PeopleImport.objects.exists()


# --- Who may ----------------------------------------------------------------------------------


def test_another_units_sheet_does_not_exist(signed_in, client):
    upload(signed_in, HEADER, CHESS_AN)
    kept = pending()
    other = MembershipFactory()
    client.force_login(other.user)
    mine = f"/dang-ky/{other.unit.code}/nguoi/nhap/{kept.pk}/"
    assert client.get(mine).status_code == 404
    for step in ("", "xac-nhan/", "huy/"):
        assert client.post(mine + step).status_code == 404
        assert client.post(f"{UPLOAD}{kept.pk}/{step}").status_code == 404
    assert PeopleImport.objects.filter(pk=kept.pk).exists()


def test_services_ask_who_may(signed_in, unit):
    upload(signed_in, HEADER, CHESS_AN)
    stranger = MembershipFactory().user
    with pytest.raises(PermissionDenied):
        people_import.confirm(pending(), by=stranger, digest="", rows=[])
    with pytest.raises(PermissionDenied):
        people_import.receive(workbook(HEADER, AN), "a.xlsx", unit=unit, by=stranger, festival=None)


def test_an_organiser_looks_only(client, unit):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(UPLOAD).status_code == 200
    assert upload(client, HEADER, CHESS_AN).status_code == 403


# --- Cost -------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_costs_the_same_for_any_number(signed_in, unit, chess, choir, count, django_assert_num_queries):
    for number in range(count):
        ParticipantFactory(unit=unit, full_name=f"Lê Văn Số {number}", birth_date=date(1990, 1, number + 1))
    rows = [(n, f"Lê Văn Số {n}", "Nam", f"0{n + 1}/01/1990", "", "Tốp ca") for n in range(count)]
    upload(signed_in, HEADER, *[(row[0], row[1] + " b", *row[2:]) for row in rows])
    signed_in.get(f"{UPLOAD}{pending().pk}/")
    with django_assert_num_queries(9):
        preview(signed_in)


@pytest.mark.needs_samples
def test_the_sample_becomes_people_and_drafts(signed_in, unit, festival):
    individual, team = Discipline.Format.INDIVIDUAL, Discipline.Format.TEAM
    for name, form, most in (
        ("Bóng đá nam (7 người)", team, 1),
        ("Cầu lông đơn nam", individual, 5),
        ("Cầu lông đơn nữ", individual, 8),
        ("Bóng bàn đơn nam", individual, 3),
        ("Bóng bàn đơn nữ", individual, 3),
        ("Kéo co nam nữ phối hợp", team, 1),
        ("Cờ tướng", individual, 6),
        ("Tốp ca", team, 1),
    ):
        DisciplineFactory(festival=festival, name=name, format=form, most_entries=most, squad_max=20)
    path = Path(os.environ["SAMPLES_DIR"]) / "danh-sach-cuc-so-huu-tri-tue.xlsx"
    upload(signed_in, file=BytesIO(path.read_bytes()))
    assert {kind: len(rows) for kind, rows in kinds(preview(signed_in)).items()} == {"new": 42}
    confirm(signed_in)
    assert Participant.objects.filter(unit=unit).count() == 42
    assert EntryMember.objects.count() == 42
    assert Entry.objects.count() == 28
