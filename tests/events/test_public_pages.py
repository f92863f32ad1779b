"""What readers see of a festival and its disciplines."""

import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import CustomDocument
from events.models import Discipline, FestivalContact, Speaker
from tests.events.conftest import text
from tests.factories import (
    AlbumFactory,
    ArticleFactory,
    DisciplineFactory,
    FestivalFactory,
    HandoutFactory,
    PhotoFactory,
    SessionFactory,
    hanoi,
)

pytestmark = pytest.mark.django_db


def festival_on(first: date, last: date | None = None, **fields):
    return FestivalFactory(starts_on=first, ends_on=last or first, opens_at=None, closes_at=None, **fields)


@pytest.fixture
def cost(client, empty_cache):
    """cost(address): the queries of a request with nothing in the cache."""

    def count(address) -> int:
        client.get(address)  # Django remembers the kinds of content for as long as the process lives
        empty_cache()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


class TestFestival:
    @pytest.fixture
    def festival(self):
        festival = FestivalFactory(
            title="Ngày Hội 2026",
            intro="Ba ngày giao lưu",
            starts_on=date(2026, 12, 18),
            ends_on=date(2026, 12, 20),
            opens_at=hanoi(2026, 11, 2, 8),
            closes_at=hanoi(2026, 12, 4, 17),
            place="Nhà thi đấu",
            address="Hà Nội",
            most_sports=2,
            contacts=[FestivalContact(name="Phạm Quốc Bảo", phone="024 0000 0021", email="btc@example.vn")],
        )
        DisciplineFactory(festival=festival, name="Kéo co", quota=14)
        DisciplineFactory(festival=festival, name="Múa", branch="art", squad_min=4, squad_max=16)
        return festival

    def test_it_says_when_where_and_until_when(self, page_at, festival):
        page = page_at(festival.url)
        assert text(page.find_class("poster__title")[0]) == "Ngày Hội 2026"
        facts = text(page.find_class("poster__facts")[0])
        assert "18–20/12/2026" in facts
        assert "Nhà thi đấu" in facts
        assert page.xpath("//*[@data-countdown]/@data-until") == ["2026-12-04T17:00:00+07:00"]
        assert "17:00 04/12/2026" in text(page.find_class("deadline__moments")[0])

    def test_disciplines_stand_by_branch_with_their_limits(self, page_at, festival):
        branches = page_at(festival.url).find_class("branch")
        assert [branch.xpath(".//a/@href") for branch in branches] == [
            [f"{festival.url}noi-dung/keo-co/"],
            [f"{festival.url}noi-dung/mua/"],
        ]
        assert "14" in text(branches[0])

    def test_it_says_whom_to_ask(self, page_at, festival):
        contacts = page_at(festival.url).find_class("contacts")[0]
        assert contacts.xpath(".//a/@href") == ["tel:02400000021", "mailto:btc@example.vn"]

    @pytest.mark.parametrize(
        ("now", "leads"), [(hanoi(2026, 11, 1), True), (hanoi(2026, 12, 20, 12), True), (hanoi(2026, 12, 21), False)]
    )
    def test_it_leads_to_the_portal_until_it_is_over(self, page_at, festival, time_machine, now, leads):
        time_machine.move_to(now, tick=False)
        assert bool(page_at(festival.url).xpath("//main//a[@href='/dang-ky/']")) == leads

    def test_it_offers_the_rulebook(self, page_at, festival):
        document = CustomDocument(title="Điều lệ Ngày Hội")
        document.file.save("dieu-le.pdf", ContentFile(b"%PDF-1.7"))
        festival.regulations = document
        festival.save()
        assert page_at(festival.url).xpath("//a[@class='download']/@href") == [document.url]

    def test_its_colour_comes_in_legible_shades(self, page_at, festival):
        assert not page_at(festival.url).xpath("//*[@data-coloured]")
        festival.colour = "#ffd400"
        festival.save()
        (style,) = page_at(festival.url).xpath("//*[@data-coloured]/@style")
        assert "#ffd400" not in style.partition("--event-glow")[0]

    def test_text_of_an_organiser_is_no_markup(self, client, festival):
        evil = '"><script>alert(1)</script>'
        Discipline.objects.update(notes=evil)
        festival.title = festival.place = festival.intro = evil
        festival.save()
        for url in (festival.url, f"{festival.url}noi-dung/mua/", "/su-kien/"):
            assert "<script>alert" not in client.get(url).content.decode()

    def test_it_tells_search_engines_of_the_event(self, page_at, festival):
        data = json.loads(page_at(festival.url).xpath("//script[@type='application/ld+json']/text()")[0])
        assert (data["@type"], data["startDate"], data["endDate"]) == ("Event", "2026-12-18", "2026-12-20")
        assert [(part["@type"], part["name"]) for part in data["subEvent"]] == [
            ("SportsEvent", "Kéo co"),
            ("Event", "Múa"),
        ]

    def test_its_views_are_counted(self, page_at, festival):
        page = page_at(festival.url)
        assert page.xpath("//*[@data-views]/text()") == ["0"]
        assert page.xpath("//body/@data-page") == [str(festival.pk)]

    def test_a_draft_is_not_found(self, client, festival):
        festival.unpublish()
        for url in (f"/su-kien/{festival.slug}/", f"/su-kien/{festival.slug}/noi-dung/mua/"):
            assert client.get(url).status_code == 404

    def test_a_draft_that_lacks_everything_is_previewed(self, client, sign_in, festival):
        sign_in()
        festival.opens_at = festival.closes_at = None
        festival.save_revision()
        assert client.get(f"/quan-tri/pages/{festival.pk}/view_draft/").status_code == 200

    def test_nothing_personal_is_on_it(self, client, festival):
        for url in (festival.url, f"{festival.url}noi-dung/mua/", "/su-kien/"):
            response = client.get(url)
            assert not response.cookies
            assert b"csrfmiddlewaretoken" not in response.content

    def test_news_and_albums_of_it_stand_on_its_page_and_lead_back(self, page_at, festival):
        article, album = ArticleFactory(event=festival), AlbumFactory(event=festival, event_name="Ngày Hội 2026")
        ArticleFactory()
        PhotoFactory(album=AlbumFactory())
        page = page_at(festival.url)
        found = {part.get("aria-labelledby"): part.xpath(".//h3/a/@href") for part in page.find_class("event-section")}
        assert (found["tin-tuc"], found["album-anh"]) == ([article.url], [album.url])
        for url in (article.url, album.url, "/thu-vien-anh/su-kien/ngay-hoi-2026/"):
            assert page_at(url).xpath(f"//main//a[@href='{festival.url}']")

    def test_what_leads_to_a_withdrawn_festival_is_left_out(self, page_at, festival):
        article, album = ArticleFactory(event=festival), AlbumFactory(event=festival, event_name="Ngày Hội 2026")
        festival.unpublish()
        for url in (article.url, album.url, "/thu-vien-anh/su-kien/ngay-hoi-2026/"):
            assert not page_at(url).xpath(
                f"//a[contains(@href, '{festival.slug}/') and starts-with(@href, '/su-kien/')]"
            )


class TestDiscipline:
    def test_it_says_all_limits_and_where_it_belongs(self, page_at):
        discipline = DisciplineFactory(name="Kéo co", quota=14, notes="Mang găng", age_min=18)
        page = page_at(f"{discipline.festival.url}noi-dung/keo-co/")
        assert text(page.xpath("//h1")[0]) == "Kéo co"
        assert len(page.find_class("limits")[0].xpath("./div")) == 4
        assert text(page.find_class("limits__notes")[0]) == "Mang găng"
        crumbs = page.find_class("crumbs")[0].xpath(".//a/@href")
        assert crumbs == ["/", "/su-kien/", discipline.festival.url]
        data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
        assert (data["@type"], data["superEvent"]["name"]) == ("SportsEvent", discipline.festival.title)

    def test_a_window_of_its_own_is_the_one_that_counts(self, page_at):
        festival = FestivalFactory(
            starts_on=date(2026, 12, 18), opens_at=hanoi(2026, 11, 2, 8), closes_at=hanoi(2026, 12, 4, 17)
        )
        DisciplineFactory(festival=festival, name="Bóng đá", closes_at=hanoi(2026, 12, 2, 17))
        page = page_at(f"{festival.url}noi-dung/bong-da/")
        assert page.xpath("//*[@data-countdown]/@data-until") == ["2026-12-02T17:00:00+07:00"]

    @pytest.mark.parametrize("slug", ["khong-co", "x" * 200])
    def test_one_that_is_not_there_is_not_found(self, client, slug):
        festival = FestivalFactory()
        DisciplineFactory(name="Không có")  # of another festival
        assert client.get(f"{festival.url}noi-dung/{slug}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/su-kien/hoi-0/", 18), ("/su-kien/hoi-0/noi-dung/mua-0/", 10)],
)
def test_pages_cost_the_same_for_one_and_for_three(cost, path, queries, count):
    for number in range(count):
        festival = festival_on(date(2026, 1, 1 + number), title=f"Hội {number}", contacts=[FestivalContact(name="An")])
        for part in range(count):
            discipline = DisciplineFactory(festival=festival, name=f"Múa {part}")
            session = SessionFactory(event=festival, discipline=discipline)
            Speaker.objects.create(session=session, name="Trần Thị Hòa")
            HandoutFactory(event=festival, session=session)
            ArticleFactory(event=festival)
            PhotoFactory(album=AlbumFactory(event=festival))
    assert cost(path) == queries
