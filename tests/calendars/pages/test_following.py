"""How to follow the calendar: on its own pages, and on those of events, disciplines and units."""

from datetime import date

import pytest
from django.conf import settings

from tests.calendars.pages.conftest import text
from tests.factories import DisciplineFactory, FestivalFactory, UnitFactory, hanoi
from tests.factories.events import ConferenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(hanoi(2026, 11, 18, 12), tick=False)


@pytest.fixture
def festival():
    return FestivalFactory(title="Ngày Hội", starts_on=date(2026, 12, 18), opens_at=None, closes_at=None)


@pytest.fixture
def followed(page_at):
    """followed(address): the path of the feed that a page offers; None where it offers none."""

    def find(address: str) -> str | None:
        fields = page_at(address).xpath("//*[contains(@class, 'follow__address')]/input/@value")
        assert len(fields) <= 1
        return "/" + fields[0].split("/", 3)[3] if fields else None

    return find


class TestOffer:
    def test_of_a_festival_and_its_disciplines(self, followed, client, festival):
        rope = DisciplineFactory(festival=festival, name="Kéo co")
        assert followed(festival.url) == f"/lich/su-kien/{festival.pk}.ics"
        assert followed(f"{festival.url}noi-dung/keo-co/") == f"/lich/noi-dung/{rope.pk}.ics"

    def test_of_a_conference(self, followed):
        conference = ConferenceFactory(starts_on=date(2026, 11, 20), opens_at=None, closes_at=None)
        assert followed(conference.url) == f"/lich/su-kien/{conference.pk}.ics"

    def test_an_event_can_be_taken_once(self, page_at, festival):
        links = page_at(festival.url).find_class("follow")[0].xpath(".//a/@href")
        [google] = [link for link in links if "action=TEMPLATE" in link]
        assert "dates=20261218%2F20261221" in google
        assert f"/lich/su-kien/{festival.pk}.ics" in links

    @pytest.mark.parametrize("how", ["over", "cancelled"])
    def test_nobody_follows_what_does_not_come(self, followed, festival, time_machine, how):
        DisciplineFactory(festival=festival, name="Kéo co")
        if how == "over":
            time_machine.move_to(hanoi(2026, 12, 21), tick=False)
        else:
            festival.state, festival.state_reason = "cancelled", "Bão"
            festival.save()
        assert followed(festival.url) is None
        assert followed(f"{festival.url}noi-dung/keo-co/") is None

    def test_of_a_unit(self, followed, client):
        unit, former = UnitFactory(), UnitFactory(is_active=False)
        assert followed(unit.get_absolute_url()) == f"/lich/don-vi/{unit.code}.ics"
        assert followed(former.get_absolute_url()) is None

    @pytest.mark.parametrize("path", ["", "noi-dung/keo-co/"])
    def test_addresses_are_those_under_which_the_page_was_asked_for(self, client, festival, settings, path):
        settings.SITE_URL, settings.ALLOWED_HOSTS = "", ["lich.example.vn"]
        DisciplineFactory(festival=festival, name="Kéo co")
        said = client.get(festival.url + path, headers={"host": "lich.example.vn"}).content.decode()
        assert "webcal://lich.example.vn/lich/" in said
        assert "localhost" not in said

    def test_addresses_are_whole(self, page_at, festival, settings):
        settings.SITE_URL = "https://khoi.example.vn"
        links = page_at(festival.url).find_class("follow")[0].xpath(".//a/@href")
        assert f"webcal://khoi.example.vn/lich/su-kien/{festival.pk}.ics" in links


class TestGuide:
    def test_it_names_every_feed_there_is(self, page_at, client, festival):
        festival.save_revision().publish()
        past = FestivalFactory(title="Năm ngoái", starts_on=date(2025, 12, 1), opens_at=None, closes_at=None)
        past.save_revision().publish()
        unit, former = UnitFactory(), UnitFactory(is_active=False)
        feeds = page_at("/lich/theo-doi/").xpath("//*[@class='feed__address']/a/@href")
        assert feeds == [
            "/lich/tat-ca.ics",
            f"/lich/su-kien/{festival.pk}.ics",
            f"/lich/don-vi/{unit.code}.ics",
        ]
        assert all(client.get(path).status_code == 200 for path in feeds)
        assert former.code not in str(feeds)

    def test_it_leads_to_the_personal_one(self, page_at):
        assert "/lich/rieng/" in page_at("/lich/theo-doi/").xpath("//a/@href")

    def test_every_picture_says_what_it_shows(self, page_at):
        pictures = page_at("/lich/theo-doi/").find_class("picture")
        assert len(pictures) >= 10
        assert all(len(picture.get("aria-label")) > 20 for picture in pictures)

    @pytest.mark.parametrize("address", ["/lich/", "/lich/danh-sach/", "/lich/theo-doi/"])
    def test_public_pages_carry_nothing_personal(self, client, address):
        answer = client.get(address)
        assert answer.cookies == {}
        assert "Set-Cookie" not in answer.headers
        assert not any(address.startswith(prefix) for prefix in settings.PAGE_CACHE_EXEMPT)

    @pytest.mark.parametrize("address", ["/lich/", "/lich/2026/11/", "/lich/danh-sach/", "/lich/theo-doi/"])
    def test_nothing_is_written_there(self, client, address):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code == 200


def test_the_way_there(page_at):
    home = page_at("/")
    assert "/lich/" in home.xpath("//header//nav//a/@href")
    assert "/lich/theo-doi/" in home.xpath("//footer//a/@href")
    assert "/lich/" in page_at("/su-kien/").xpath("//main//a/@href")
    assert text(page_at("/lich/").xpath("//nav[@class='menu']//a[@aria-current]")[0]) == "Lịch"
