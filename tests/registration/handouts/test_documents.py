"""What lies in the room, in which order, and how a file comes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from lxml import html

from events.models import Handout, Session, Speaker
from events.registration.delegates import room
from tests.factories import FestivalFactory, HandoutFactory
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db

Audience, Kind = Handout.Audience, Handout.Kind
EVIL = "<script>alert('x')</script> \"&amp; \u202e 🎉"


@pytest.fixture
def shown(client, person, conference):
    """The page as the delegate sees it."""
    client.force_login(person)

    def get():
        response = client.get(reverse("portal_room", args=[conference.pk]))
        assert response.status_code == 200
        return html.fromstring(response.content.decode()).xpath("//main")[0]

    return get


def words(element) -> str:
    return " ".join(element.text_content().split())


def titles(element) -> list[str]:
    return [words(one) for one in element.xpath(".//*[@class='room-paper__title']")]


def test_documents_stand_with_their_session_and_the_others_by_kind(shown, conference):
    session = SessionFactory(event=conference, title="Phiên toàn thể", hall="Hội trường A")
    Speaker.objects.create(session=session, name="Nguyễn Hoàng Long")
    HandoutFactory(event=conference, session=session, title="Báo cáo tổng kết", author="Thường trực Khối")
    HandoutFactory(event=conference, kind=Kind.MATERIAL, title="Tài liệu đọc thêm")
    HandoutFactory(event=conference, kind=Kind.RESOLUTION, title="Nghị quyết", audience=Audience.DELEGATES)
    HandoutFactory(event=conference, kind=Kind.MINUTES, title="Biên bản")

    main = shown()

    [groups] = main.xpath(".//*[@class='room__groups']")
    assert titles(groups) == ["Nghị quyết", "Biên bản", "Tài liệu đọc thêm"]
    [item] = main.xpath(".//*[contains(@class, 'room-item--papers')]")
    assert titles(item) == ["Báo cáo tổng kết"]
    for said in ("09:00 – 10:00", "Phiên toàn thể", "Hội trường A", "Nguyễn Hoàng Long", "Thường trực Khối", "PDF, 16"):
        assert said in words(item)
    assert len(main.xpath(".//*[@class='room-paper__only']")) == 1


def test_what_nobody_may_read_yet_and_what_is_not_of_it_is_not_there(shown, conference):
    HandoutFactory(event=conference, title="Nháp", audience=Audience.NOBODY)
    HandoutFactory(event=ConferenceFactory(), title="Của hội nghị khác")

    assert titles(shown()) == []


def test_a_paper_of_a_session_elsewhere_is_not_lost(shown, conference):
    HandoutFactory(event=conference, session=SessionFactory(), title="Lạc phiên")

    assert titles(shown()) == ["Lạc phiên"]


def test_an_empty_room_says_so_and_shows_the_agenda(shown, conference):
    SessionFactory(event=conference, title="Khai mạc")

    main = shown()

    assert main.xpath(".//*[contains(@class, 'room-empty')]")
    assert "Khai mạc" in words(main)
    assert not main.xpath(".//*[@class='room-note']")


def test_a_conference_without_anything_has_a_page(shown):
    assert shown().xpath(".//*[contains(@class, 'room-empty')]")


def test_days_follow_each_other(shown, conference):
    first = SessionFactory(event=conference, title="Sáng")
    # Late in the evening it is tomorrow in London no more than here.
    SessionFactory(event=conference, title="Tối", starts_at=first.starts_at + timedelta(hours=14))
    SessionFactory(event=conference, title="Hôm sau", starts_at=first.starts_at + timedelta(days=1))

    main = shown()

    assert len(main.xpath(".//*[@class='room-day']")) == 2
    assert [words(one) for one in main.xpath(".//*[@class='room-item__title']")] == ["Sáng", "Tối", "Hôm sau"]


def test_a_session_that_is_cancelled_says_why(shown, conference):
    SessionFactory(event=conference, is_cancelled=True, reason="Báo cáo viên bận")

    assert "Báo cáo viên bận" in words(shown().xpath(".//*[contains(@class, 'room-item--cancelled')]")[0])


def test_odd_texts_stand_as_they_are(shown, conference):
    session = SessionFactory(event=conference, title=EVIL, hall=EVIL[:100])
    HandoutFactory(event=conference, session=session, title=EVIL, author=EVIL, name=EVIL)

    main = shown()

    assert not main.xpath(".//script")
    assert titles(main) == [EVIL]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_shelf_takes_three_queries(django_assert_num_queries, conference, count):
    for number in range(count):
        session = SessionFactory(event=conference, title=f"Phiên {number}")
        Speaker.objects.create(session=session, name="Nguyễn Hoàng Long")
        HandoutFactory(event=conference, session=session)
        HandoutFactory(event=conference)

    with django_assert_num_queries(3):
        shelf = room.shelf(conference)
        told = [(len(one.papers), len(one.speakers.all())) for day in shelf.days for one in day.sessions]

    assert (shelf.count, told) == (2 * count, [(1, 1)] * count)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_asks_as_much_for_one_as_for_many(client, person, conference, count, django_assert_num_queries):
    for _number in range(count):
        HandoutFactory(event=conference, session=SessionFactory(event=conference))
    client.force_login(person)
    url = reverse("portal_room", args=[conference.pk])
    client.get(url)  # what the site keeps for all pages is read once

    with django_assert_num_queries(10):
        assert client.get(url).content.count(b'class="room-paper__title"') == count


# --- Files ------------------------------------------------------------------------------------


def address(handout, conference=None) -> str:
    return reverse("portal_handout", args=[(conference or handout.event).pk, handout.pk])


@pytest.fixture
def handout(conference):
    return HandoutFactory(event=conference, audience=Audience.DELEGATES, name="Báo cáo tổng kết năm 2026.pdf")


def test_a_file_comes_under_its_vietnamese_name_and_is_no_page_of_ours(client, person, handout):
    client.force_login(person)

    response = client.get(address(handout))

    assert response.streaming
    assert response.getvalue() == b"%PDF-1.7 du lieu"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''B%C3%A1o%20c%C3%A1o%20t%E1%BB%95ng%20k%E1%BA%BFt%20n%C4%83m%202026.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


def test_head_brings_no_file(client, person, handout):
    client.force_login(person)

    response = client.head(address(handout))

    assert (response.status_code, response.getvalue()) == (200, b"")


@pytest.mark.parametrize(
    "name", ['a"b;c.pdf', "a\r\nSet-Cookie: x=1.pdf", "..\\..\\etc/passwd.pdf", "", "x" * 150, "ừ" * 150]
)
def test_odd_names_break_no_heading(client, person, handout, name):
    Handout.objects.update(name=name)
    client.force_login(person)

    response = client.get(address(handout))

    assert response.status_code == 200
    assert "Set-Cookie" not in response
    assert "/" not in response["Content-Disposition"]
    response.close()


def test_a_file_of_another_kind_is_called_after_what_stands_in_it(client, person, handout):
    Handout.objects.update(name="Báo cáo.exe", kind_of_file="docx")
    client.force_login(person)

    response = client.get(address(handout))

    assert response["Content-Disposition"].endswith(".docx")
    assert "wordprocessingml" in response["Content-Type"]
    response.close()


def test_what_nobody_may_read_yet_is_not_found(client, person, handout):
    Handout.objects.update(audience=Audience.NOBODY)
    client.force_login(person)

    assert client.get(address(handout)).status_code == 404


@pytest.mark.parametrize("make", [ConferenceFactory, FestivalFactory])
def test_another_event_has_nothing_of_this_one(client, person, conference, make):
    client.force_login(person)
    other = HandoutFactory(event=make(), audience=Audience.EVERYONE)

    assert client.get(address(other, conference)).status_code == 404
    assert client.get(address(other)).status_code == 404


def test_a_file_that_is_lost_is_not_found(client, person, handout):
    handout.file.storage.delete(handout.file.name)
    client.force_login(person)

    assert client.get(address(handout)).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 19, "9" * 40, "-1"])
def test_there_is_no_such_file(client, person, conference, number):
    client.force_login(person)

    assert client.get(reverse("portal_room", args=[conference.pk]) + f"{number}/").status_code == 404


def test_the_media_folder_serves_no_handout(client, handout):
    assert client.get(f"/media/{handout.file.name}").status_code == 404


def test_sessions_gone_leave_their_papers(shown, conference, handout):
    handout.session = SessionFactory(event=conference)
    handout.save()
    Session.objects.all().delete()

    assert titles(shown()) == [handout.title]
