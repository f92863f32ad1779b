"""What readers see of a conference."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from events.models import ConferenceContact, Handout, Session, Speaker
from tests.events.conftest import text
from tests.factories import (
    AlbumFactory,
    ArticleFactory,
    ConferenceFactory,
    FestivalFactory,
    HandoutFactory,
    PhotoFactory,
    SessionFactory,
    hanoi,
)

pytestmark = pytest.mark.django_db

Kind, Audience = Handout.Kind, Handout.Audience
EVIL = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to(hanoi(2026, 11, 26, 12), tick=False)


@pytest.fixture
def conference():
    return ConferenceFactory(
        title="Hội nghị tổng kết",
        intro="Đánh giá năm qua",
        starts_on=date(2026, 12, 18),
        start_time=time(8),
        end_time=time(11, 30),
        place="Hội trường lớn",
        address="Số 1 Tràng Thi, Hà Nội",
        organiser="Hội đồng Thi đua",
        opens_at=hanoi(2026, 11, 20, 8),
        closes_at=hanoi(2026, 12, 10, 17),
        contacts=[ConferenceContact(name="Lê Thu Hà", phone="024 0000 0021", email="thuky@example.vn")],
    )


def session(event, begins: str, ends: str, title: str = "Phiên", day: int = 18, **fields) -> Session:
    starts_at, ends_at = (hanoi(2026, 12, day, *map(int, clock.split(":"))) for clock in (begins, ends))
    return SessionFactory(event=event, title=title, starts_at=starts_at, ends_at=ends_at, **fields)


def said(page, css_class: str) -> list[str]:
    return [text(found).replace("\xa0", " ") for found in page.find_class(css_class)]


class TestAnnouncement:
    def test_it_says_when_where_and_by_whom(self, page_at, conference):
        page = page_at(conference.url)
        assert said(page, "poster__title") == ["Hội nghị tổng kết"]
        (facts,) = said(page, "poster__facts")
        assert "Thứ sáu, 18/12/2026, 8 giờ 00 – 11 giờ 30" in facts
        assert "Hội trường lớn" in facts
        assert said(page, "poster__address") == ["Số 1 Tràng Thi, Hà Nội"]
        assert "Hội đồng Thi đua" in facts

    def test_the_organisers_map_comes_before_a_search(self, page_at, conference):
        (found,) = page_at(conference.url).find_class("poster__map")
        assert found.get("href").startswith("https://www.google.com/maps/search/")
        conference.map_url = "https://maps.example/x"
        conference.save()
        (found,) = page_at(conference.url).find_class("poster__map")
        assert found.get("href") == "https://maps.example/x"

    def test_without_a_place_there_is_no_map(self, page_at):
        assert not page_at(ConferenceFactory().url).find_class("poster__map")

    def test_it_says_whom_to_ask(self, page_at, conference):
        contacts = page_at(conference.url).find_class("contacts")[0]
        assert contacts.xpath(".//a/@href") == ["tel:02400000021", "mailto:thuky@example.vn"]

    def test_text_of_an_organiser_is_no_markup(self, client, conference):
        conference.title = conference.place = conference.intro = conference.organiser = EVIL
        conference.state, conference.state_reason = "moved", EVIL
        conference.save()
        found = session(conference, "8:00", "9:00", EVIL, hall=EVIL, description=EVIL, is_cancelled=True, reason=EVIL)
        Speaker.objects.create(session=found, name=EVIL, post=EVIL, topic=EVIL)
        HandoutFactory(event=conference, session=found, title=EVIL, author=EVIL)
        for url in (conference.url, "/su-kien/"):
            assert "<script>alert" not in client.get(url).content.decode()

    def test_nothing_personal_is_on_it(self, client, conference):
        response = client.get(conference.url)
        assert not response.cookies
        assert b"csrfmiddlewaretoken" not in response.content

    def test_a_draft_is_not_found_but_previewed(self, client, sign_in, conference):
        conference.save_revision()
        conference.unpublish()
        assert client.get(f"/su-kien/{conference.slug}/").status_code == 404
        sign_in()
        assert client.get(f"/quan-tri/pages/{conference.pk}/view_draft/").status_code == 200


class TestState:
    def test_one_that_takes_place_says_nothing_of_it(self, page_at, conference):
        assert not page_at(conference.url).find_class("event-state")

    def test_a_planned_one_may_still_change(self, page_at):
        page = page_at(ConferenceFactory(state="planned").url)
        assert page.find_class("event-state--planned")

    def test_one_that_was_moved_says_from_when_and_why(self, page_at):
        moved = ConferenceFactory(state="moved", moved_from=date(2026, 12, 8), state_reason="Trùng lịch")
        (banner,) = said(page_at(moved.url), "event-state")
        assert "Thứ ba, 08/12/2026" in banner
        assert "Trùng lịch" in banner

    def test_one_that_was_moved_in_place_alone_names_no_day(self, page_at):
        (banner,) = page_at(ConferenceFactory(state="moved", state_reason="Sửa nhà").url).find_class("event-state")
        assert not banner.xpath(".//s")

    def test_one_that_is_cancelled_says_why_and_takes_nobody(self, page_at, conference):
        session(conference, "8:00", "9:00")
        conference.state, conference.state_reason = "cancelled", "Bão số 9"
        conference.save()
        page = page_at(conference.url)
        assert "Bão số 9" in said(page, "event-state")[0]
        assert not page.find_class("deadline")
        assert not page.xpath("//main//a[@href='/dang-ky/']")
        assert page.find_class("session--cancelled")
        assert not page.find_class("feedback-later")

    def test_a_festival_has_the_same_banner(self, page_at):
        festival = FestivalFactory(state="cancelled", state_reason="Dịch bệnh")
        page = page_at(festival.url)
        assert "Dịch bệnh" in said(page, "event-state")[0]
        assert not page.find_class("deadline")


class TestNomination:
    def test_it_says_until_when_units_nominate(self, page_at, conference):
        page = page_at(conference.url)
        assert page.xpath("//*[@data-countdown]/@data-until") == ["2026-12-10T17:00:00+07:00"]
        assert "17:00 10/12/2026" in text(page.find_class("deadline__moments")[0])

    @pytest.mark.parametrize(("now", "leads"), [(hanoi(2026, 12, 18, 23, 59), True), (hanoi(2026, 12, 19), False)])
    def test_it_leads_to_the_portal_until_it_is_over(self, page_at, conference, time_machine, now, leads):
        time_machine.move_to(now, tick=False)
        assert bool(page_at(conference.url).xpath("//main//a[@href='/dang-ky/']")) == leads

    def test_without_delegates_there_is_no_deadline(self, page_at):
        assert not page_at(ConferenceFactory(opens_at=None, closes_at=None).url).find_class("deadline")


class TestAgenda:
    def test_there_is_none_yet(self, page_at, conference):
        page = page_at(conference.url)
        assert page.xpath("//*[@aria-labelledby='chuong-trinh']//*[@class='festival__nothing']")

    def test_a_festival_without_sessions_has_no_programme(self, page_at):
        assert not page_at(FestivalFactory().url).xpath("//*[@id='chuong-trinh']")

    def test_sessions_stand_by_day_and_hour_with_who_speaks(self, page_at, conference):
        second = session(conference, "9:15", "10:00", "Thảo luận", day=19)
        first = session(conference, "8:00", "9:00", "Báo cáo", description="Của năm")
        Speaker.objects.create(session=first, name="Trần Dũng", post="Khối trưởng", topic="Kết quả", position=2)
        Speaker.objects.create(session=first, name="Phạm Lan", position=1)
        page = page_at(conference.url)
        days = page.find_class("agenda")
        assert [text(day.find_class("agenda__day")[0]) for day in days] == [
            "Thứ sáu, 18/12/2026",
            "Thứ bảy, 19/12/2026",
        ]
        assert said(page, "session__hours") == ["08:00 – 09:00", "09:15 – 10:00"]
        assert said(page, "session__title") == ["Báo cáo", "Thảo luận"]
        assert [text(person) for person in page.find_class("session__speakers")[0].xpath("./li")] == [
            "Phạm Lan",
            "Kết quả Trần Dũng, Khối trưởng",
        ]
        assert page.xpath(f"//li[@id='phien-{second.pk}']")

    def test_what_runs_at_once_stands_side_by_side(self, page_at, conference):
        session(conference, "8:00", "9:00", hall="Hội trường")
        session(conference, "9:00", "10:00", "Một", hall="Phòng 1")
        session(conference, "9:30", "10:30", "Hai", hall="Phòng 2")
        (beside,) = page_at(conference.url).find_class("agenda__halls")
        assert [text(name) for name in beside.xpath(".//h4")] == ["Phòng 1", "Phòng 2"]
        assert [text(name) for name in beside.xpath(".//h5")] == ["Một", "Hai"]

    def test_meals_are_told_apart_and_what_falls_out_says_why(self, page_at, conference):
        session(conference, "11:30", "13:00", kind="meal")
        session(conference, "13:00", "14:00", is_cancelled=True, reason="Báo cáo viên ốm")
        page = page_at(conference.url)
        assert len(page.find_class("session--meal")) == len(page.find_class("session--cancelled")) == 1
        assert "Báo cáo viên ốm" in said(page, "session__reason")[0]

    def test_another_events_sessions_are_not_in_it(self, page_at, conference):
        session(ConferenceFactory(), "8:00", "9:00", "Của hội nghị khác")
        assert not page_at(conference.url).find_class("session")


class TestPapers:
    def test_everyone_gets_the_papers_of_a_session_beside_it(self, page_at, conference):
        paper = HandoutFactory(
            event=conference, session=session(conference, "8:00", "9:00"), title="Tham luận", author="Lê Nam", size=2048
        )
        (link,) = page_at(conference.url).xpath("//li[contains(@class, 'session')]//a[@download]")
        assert link.get("href") == f"{conference.url}tai-lieu/{paper.pk}/tai-ve/"
        assert text(link).replace("\xa0", " ") == "Tham luận Lê Nam · PDF, 2,0 KB"

    def test_minutes_and_resolutions_have_a_place_of_their_own(self, page_at, conference):
        found = session(conference, "8:00", "9:00")
        for kind in (Kind.MINUTES, Kind.RESOLUTION):
            HandoutFactory(event=conference, session=found, kind=kind)
        page = page_at(conference.url)
        assert len(page.xpath("//*[@aria-labelledby='ket-luan']//a[@download]")) == 2
        assert not page.find_class("session__papers")

    def test_papers_of_no_session_stand_below_the_agenda(self, page_at, conference):
        HandoutFactory(event=conference, kind=Kind.MATERIAL)
        assert len(page_at(conference.url).xpath("//*[@aria-labelledby='tai-lieu']//a[@download]")) == 1

    def test_of_those_for_delegates_readers_learn_only_that_they_are_there(self, client, page_at, conference):
        for kind in Kind:
            HandoutFactory(
                event=conference, kind=kind, title="Danh sách mật", author="Người kín", audience=Audience.DELEGATES
            )
        page = page_at(conference.url)
        assert page.xpath("//*[@class='papers__more']/a/@href") == ["/dang-ky/"]
        assert not page.xpath("//a[@download]")
        content = client.get(conference.url).content.decode()
        assert "Danh sách mật" not in content
        assert "Người kín" not in content

    def test_of_those_for_nobody_nothing(self, page_at, conference):
        HandoutFactory(event=conference, title="Nháp", audience=Audience.NOBODY)
        page = page_at(conference.url)
        assert not page.xpath("//*[@id='tai-lieu']")
        assert "Nháp" not in text(page)


class TestFeedback:
    def test_before_it_begins_the_page_says_from_when_on(self, page_at, conference):
        page = page_at(conference.url)
        assert "08:00 18/12/2026" in said(page, "feedback-later")[0]
        assert not page.xpath("//form[@data-stars]")

    def test_stars_open_when_it_begins(self, page_at, conference, time_machine):
        time_machine.move_to(hanoi(2026, 12, 18, 8), tick=False)
        page = page_at(conference.url)
        assert page.xpath("//form[@data-stars]/@action") == [f"/danh-gia/{conference.pk}/"]
        assert not page.find_class("feedback-later")

    def test_the_page_is_not_kept_beyond_that_moment(self, client, conference, time_machine):
        time_machine.move_to(hanoi(2026, 12, 18, 7, 58), tick=False)
        assert "s-maxage=120" in client.get(conference.url).headers["Cache-Control"]

    @pytest.mark.parametrize("make", [ConferenceFactory, FestivalFactory])
    @pytest.mark.parametrize(("state", "status"), [("confirmed", 303), ("cancelled", 404)])
    def test_what_does_not_take_place_is_not_rated(self, client, make, state, status):
        day = date(2026, 11, 20)
        event = make(starts_on=day, ends_on=day, opens_at=None, closes_at=None, state=state, state_reason="Bão")
        assert client.post(f"/danh-gia/{event.pk}/", {"diem": 5}).status_code == status

    def test_nobody_rates_it_before(self, client, conference):
        assert client.post(f"/danh-gia/{conference.pk}/", {"diem": 5}).status_code == 403

    def test_its_views_are_counted(self, page_at, conference):
        page = page_at(conference.url)
        assert page.xpath("//*[@data-views]/text()") == ["0"]
        assert page.xpath("//body/@data-page") == [str(conference.pk)]

    def test_those_of_a_closed_page_are_not(self, client, sign_in, conference):
        PageViewRestriction.objects.create(page=conference, restriction_type=PageViewRestriction.LOGIN)
        sign_in()
        assert b"data-views" not in client.get(conference.url).content


class TestAround:
    def test_news_and_albums_of_it_stand_on_its_page_and_lead_back(self, page_at, conference):
        article, album = ArticleFactory(event=conference), AlbumFactory(event=conference, event_name="Hội nghị")
        ArticleFactory(event=FestivalFactory())
        PhotoFactory(album=AlbumFactory())
        page = page_at(conference.url)
        found = {part.get("aria-labelledby"): part.xpath(".//h3/a/@href") for part in page.find_class("event-section")}
        assert (found["tin-tuc"], found["album-anh"]) == ([article.url], [album.url])
        for url in (article.url, album.url):
            assert page_at(url).xpath(f"//main//a[@href='{conference.url}']")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(client, empty_cache, conference, count):
    for number in range(count):
        found = session(conference, f"{8 + number}:00", f"{9 + number}:00")
        Speaker.objects.create(session=found, name="Trần Thị Hòa")
        HandoutFactory(event=conference, session=found)
        HandoutFactory(event=conference, kind=Kind.MINUTES)
        ArticleFactory(event=conference)
        PhotoFactory(album=AlbumFactory(event=conference))
    client.get(conference.url)
    empty_cache()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(conference.url).status_code == 200
    assert len(asked) == 17


def test_once_it_has_begun_the_votes_are_asked_for(client, empty_cache, conference, time_machine):
    client.get(conference.url)
    empty_cache()
    time_machine.move_to(hanoi(2026, 12, 18, 8) + timedelta(minutes=1), tick=False)
    with CaptureQueriesContext(connection) as asked:
        client.get(conference.url)
    assert len(asked) == 14
