"""What the site tells the machines that crawl it."""

from datetime import timedelta

import pytest
import time_machine
from lxml import etree
from wagtail.models import PageViewRestriction

from home import sitemaps
from home.models import HomePage
from images.services import make_renditions
from pages.models import InformationPage
from tests.factories import (
    AlbumFactory,
    ArticleFactory,
    ConferenceFactory,
    DisciplineFactory,
    FestivalFactory,
    PhotoFactory,
    UnitFactory,
    hanoi,
)

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "i": "http://www.google.com/schemas/sitemap-image/1.1",
}


def tree(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"].startswith("application/xml")
    return etree.fromstring(response.content)


def texts(client, address, path="//s:loc") -> list[str]:
    return [element.text for element in tree(client, address).xpath(path, namespaces=SPACES)]


@pytest.fixture(params=["", "https://khoi.example.vn"])
def home(request, settings) -> str:
    """Under which address the site speaks of itself: the one that was asked for, or the one that it was given."""
    settings.SITE_URL = request.param
    return request.param or "http://testserver"


class TestSitemap:
    def test_the_index_names_its_files(self, client, home):
        ArticleFactory()
        sections = ("trang", "tin-tuc", "album", "su-kien", "lich", "don-vi")
        expected = [f"{home}/sitemap-{section}.xml" for section in sections]
        assert texts(client, "/sitemap.xml") == expected
        for address in expected:
            assert client.get(address.removeprefix(home)).status_code == 200

    def test_the_files_name_every_public_page_once(self, client, home):
        page = HomePage.objects.get().add_child(instance=InformationPage(title="Liên hệ"))
        HomePage.objects.get().add_child(instance=InformationPage(title="Nháp", live=False))
        closed = HomePage.objects.get().add_child(instance=InformationPage(title="Kín"))
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        older, newer = ArticleFactory(), ArticleFactory()
        ArticleFactory(live=False)
        earlier, later = AlbumFactory(), AlbumFactory()
        AlbumFactory(live=False)
        PageViewRestriction.objects.create(page=AlbumFactory(), restriction_type=PageViewRestriction.LOGIN)
        unit, former = UnitFactory(position=1), UnitFactory(position=2, is_active=False)
        contest = DisciplineFactory(name="Kéo co")
        conference = ConferenceFactory(starts_on=contest.festival.starts_on)
        FestivalFactory(live=False)
        ConferenceFactory(live=False)
        pages = ["/", "/tin-tuc/", "/thu-vien-anh/", "/su-kien/", page.url]
        assert texts(client, "/sitemap-trang.xml") == [f"{home}{path}" for path in pages]
        assert texts(client, "/sitemap-tin-tuc.xml") == [f"{home}{newer.url}", f"{home}{older.url}"]
        calendar = ["/lich/", "/lich/danh-sach/", "/lich/theo-doi/"]
        assert texts(client, "/sitemap-lich.xml") == [f"{home}{path}" for path in calendar]
        assert texts(client, "/sitemap-album.xml") == [f"{home}{later.url}", f"{home}{earlier.url}"]
        festival = contest.festival.url
        assert texts(client, "/sitemap-su-kien.xml") == [
            f"{home}{path}" for path in (festival, f"{festival}noi-dung/keo-co/", conference.url)
        ]
        units = ["/don-vi/", f"/don-vi/{unit.code}/", f"/don-vi/{former.code}/"]
        assert texts(client, "/sitemap-don-vi.xml") == [f"{home}{path}" for path in units]

    def test_an_album_names_the_photos_that_readers_see(self, client, home):
        album = AlbumFactory()
        photos = [PhotoFactory(album=album, is_left_out=left_out) for left_out in (False, False, True)]
        for photo in photos:
            make_renditions(photo.image)
        made = [photo.image.renditions.get(filter_spec="width-1600|format-jpeg") for photo in photos[:2]]
        assert texts(client, "/sitemap-album.xml", "//i:loc") == [f"{home}{file.url}" for file in made]

    def test_articles_fill_as_many_files_as_they_need(self, client, monkeypatch):
        monkeypatch.setattr(sitemaps.ArticleSitemap, "limit", 2)
        monkeypatch.setattr(sitemaps.AlbumSitemap, "limit", 2)
        for _ in range(5):
            ArticleFactory()
            AlbumFactory()
        for section in ("tin-tuc", "album"):
            files = [file for file in texts(client, "/sitemap.xml") if section in file]
            named = [loc for file in files for loc in texts(client, file.removeprefix("http://testserver"))]
            assert (len(files), len(named), len(set(named))) == (3, 5, 5)
            assert client.get(f"/sitemap-{section}.xml?p=4").status_code == 404

    @pytest.mark.parametrize("count", [1, 3])
    @pytest.mark.parametrize(("section", "queries"), [("tin-tuc", 2), ("album", 3)])
    def test_it_costs_the_same_for_one_and_for_three(self, client, section, queries, count, django_assert_num_queries):
        for _ in range(count):
            ArticleFactory()
            PhotoFactory()
        client.get(f"/sitemap-{section}.xml")
        with django_assert_num_queries(queries):
            client.get(f"/sitemap-{section}.xml")

    def test_it_says_when_a_page_was_changed(self, client):
        ArticleFactory(display_at=NOON, last_published_at=NOON + timedelta(days=1))
        (changed,) = texts(client, "/sitemap-tin-tuc.xml", "//s:lastmod")
        assert changed.startswith("2024-01-18")

    def test_an_empty_site_has_an_empty_one(self, client):
        assert texts(client, "/sitemap-tin-tuc.xml") == []
        assert texts(client, "/sitemap-don-vi.xml") == []


class TestNewsSitemap:
    @time_machine.travel(NOON, tick=False)
    def test_it_holds_two_days(self, client, home):
        ages = {"vừa xong": 0, "hôm qua": 24, "gần hai ngày": 47.9, "hai ngày rưỡi": 60}
        for title, hours in ages.items():
            ArticleFactory(title=title, display_at=NOON - timedelta(hours=hours))
        ArticleFactory(title="nháp", live=False, display_at=NOON)
        assert texts(client, "/sitemap-news.xml", "//n:title") == ["vừa xong", "hôm qua", "gần hai ngày"]
        assert all(loc.startswith(home) for loc in texts(client, "/sitemap-news.xml"))

    @time_machine.travel(NOON, tick=False)
    def test_it_says_who_published_what_when(self, client):
        ArticleFactory(title='Hội nghị <b> & "tổng kết"', display_at=NOON)
        entry = tree(client, "/sitemap-news.xml")
        found = [entry.xpath(f"string(//n:{name})", namespaces=SPACES) for name in ("name", "language", "title")]
        assert found == ["Khối thi đua", "vi", 'Hội nghị <b> & "tổng kết"']
        assert entry.xpath("string(//n:publication_date)", namespaces=SPACES) == "2024-01-17T12:00:00+07:00"

    @time_machine.travel(NOON, tick=False)
    def test_a_control_character_cannot_break_it(self, client):
        ArticleFactory(title="Chuông\x07 reo", display_at=NOON)
        assert texts(client, "/sitemap-news.xml", "//n:title") == ["Chuông reo"]


def test_robots_may_read_everything_but_the_admin_and_the_search(client, home):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    refused = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow")]
    assert refused == ["/quan-tri/", "/dang-ky/", "/tai-khoan/", "/lich/rieng/", "/tim-kiem/?", "/tim-kiem/goi-y/"]
    assert lines[-2:] == [f"Sitemap: {home}/sitemap.xml", f"Sitemap: {home}/sitemap-news.xml"]
