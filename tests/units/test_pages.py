"""The public pages of the units."""

import json

import pytest
import time_machine
from lxml import html

from accounts.roles import ORGANISER
from images.services import store_picture
from tests.factories import AlbumFactory, ArticleFactory, PhotoFactory, UnitFactory, UserFactory, hanoi, picture_bytes
from units.models import Unit, UnitAward, UnitTerm

pytestmark = pytest.mark.django_db

LEADER, DEPUTY = UnitTerm.Role.LEADER, UnitTerm.Role.DEPUTY


def page_of(response) -> html.HtmlElement:
    assert response.status_code == 200
    return html.fromstring(response.content)


def words(element) -> str:
    return " ".join(element.text_content().split())


def names(page, path) -> list[str]:
    return [words(element) for element in page.xpath(path)]


HEADS = "//article[contains(@class, 'unit-head')]//h3"
CARDS = "//article[contains(@class, 'unit-card')]//h3"
FORMER = "//section[contains(@class, 'former-units')]//li"


class TestList:
    def test_units_stand_in_their_order_and_those_that_left_apart(self, client):
        UnitFactory(name="Sau", position=2)
        UnitFactory(name="Trước", position=1)
        UnitFactory(name="Đã rời Khối", position=0, is_active=False)
        page = page_of(client.get("/don-vi/"))
        assert names(page, CARDS) == ["Trước", "Sau"]
        assert names(page, FORMER) == ["Đã rời Khối"]

    @time_machine.travel(hanoi(2026, 6, 1))
    def test_on_top_stands_who_leads_this_year(self, client):
        for name, year, role in (
            ("Khối trưởng cũ", 2025, LEADER),
            ("Khối phó cũ", 2025, DEPUTY),
            ("Khối trưởng", 2026, LEADER),
            ("Khối phó", 2026, DEPUTY),
            ("Khối trưởng sau", 2027, LEADER),
        ):
            UnitTerm.objects.create(unit=UnitFactory(name=name), year=year, role=role)
        page = page_of(client.get("/don-vi/"))
        assert names(page, HEADS) == ["Khối trưởng", "Khối phó"]
        assert "2026" in words(page.xpath("//h2[@id='head-title']")[0])

    @pytest.mark.parametrize(
        ("moment", "year"),
        [(hanoi(2026, 12, 31, 23, 59), "2026"), (hanoi(2027, 1, 1, 0, 1), "2027"), (hanoi(2028, 1, 5), "2027")],
        ids=["the last minute", "the first minute", "before the next election"],
    )
    def test_the_head_changes_with_the_year_of_hanoi_once_there_is_another(self, client, moment, year):
        for led in (2026, 2027):
            UnitTerm.objects.create(unit=UnitFactory(name=f"Năm {led}"), year=led, role=LEADER)
        with time_machine.travel(moment, tick=False):
            assert names(page_of(client.get("/don-vi/")), HEADS) == [f"Năm {year}"]

    def test_flags_are_counted(self, client):
        unit = UnitFactory()
        for year in (2023, 2024, 2025):
            UnitAward.objects.create(unit=unit, year=year, title="Cờ thi đua của Bộ")
        (flags,) = names(page_of(client.get("/don-vi/")), "//*[@class='unit-card__flags']")
        assert flags.startswith("3 ")

    def test_without_any_unit_it_says_so(self, client):
        page = page_of(client.get("/don-vi/"))
        assert len(page.xpath("//*[@class='empty']")) == 1
        assert names(page, HEADS) == names(page, CARDS) == []

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_for_one_and_for_three(self, client, logo, count, django_assert_num_queries):
        for year in range(2024, 2024 + count):
            unit = UnitFactory(logo=logo)
            UnitTerm.objects.create(unit=unit, year=year, role=LEADER)
            UnitAward.objects.create(unit=unit, year=year, title="Cờ thi đua")
        client.get("/don-vi/")
        # Units with their logos, terms, flags; the logos' sizes.
        with django_assert_num_queries(4):
            client.get("/don-vi/")


@pytest.fixture
def logo():
    return store_picture(picture_bytes((90, 60)), title="Biểu trưng")


class TestUnit:
    @pytest.fixture
    def unit(self) -> Unit:
        return UnitFactory(
            name="Cục Sở hữu trí tuệ",
            short_name="Cục SHTT",
            code="shtt",
            introduction="Đoạn một.\n\nĐoạn hai.",
            contact_name="Phan Văn Lộc",
            contact_email="loc@example.vn",
            contact_phone="024 1234 5678",
            address="Số 8 đường Ví Dụ",
            website="https://shtt.example.vn/",
        )

    def test_it_says_who_they_are(self, client, unit):
        page = page_of(client.get("/don-vi/shtt/"))
        assert names(page, "//h1") == ["Cục Sở hữu trí tuệ"]
        assert names(page, "//*[@class='unit__introduction']/p") == ["Đoạn một.", "Đoạn hai."]
        contact = words(page.xpath("//*[@class='unit__contact']")[0])
        for said in ("Phan Văn Lộc", "loc@example.vn", "024 1234 5678", "Số 8 đường Ví Dụ", "shtt.example.vn"):
            assert said in contact
        assert page.xpath("//a/@href[starts-with(., 'tel:')]") == ["tel:02412345678"]

    def test_it_tells_of_flags_and_years_at_the_head_from_the_latest(self, client, unit):
        for year, title in ((2023, "Cờ Bộ"), (2025, "Cờ Chính phủ"), (2025, "Cờ Bộ")):
            UnitAward.objects.create(unit=unit, year=year, title=title)
        for year, role in ((2024, DEPUTY), (2025, LEADER)):
            UnitTerm.objects.create(unit=unit, year=year, role=role)
        page = page_of(client.get("/don-vi/shtt/"))
        assert names(page, "//*[@class='flag-years__number']") == ["2025", "2023"]
        assert names(page, "//*[@class='flag-years__flag']") == ["Cờ Bộ", "Cờ Chính phủ", "Cờ Bộ"]
        assert names(page, "//*[@class='unit__terms']//dt") == ["2025", "2024"]

    def test_its_news_and_albums_are_those_about_it_that_everyone_may_see(self, client, unit):
        other = UnitFactory()
        for title, units, live in (
            ("Cũ", [unit], True),
            ("Mới", [unit, other], True),
            ("Của đơn vị khác", [other], True),
        ):
            article = ArticleFactory(title=title, live=live)
            article.units = units
            article.save()
        draft = ArticleFactory(title="Nháp", live=False)
        draft.units = [unit]
        draft.save()
        for title, units in (("Album của đơn vị", [unit]), ("Album khác", [other])):
            album = AlbumFactory(title=title)
            PhotoFactory(album=album, is_cover=True)
            album.units = units
            album.save()
        page = page_of(client.get("/don-vi/shtt/"))
        assert names(page, "//section[@aria-labelledby='news-title']//h3") == ["Mới", "Cũ"]
        assert names(page, "//section[@aria-labelledby='albums-title']//h3") == ["Album của đơn vị"]

    def test_without_news_and_albums_it_leads_on(self, client, unit):
        assert len(page_of(client.get("/don-vi/shtt/")).xpath("//*[contains(@class, 'empty')]//a")) == 2

    def test_one_that_left_keeps_its_page_and_says_so(self, client, unit):
        here = page_of(client.get("/don-vi/shtt/")).xpath("//*[contains(@class, 'unit__former')]")
        Unit.objects.update(is_active=False)
        gone = page_of(client.get("/don-vi/shtt/")).xpath("//*[contains(@class, 'unit__former')]")
        assert (len(here), len(gone)) == (0, 1)

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_for_one_and_for_three(self, client, unit, logo, count, django_assert_num_queries):
        unit.logo = logo
        unit.save()
        for year in range(2024, 2024 + count):
            UnitTerm.objects.create(unit=unit, year=year, role=LEADER)
            UnitAward.objects.create(unit=unit, year=year, title="Cờ thi đua")
            article, album = ArticleFactory(main_picture=logo), AlbumFactory()
            PhotoFactory(album=album, is_cover=True)
            for page in (article, album):
                page.units = [unit]
                page.save()
        client.get("/don-vi/shtt/")
        # The unit with its logo, terms, flags; the logo's sizes; articles' identities, cards, topics and sizes; albums
        # and sizes.
        with django_assert_num_queries(11):
            client.get("/don-vi/shtt/")

    def test_a_stranger_to_the_site_gets_the_sites_404(self, client, unit):
        for address in ("/don-vi/khong-co/", "/don-vi/shtt/gi-do/", "/don-vi/sh_tt/", "/don-vi/KHONG/"):
            response = client.get(address)
            assert response.status_code == 404
            assert "error-page" in response.content.decode()

    def test_capitals_lead_to_small_letters(self, client, unit):
        response = client.get("/don-vi/SHTT/")
        assert (response.status_code, response.url) == (301, "/don-vi/shtt/")

    def test_markup_in_what_was_typed_is_text(self, client, unit):
        Unit.objects.update(introduction="<script>alert(1)</script>", name="A </script><b>", address="<i>")
        for address in ("/don-vi/", "/don-vi/shtt/"):
            page = client.get(address).content.decode()
            assert "<script>alert" not in page
            assert "</script><b>" not in page

    def test_search_engines_are_told_who_they_are(self, client, unit, settings):
        settings.SITE_URL = "https://khoi.example.vn"
        UnitAward.objects.create(unit=unit, year=2025, title="Cờ thi đua")
        page = page_of(client.get("/don-vi/shtt/"))
        (said,) = page.xpath("//script[@type='application/ld+json']/text()")
        organisation, way = json.loads(said)["@graph"]
        assert organisation["@type"] == "Organization"
        assert organisation["url"] == "https://khoi.example.vn/don-vi/shtt/"
        assert organisation["award"] == ["Cờ thi đua 2025"]
        assert organisation["contactPoint"]["telephone"] == "024 1234 5678"
        assert "logo" not in organisation
        assert [step["item"] for step in way["itemListElement"]] == [
            "https://khoi.example.vn/",
            "https://khoi.example.vn/don-vi/",
            "https://khoi.example.vn/don-vi/shtt/",
        ]
        assert page.xpath("//link[@rel='canonical']/@href") == ["https://khoi.example.vn/don-vi/shtt/"]
        assert page.xpath("//meta[@property='og:title']/@content") == ["Cục Sở hữu trí tuệ"]
        assert page.xpath("//meta[@name='description']/@content") == ["Đoạn một. Đoạn hai."]


@pytest.mark.parametrize("address", ["/don-vi/", "/don-vi/shtt/"])
class TestEveryPage:
    @pytest.fixture(autouse=True)
    def unit(self):
        UnitFactory(code="shtt")

    def test_it_carries_nothing_personal(self, client, address):
        stranger = client.get(address)
        client.force_login(UserFactory(role=ORGANISER))
        known = client.get(address)
        assert stranger.content == known.content
        assert "Set-Cookie" not in stranger.headers
        assert "csrf" not in stranger.content.decode().lower()

    def test_junk_in_the_query_changes_nothing(self, client, address):
        plain = client.get(address).content
        assert client.get(f"{address}?trang=x&nam=%ff&a[]=1").content == plain

    def test_it_is_only_read(self, client, address):
        assert client.post(address).status_code in (403, 405)


class TestMenu:
    def test_it_names_the_units_once_there_are_any(self, client, django_capture_on_commit_callbacks):
        link = "//nav[@id='menu']//a[@href='/don-vi/']"
        assert page_of(client.get("/")).xpath(link) == []
        with django_capture_on_commit_callbacks(execute=True):
            UnitFactory(code="shtt")
        assert len(page_of(client.get("/")).xpath(link)) == 1
        (active,) = page_of(client.get("/don-vi/shtt/")).xpath(link)
        assert active.get("aria-current") == "true"


class TestSearch:
    @pytest.fixture(autouse=True)
    def units(self):
        UnitFactory(name="Cục Sở hữu trí tuệ", short_name="Cục SHTT", code="shtt")
        UnitFactory(name="Quỹ Đổi mới", short_name="Quỹ", code="quy", is_active=False)

    @pytest.mark.parametrize("typed", ["sở hữu trí tuệ", "so huu", "SHTT", "cuc so huu tri tue"])
    def test_a_unit_is_found_by_its_names_and_its_code(self, client, typed):
        assert [unit.code for unit in client.get("/tim-kiem/", {"q": typed}).context["units"]] == ["shtt"]
        page = page_of(client.get("/tim-kiem/", {"q": typed}))
        assert names(page, "//*[@class='found-units__list']//a") == ["Cục Sở hữu trí tuệ"]

    @pytest.mark.parametrize("typed", ["", "!!!", "huu trí nghỉ", "quỹ đổi mới", "hữ"])
    def test_others_are_not(self, client, typed):
        assert client.get("/tim-kiem/", {"q": typed}).context["units"] == []

    def test_it_is_suggested_while_one_types(self, client):
        page = client.get("/tim-kiem/goi-y/", {"q": "so h"}).content.decode()
        assert 'data-url="/don-vi/shtt/"' in page
        assert client.get("/tim-kiem/goi-y/", {"q": ""}).content.decode().strip() == ""


class TestFollowsEveryChange:
    """What is kept is renewed once a change is committed."""

    @pytest.fixture
    def renewals(self, monkeypatch):
        begun = []
        monkeypatch.setattr("pagecache.generation.begin", lambda: begun.append(1) or len(begun))
        return begun

    def test_of_a_unit_its_terms_and_its_flags(self, renewals, django_capture_on_commit_callbacks):
        def committed(action):
            before = len(renewals)
            with django_capture_on_commit_callbacks(execute=True):
                result = action()
            assert len(renewals) > before
            return result

        unit = committed(UnitFactory)
        committed(unit.save)
        term = committed(lambda: UnitTerm.objects.create(unit=unit, year=2025, role=LEADER))
        award = committed(lambda: UnitAward.objects.create(unit=unit, year=2025, title="Cờ"))
        committed(term.delete)
        committed(award.delete)
        committed(unit.delete)
