"""What a mail of a change says, and what it brings for calendar programs: read by others' parsers, as it leaves."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from events.calendars import ledger
from events.calendars.models import CalendarItem
from events.models import ConferenceContact, EventState
from events.registration.models import Notice
from events.registration.notices import sending
from events.registration.notices.changes.invitations import MOST
from events.registration.notices.changes.moves import Standing
from events.registration.notices.changes.words import when
from tests.factories import hanoi

from .conftest import told

pytestmark = pytest.mark.django_db

LATER = {"starts_on": date(2026, 12, 19), "ends_on": date(2026, 12, 19)}
HOUR = timedelta(hours=1)


@pytest.fixture
def received(mailoutbox, settings):
    """received("a@example.vn") is the mail to this address, sent and parsed again."""
    settings.WAGTAILADMIN_BASE_URL = "https://thidua.example.vn"

    def do(address: str):
        mailoutbox.clear()
        assert sending.send(told()[address].pk)
        return message_from_bytes(mailoutbox[0].message().as_bytes(linesep="\r\n"), policy=policy.default)

    return do


def parts(mail) -> list[str]:
    return [part.get_content_type() for part in mail.walk()]


def calendars(mail) -> list[Calendar]:
    return [
        Calendar.from_ical(part.get_payload(decode=True))
        for part in mail.walk()
        if part.get_content_type() in ("text/calendar", "application/ics")
    ]


def event_of(calendar: Calendar):
    (event,) = calendar.walk("VEVENT")
    return event


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ((hanoi(2026, 12, 18, 8), hanoi(2026, 12, 18, 11, 30), False), "Thứ sáu, 18/12/2026, 08:00 – 11:30"),
        (
            (hanoi(2026, 12, 18, 8), hanoi(2026, 12, 19, 11, 30), False),
            "Thứ sáu, 18/12/2026, 08:00 – Thứ bảy, 19/12/2026, 11:30",
        ),
        ((hanoi(2026, 12, 18), hanoi(2026, 12, 19), True), "Thứ sáu, 18/12/2026"),
        ((hanoi(2026, 12, 31), hanoi(2027, 1, 2), True), "Thứ năm, 31/12/2026 – Thứ sáu, 01/01/2027"),
        ((hanoi(2026, 12, 4, 17), hanoi(2026, 12, 4, 17), False), "Thứ sáu, 04/12/2026, 17:00"),
        (
            (hanoi(2026, 12, 18, 20), hanoi(2026, 12, 19), False),
            "Thứ sáu, 18/12/2026, 20:00 – Thứ bảy, 19/12/2026, 00:00",
        ),
    ],
)
def test_times_are_written_as_people_say_them(standing, said):
    assert when(Standing(*standing, "", "CONFIRMED")) == said


class TestWords:
    def test_text_and_html_say_from_when_to_when_where_and_why(self, conference, change, rest, received):
        change(conference, **LATER, place="Hội trường B", state=EventState.MOVED, state_reason="Hội trường A sửa điện.")
        rest()
        mail = received("a@example.vn")
        assert mail["Subject"] == "Dời lịch: Hội nghị tổng kết"
        assert mail["To"] == "a@example.vn"
        assert mail["Reply-To"] == "son@example.vn"
        text = mail.get_body(("plain",)).get_content()
        assert "DỜI LỊCH: Hội nghị tổng kết" in text
        times = "Thứ sáu, 18/12/2026, 08:00 – 11:30", "Thứ bảy, 19/12/2026, 08:00 – 11:30"
        assert f"Thời gian: {' → '.join(times)}" in text.splitlines()
        assert "Địa điểm: Hội trường A → Hội trường B" in text.splitlines()
        assert "Lý do: Hội trường A sửa điện." in text.splitlines()
        assert f"https://thidua.example.vn/su-kien/{conference.slug}/" in text.splitlines()
        html = mail.get_body(("html",)).get_content()
        for said in (
            *times,
            "Hội trường B",
            "sửa điện",
            f'href="https://thidua.example.vn/su-kien/{conference.slug}/"',
        ):
            assert said in html

    def test_a_new_time_alone_goes_with_the_place(self, conference, change, rest, received):
        change(conference, **LATER)
        rest()
        text = received("a@example.vn").get_body(("plain",)).get_content()
        assert "Địa điểm: Hội trường A" in text.splitlines()

    @pytest.mark.parametrize(
        ("hall", "said"),
        [("Phòng 2", "Phòng 1 → Phòng 2"), ("", "Phòng 1, Hội trường A → Hội trường A")],
    )
    def test_another_hall_of_the_same_house_is_named_without_the_house(
        self, conference, session, change, rest, received, hall, said
    ):
        change(session(conference, hall="Phòng 1"), hall=hall)
        rest()
        text = received("a@example.vn").get_body(("plain",)).get_content()
        assert f"Địa điểm: {said}" in text.splitlines()

    def test_a_cancellation_says_when_it_would_have_been_and_why(self, conference, change, rest, received):
        change(conference, state=EventState.CANCELLED, state_reason="Bão số 9")
        rest()
        text = received("a@example.vn").get_body(("plain",)).get_content()
        assert "HỦY: Hội nghị tổng kết" in text
        assert "Thời gian: Thứ sáu, 18/12/2026, 08:00 – 11:30" in text.splitlines()
        assert "Lý do: Bão số 9" in text.splitlines()
        assert "Các mục khác trong chương trình thay đổi theo." in text

    def test_delegates_are_addressed_by_their_name(self, conference, change, rest, received):
        change(conference, **LATER)
        rest()
        text = received("d@example.vn").get_body(("plain",)).get_content()
        assert "Kính gửi ông/bà Trần Thị Hòa," in text
        assert "đại diện" not in text

    def test_what_people_typed_is_no_markup(self, conference, session, change, rest, received):
        opening = session(conference, "<script>alert(1)</script>")
        change(opening, hall="<i>B</i>")
        rest()
        html = received("a@example.vn").get_body(("html",)).get_content()
        assert "<script" not in html
        assert "&lt;i&gt;B&lt;/i&gt;" in html

    def test_a_line_break_in_a_title_is_none_in_the_subject(self, conference, session, change, rest):
        change(session(conference, ("Khai mạc\nBcc: ai@example.vn" * 10)[:250]), hall="B")
        rest()
        subject = told()["a@example.vn"].subject
        assert "\n" not in subject
        assert len(subject) <= 250

    def test_many_are_counted_in_the_subject(self, conference, session, change, rest):
        for number in range(3):
            change(session(conference, f"Phiên {number}"), hall="B")
        rest()
        assert told()["a@example.vn"].subject == "3 thay đổi về lịch: Hội nghị tổng kết"

    def test_and_cancellations_among_them_are_named(self, conference, session, change, rest):
        change(session(conference, "Phiên 1"), hall="B")
        change(session(conference, "Phiên 2"), is_cancelled=True, reason="Diễn giả ốm")
        rest()
        assert told()["a@example.vn"].subject == "2 thay đổi, trong đó có mục bị hủy: Hội nghị tổng kết"

    def test_another_place_of_all_is_said_once(self, conference, session, change, rest):
        session(conference, "Phiên 1")
        change(conference, place="Hội trường B")
        rest()
        notice = told()["a@example.vn"]
        assert [move["title"] for move in notice.context["moves"]] == ["Hội nghị tổng kết"]
        assert notice.context["takes_all"]
        assert len(notice.context["calendar"]) == 2

    def test_a_programme_that_moves_as_far_as_its_event_is_not_listed(self, conference, session, change, rest):
        along, stray = session(conference, "Phiên 1"), session(conference, "Phiên 2")
        for one, shift in ((along, 24 * HOUR), (stray, 25 * HOUR)):
            change(one, starts_at=one.starts_at + shift, ends_at=one.ends_at + shift)
        change(conference, **LATER, closes_at=conference.closes_at + HOUR)
        rest()
        notice = told()["a@example.vn"]
        titles = [move["title"].split(": ")[-1] for move in notice.context["moves"]]
        assert titles == ["Hội nghị tổng kết", "Hội nghị tổng kết", "Phiên 2"]
        assert notice.context["takes_all"]
        assert len(notice.context["calendar"]) == 4

    def test_one_that_changes_its_hall_too_is(self, conference, session, change, rest):
        stray = session(conference, "Phiên 1", hall="Phòng 1")
        change(stray, hall="Phòng 2")
        change(conference, place="Hội trường B")
        rest()
        assert [move["title"] for move in told()["a@example.vn"].context["moves"]] == ["Hội nghị tổng kết", "Phiên 1"]


class TestOneItem:
    def test_it_is_an_alternative_and_a_file(self, conference, change, rest, received):
        change(conference, **LATER)
        rest()
        mail = received("d@example.vn")
        assert parts(mail) == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics",
        ]
        alternative, file = list(mail.walk())[4:]
        assert alternative["Content-Type"].params == {"method": "REQUEST", "charset": "utf-8"}
        assert alternative["Content-Transfer-Encoding"] == "quoted-printable"
        assert alternative["Content-Disposition"] is None
        assert file.get_filename() == "invite.ics"
        assert file["Content-Transfer-Encoding"] == "base64"
        assert len({calendar.to_ical() for calendar in calendars(mail)}) == 1

    def test_nothing_in_it_is_8_bit_or_too_long(self, conference, change, rest, received):
        change(conference, **LATER, state_reason="")
        rest()
        data = received("d@example.vn").as_bytes()
        assert data.isascii()
        assert max(len(line) for line in data.splitlines()) <= 100

    def test_it_is_a_request_to_them_with_the_feeds_uid_and_a_higher_sequence(self, conference, change, rest, received):
        before = CalendarItem.objects.get(source=f"event-{conference.pk}")
        change(conference, **LATER)
        rest()
        calendar = calendars(received("d@example.vn"))[0]
        event = event_of(calendar)
        assert calendar["METHOD"] == "REQUEST"
        assert (event["UID"], event["SEQUENCE"]) == (before.uid, before.sequence + 1)
        assert event["ATTENDEE"] == "mailto:d@example.vn"
        assert event["ORGANIZER"] == "mailto:son@example.vn"
        assert event["DTSTART"].dt == hanoi(2026, 12, 19, 8)
        assert event["SUMMARY"] == "Hội nghị tổng kết"

    def test_a_feed_says_the_same_of_it(self, conference, change, rest, received, client):
        change(conference, **LATER)
        rest()
        fed = next(
            event
            for event in Calendar.from_ical(client.get(f"/lich/su-kien/{conference.pk}.ics").content).walk("VEVENT")
            if event["SUMMARY"] == "Hội nghị tổng kết"
        )
        event = event_of(calendars(received("d@example.vn"))[0])
        for name in ("UID", "SEQUENCE", "ORGANIZER", "DTSTART", "DTEND", "STATUS"):
            assert event[name] == fed[name], name

    @pytest.mark.parametrize("withdrawn", [False, True])
    def test_what_is_cancelled_is_a_cancel(self, conference, session, change, rest, received, withdrawn):
        opening = session(conference)
        if withdrawn:
            opening.delete()
            ledger.refresh(conference.pk)
        else:
            change(opening, is_cancelled=True, reason="Diễn giả ốm")
        rest()
        mail = received("d@example.vn")
        calendar = calendars(mail)[0]
        event = event_of(calendar)
        assert calendar["METHOD"] == "CANCEL"
        assert (event["STATUS"], event["ORGANIZER"]) == ("CANCELLED", "mailto:son@example.vn")
        assert 'method="CANCEL"' in str(list(mail.walk())[4]["Content-Type"]).replace(
            "method=CANCEL", 'method="CANCEL"'
        )

    def test_without_an_organiser_s_address_there_is_none(self, conference, change, rest, received):
        ConferenceContact.objects.all().delete()
        CalendarItem.objects.update(organiser_email="")
        change(conference, **LATER)
        rest()
        mail = received("d@example.vn")
        assert parts(mail) == ["multipart/alternative", "text/plain", "text/html"]
        assert mail["Reply-To"] is None

    def test_a_later_change_does_not_alter_what_waits_to_be_sent(self, conference, change, rest, received):
        change(conference, **LATER)
        rest()
        change(conference, starts_on=date(2026, 12, 21), ends_on=date(2026, 12, 21))
        event = event_of(calendars(received("d@example.vn"))[0])
        assert event["DTSTART"].dt == hanoi(2026, 12, 19, 8)


class TestManyItems:
    def test_each_is_a_file_of_its_own(self, conference, session, change, rest, received):
        for number in range(3):
            change(session(conference, f"Phiên {number}"), hall="B")
        rest()
        mail = received("d@example.vn")
        assert (
            parts(mail)
            == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"] + ["text/calendar"] * 3
        )
        files = list(mail.iter_attachments())
        assert [file.get_filename() for file in files] == ["invite-01.ics", "invite-02.ics", "invite-03.ics"]
        assert {file["Content-Type"].params["method"] for file in files} == {"REQUEST"}
        assert len({event_of(calendar)["UID"] for calendar in calendars(mail)}) == 3

    def test_beyond_twenty_there_is_the_feed(self, conference, session, change, rest, received):
        sessions = [session(conference, f"Phiên {number}") for number in range(MOST + 1)]
        for one in sessions:
            change(one, hall="B")
        rest()
        mail = received("d@example.vn")
        assert len(calendars(mail)) == MOST
        text = mail.get_body(("plain",)).get_content()
        assert f"https://thidua.example.vn/lich/su-kien/{conference.pk}.ics" in text.splitlines()
        assert "https://thidua.example.vn/lich/theo-doi/" in text.splitlines()
        assert text.count("ĐỔI ĐỊA ĐIỂM") == MOST + 1

    def test_up_to_twenty_there_is_not(self, conference, session, change, rest, received):
        for one in [session(conference, f"Phiên {number}") for number in range(MOST)]:
            change(one, hall="B")
        rest()
        mail = received("d@example.vn")
        assert (len(calendars(mail)), ".ics" in mail.get_body(("plain",)).get_content()) == (MOST, False)


def test_other_notices_bring_nothing(notice, mailoutbox):
    sending.send(notice().pk)
    assert mailoutbox[0].attachments == []


def test_a_second_attempt_is_the_same_mail(conference, change, rest, mailoutbox):
    change(conference, **LATER)
    rest()
    one = told()["d@example.vn"]
    sending.send(one.pk)
    Notice.objects.filter(pk=one.pk).update(state="queued")
    sending.send(one.pk)
    first, second = mailoutbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.attachments == second.attachments
