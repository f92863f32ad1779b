"""A calendar file into a programme: shown first, confirmed then, and only what somebody has seen."""

from datetime import date

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import html
from wagtail.models import PageLogEntry

from accounts.roles import ORGANISER
from events.calendars.admin.sentences import NOTES, PROBLEMS, sentence_of
from events.calendars.importing.programme import Note
from events.calendars.reading import Code, Problem
from events.models import Session
from events.signals import programme_changed
from tests.factories import UserFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db

PREVIEW = 15
"""Queries of the preview, whatever the file holds."""


@pytest.fixture
def organiser(client):
    user = UserFactory(role=ORGANISER)
    client.force_login(user)
    return user


@pytest.fixture
def conference(organiser):
    return ConferenceFactory(starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 17), opens_at=None, closes_at=None)


def item(uid="a@x", title="Khai mạc", begins="20261216T080000", ends="20261216T090000", *more: str) -> list[str]:
    zone = ";TZID=Asia/Ho_Chi_Minh"
    times = [f"DTSTART{zone}:{begins}", f"DTEND{zone}:{ends}"] if ends else [f"DTSTART{zone}:{begins}"]
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T000000Z", *times, f"SUMMARY:{title}", *more, "END:VEVENT"]


def ics(*items: list[str]) -> bytes:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//x//y",
        *(line for one in items for line in one),
        "END:VCALENDAR",
    ]
    return "\r\n".join([*lines, ""]).encode()


@pytest.fixture
def upload(client, conference):
    def go(*items: list[str], data: bytes | None = None):
        file = SimpleUploadedFile("lich.ics", ics(*items) if data is None else data)
        return client.post(reverse("calendars_import", args=[conference.pk]), {"tep": file})

    return go


@pytest.fixture
def confirm(client, conference):
    """confirm(preview): sends back what the preview holds, with its ticks or those that a test says."""

    def go(preview, *, uids=None, **fields):
        page = html.fromstring(preview.content.decode())
        (form,) = page.xpath("//form[input[@name='da-doc']]")
        data = {name: [] for name in ("muc",)} | {"da-doc": "", "ban": ""}
        for name, value in form.form_values():
            if name == "muc":
                data["muc"].append(value)
            else:
                data[name] = value
        if uids is not None:
            data["muc"] = uids
        return client.post(reverse("calendars_import_confirm", args=[conference.pk]), data | fields)

    return go


def rows(response) -> dict[str, tuple[bool | None, str]]:
    """What the preview shows: by title, whether it is ticked (None: cannot be) and all that is said."""
    found = {}
    for row in html.fromstring(response.content.decode()).find_class("import-row"):
        (title,) = row.find_class("import-row__title")
        boxes = row.xpath(".//input[@type='checkbox']")
        found[title.text_content()] = (bool(boxes[0].get("checked") is not None) if boxes else None, row.text_content())
    return found


class TestPreview:
    def test_nothing_is_written_before_somebody_confirms(self, upload):
        response = upload(item())
        assert response.status_code == 200
        assert rows(response)["Khai mạc"][0] is True
        assert not Session.objects.exists()

    def test_what_cannot_be_a_session_is_left_out_with_the_reason(self, upload):
        days = ["BEGIN:VEVENT", "UID:d", "DTSTART;VALUE=DATE:20261216", "SUMMARY:Cả ngày", "END:VEVENT"]
        shown = rows(
            upload(
                days,
                item("e", "Không giờ kết thúc", ends=""),
                item("f", "Bỏ", "20261216T080000", "20261216T090000", "STATUS:CANCELLED"),
                item("g"),
            )
        )
        assert [shown[title][0] for title in ("Cả ngày", "Không giờ kết thúc", "Bỏ")] == [None] * 3
        assert "Mục kéo dài cả ngày" in shown["Cả ngày"][1] or str(NOTES[Note.ALL_DAY]) in shown["Cả ngày"][1]

    def test_days_that_are_not_the_events_are_shown_and_not_ticked(self, upload, confirm):
        preview = upload(item(), item("b", "Hôm trước", "20261215T080000", "20261215T090000"))
        assert (rows(preview)["Khai mạc"][0], rows(preview)["Hôm trước"][0]) == (True, False)
        confirm(preview)
        assert [session.title for session in Session.objects.all()] == ["Khai mạc"]
        assert (
            confirm(upload(item("b", "Hôm trước", "20261215T080000", "20261215T090000")), uids=["b"]).status_code == 302
        )
        assert Session.objects.count() == 2

    def test_a_bad_line_is_told_by_its_number_and_costs_no_other(self, upload):
        response = upload(item("a", "Sai", "20261299T080000"), item("b", "Đúng"))
        assert set(rows(response)) == {"Đúng"}
        # VCALENDAR, VERSION, PRODID, VEVENT, UID, DTSTAMP, DTSTART
        assert "7" in html.fromstring(response.content.decode()).find_class("help-warning")[0].text_content()

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\0" * 50,
            b"PK\x03\x04",
            b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            b"x" * 1_000_001,
            "BEGIN:".encode("utf-16"),
        ],
    )
    def test_what_is_no_calendar_is_said_beside_the_field(self, upload, data):
        response = upload(data=data)
        assert response.status_code == 422
        assert html.fromstring(response.content.decode()).find_class("error-message")

    def test_no_file_is_said(self, client, conference):
        assert client.post(reverse("calendars_import", args=[conference.pk])).status_code == 422

    def test_a_hundred_megabytes_are_refused_before_they_are_read(self, client, conference):
        url = reverse("calendars_import", args=[conference.pk])
        assert client.generic("POST", url, b"x", CONTENT_LENGTH=str(100_000_000)).status_code == 413

    def test_markup_in_a_title_is_text(self, upload):
        assert "<script>alert" not in upload(item(title="<script>alert(1)</script>")).content.decode()

    @pytest.mark.parametrize("count", [1, 3, 60])
    def test_it_costs_the_same_for_one_and_for_sixty(self, upload, django_assert_num_queries, count):
        items = [item(f"{number}@x", f"Mục {number}") for number in range(count)]
        upload(*items)
        with django_assert_num_queries(PREVIEW):
            upload(*items)

    def test_the_programme_leads_there(self, client, conference):
        page = client.get(reverse("events_programme", args=[conference.pk])).content.decode()
        assert reverse("calendars_import", args=[conference.pk]) in page


class TestConfirm:
    def test_what_is_ticked_is_added_with_one_entry_in_the_log(self, upload, confirm, conference):
        heard = []

        def hear(sender, event, **kwargs):
            heard.append(event.pk)

        programme_changed.connect(hear)
        preview = upload(
            item(), item("b", "Tham luận", "20261216T090000", "20261216T100000", "LOCATION:Hội trường lớn")
        )
        assert confirm(preview).url == reverse("events_programme", args=[conference.pk])
        programme_changed.disconnect(hear)
        first, second = Session.objects.all()
        assert (first.title, first.starts_at, first.ends_at) == (
            "Khai mạc",
            hanoi(2026, 12, 16, 8),
            hanoi(2026, 12, 16, 9),
        )
        assert (second.hall, second.import_uid) == ("Hội trường lớn", "b")
        entry = PageLogEntry.objects.get(action="calendars.programme.import")
        assert entry.data == {"added": 2, "changed": 0, "cancelled": 0}
        assert heard == [conference.pk]

    def test_the_same_file_again_is_all_the_same(self, upload, confirm):
        confirm(upload(item()))
        changed_at = Session.objects.get().changed_at
        again = upload(item())
        assert rows(again)["Khai mạc"][0] is None
        confirm(again)
        assert Session.objects.get().changed_at == changed_at

    def test_what_moved_keeps_its_session(self, upload, confirm):
        confirm(upload(item()))
        key = Session.objects.get().pk
        preview = upload(item(title="Lễ khai mạc", begins="20261216T083000"))
        assert "08:30" in rows(preview)["Lễ khai mạc"][1]
        confirm(preview)
        session = Session.objects.get()
        assert (session.pk, session.title, session.starts_at) == (key, "Lễ khai mạc", hanoi(2026, 12, 16, 8, 30))

    def test_what_the_file_leaves_empty_stays(self, upload, confirm):
        confirm(upload(item()))
        Session.objects.update(hall="Phòng A", description="Mang thẻ")
        confirm(upload(item(title="Lễ khai mạc")))
        session = Session.objects.get()
        assert (session.title, session.hall, session.description) == ("Lễ khai mạc", "Phòng A", "Mang thẻ")

    def test_what_is_cancelled_in_the_file_is_cancelled_with_a_reason(self, upload, confirm):
        confirm(upload(item()))
        confirm(upload(item("a@x", "Khai mạc", "20261216T080000", "20261216T090000", "STATUS:CANCELLED")))
        session = Session.objects.get()
        assert session.is_cancelled and session.reason
        assert PageLogEntry.objects.filter(action="calendars.programme.import").count() == 2

    def test_what_takes_place_again_in_the_file_comes_back_when_somebody_says_so(self, upload, confirm):
        confirm(upload(item()))
        confirm(upload(item("a@x", "Khai mạc", "20261216T080000", "20261216T090000", "STATUS:CANCELLED")))
        preview = upload(item("a@x", "Khai mạc", "20261216T080000", "20261216T090000", "STATUS:CONFIRMED"))
        is_ticked, said = rows(preview)["Khai mạc"]
        assert (is_ticked, str(NOTES[Note.RESTORED]) in said) == (False, True)
        confirm(preview, uids=["a@x"])
        session = Session.objects.get()
        assert (session.is_cancelled, session.reason) == (False, "")
        entry = PageLogEntry.objects.filter(action="calendars.programme.import").latest("pk")
        assert entry.data == {"added": 0, "changed": 1, "cancelled": 0}

    def test_confirming_twice_changes_nothing_twice(self, upload, confirm):
        preview = upload(item())
        assert confirm(preview).status_code == 302
        assert confirm(preview).status_code == 409
        assert Session.objects.count() == 1
        assert PageLogEntry.objects.filter(action="calendars.programme.import").count() == 1

    def test_a_programme_that_changed_meanwhile_is_shown_again(self, upload, confirm):
        confirm(upload(item()))
        preview = upload(item(title="Lễ khai mạc"))
        Session.objects.update(title="Khai mạc trọng thể")
        response = confirm(preview)
        assert response.status_code == 409
        assert "Khai mạc trọng thể" in response.content.decode()
        assert confirm(response).status_code == 302
        assert Session.objects.get().title == "Lễ khai mạc"

    def test_ticks_that_were_set_stay_when_it_is_shown_again(self, upload, confirm, conference):
        preview = upload(item(), item("b", "Hai"))
        SessionFactory(event=conference, import_uid="b", title="Khác")
        response = confirm(preview, uids=["b"])
        assert (rows(response)["Khai mạc"][0], rows(response)["Hai"][0]) == (False, True)

    def test_nothing_ticked_is_said(self, upload, confirm):
        assert confirm(upload(item()), uids=[]).status_code == 422
        assert not Session.objects.exists()

    def test_what_was_not_offered_is_not_taken(self, upload, confirm):
        preview = upload(item(), item("d", "Bỏ", "20261216T080000", "20261216T090000", "STATUS:CANCELLED"))
        confirm(preview, uids=["a@x", "d", "khác"])
        assert [session.import_uid for session in Session.objects.all()] == ["a@x"]

    @pytest.mark.parametrize(
        "carried",
        ["", "x", "a:b:c", signing.dumps({"event": 1}, salt="other")],
        ids=["empty", "a letter", "no signature", "signed for another purpose"],
    )
    def test_what_is_not_ours_is_asked_for_again(self, upload, confirm, carried):
        response = confirm(upload(item()), **{"da-doc": carried})
        assert response.status_code == 422
        assert not Session.objects.exists()

    def test_of_another_event_or_person_it_counts_for_nothing(self, client, upload, conference):
        page = html.fromstring(upload(item()).content.decode())
        data = {name: page.xpath(f"//input[@name='{name}']/@value")[0] for name in ("da-doc", "ban", "muc")}
        other = ConferenceFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None)
        assert client.post(reverse("calendars_import_confirm", args=[other.pk]), data).status_code == 422
        client.force_login(UserFactory(role=ORGANISER))
        assert client.post(reverse("calendars_import_confirm", args=[conference.pk]), data).status_code == 422
        assert not Session.objects.exists()

    def test_long_text_is_cut_and_said(self, upload, confirm):
        preview = upload(item(title="x" * 400))
        assert str(NOTES[Note.SHORTENED]) in preview.content.decode()
        confirm(preview)
        assert Session.objects.get().title == "x" * 250

    @pytest.mark.parametrize(
        "text", ["x" * 2000 + " y", "x" * 1999 + "  y", "\\n" * 5 + "x" * 2100, "x\ufeff" * 1500, "x" * 1999 + " " * 50]
    )
    def test_what_is_shown_of_a_long_text_is_what_is_taken(self, upload, confirm, text):
        item_ = item("a@x", "Khai mạc", "20261216T080000", "20261216T090000", f"DESCRIPTION:{text}")
        preview = upload(item_)
        assert confirm(preview).status_code == 302
        whole = text.replace("\\n", "").replace("\ufeff", "").strip()
        assert Session.objects.get().description == whole[:2000].strip()
        assert (str(NOTES[Note.SHORTENED]) in preview.content.decode()) == (len(whole) > 2000)
        assert rows(upload(item_))["Khai mạc"][0] is None


class TestSentences:
    @pytest.mark.parametrize("code", Code)
    def test_each_problem_has_one(self, code):
        values = {"limit": 1, "count": 2, "version": "1.0", "name": "DTSTART", "value": "x", "years": 2}
        assert "%" not in sentence_of(Problem(3, code, values))
        assert code in PROBLEMS

    @pytest.mark.parametrize("note", Note)
    def test_so_has_each_note(self, note):
        assert NOTES[note]


def test_what_is_to_be_known_of_an_item_stands_beside_it(upload, conference):
    SessionFactory(event=conference, title="Tham luận cũ", hall="Hội trường A", starts_at=hanoi(2026, 12, 16, 8, 30))
    odd = item("a@x", "Khai mạc", "20261216T080000", "20261216T090000", "LOCATION:hội trường a", "RRULE:FREQ=ODD")
    alone = item("b@x", "Bế mạc", "20261217T080000", "20261217T090000", "LOCATION:Hội trường A")

    page = html.fromstring(upload(odd, alone).content)

    notes = {
        row.find_class("import-row__title")[0].text_content(): [
            note.text for note in row.find_class("import-row__note")
        ]
        for row in page.find_class("import-row")
    }
    meeting = _("“%(title)s” takes place in the same hall at that time.") % {"title": "Tham luận cũ"}
    assert notes["Bế mạc"] == []
    assert len(notes["Khai mạc"]) == 2 and meeting in notes["Khai mạc"]
