"""The example content: loaded once, whole or not at all, and fit to be shown."""

import unicodedata
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from PIL import Image

from accounts.models import User
from accounts.queries import represented_units
from demo import loading
from demo.accounts import EXAMPLES, PASSWORD
from demo.drawing import shots
from demo.units import make_units
from events.models import Discipline
from events.registration.checking import problems_of_all
from events.registration.models import ENTERED, HOLDING, Entry, EntryEvent, State
from gallery import queries as albums
from gallery.models import AlbumPage, Downloads, Photo
from images.models import CustomImage
from news import queries
from news.models import ArticlePage
from ratings.models import RatingTotal
from readership.models import ViewTotal
from tests.factories import ArticleFactory, picture_bytes
from topics.models import Topic
from units.models import Unit, UnitAward, UnitTerm

CONFERENCE_VIEWS = 1079
"""Of the conference in the newsroom's sample, as the old portal counted them."""


def ignore(what, done, of):
    pass


def draw_quickly(scenes, progress):
    """Small pictures instead of drawn ones; the drawings have tests of their own."""
    return [(scene, picture_bytes((60, 40))) for scene in scenes]


def draw_all_quickly(patched) -> None:
    patched.setattr(loading, "_draw", draw_quickly)
    patched.setattr(shots, "take", lambda shot: Image.new("RGB", (60, 40), "teal"))
    patched.setattr(loading, "_exposed", lambda photos: nullcontext(map(shots.expose, photos)))


@pytest.fixture
def quick_drawing(monkeypatch):
    """One photo of each album, too, and no sizes: for tests that look at how it is loaded, not at what."""
    draw_all_quickly(monkeypatch)
    monkeypatch.setattr("images.services.make_renditions", lambda image: 0)
    read = loading._read

    def read_little(folder: str) -> list[dict]:
        return [entry | {"photos": entry["photos"][:1]} if "photos" in entry else entry for entry in read(folder)]

    monkeypatch.setattr(loading, "_read", read_little)


@pytest.fixture(scope="class")
def loaded(django_db_setup, django_db_blocker):
    """The content, loaded once for all tests of a class in a transaction around theirs."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched, transaction.atomic():
        draw_all_quickly(patched)
        loading.load(ignore)
        yield
        transaction.set_rollback(True)


def faults_of(unit: Unit) -> list[str]:
    try:
        unit.full_clean()
    except ValidationError as error:
        return error.messages
    return []


def files() -> list[Path]:
    return [path for path in Path(django_settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
class TestContent:
    def test_there_is_enough_of_it_to_fill_every_list(self):
        listed = list(queries.listed())
        years = {article.listed_on.year for article in listed}
        assert len(listed) >= 40
        assert len(years) >= 2
        assert {topic for topic in Topic.objects.all() if not queries.articles_about(topic).count()} == set()

    def test_every_article_is_whole(self):
        lacking = [
            (article.slug, name)
            for article in queries.with_bodies(queries.listed().values_list("pk", flat=True))
            for name in ("lead", "body", "topics", "main_picture")
            if not getattr(article, name)
        ]
        assert lacking == []

    def test_every_picture_says_what_it_shows_and_whose_it_is(self):
        assert CustomImage.objects.filter(description="").count() == 0
        assert CustomImage.objects.filter(credit="").count() == 0

    def test_every_page_can_be_read(self, client):
        for card in queries.all_articles()[0:1000]:
            assert client.get(card.url).status_code == 200, card.url
        for album in albums.listed():
            assert client.get(album.url).status_code == 200, album.url
        for address in (
            "/",
            "/tin-tuc/",
            "/tin-tuc/rss.xml",
            "/thu-vien-anh/",
            "/thu-vien-anh/rss.xml",
            "/don-vi/",
            *(unit.get_absolute_url() for unit in Unit.objects.all()),
            "/sitemap.xml",
        ):
            assert client.get(address).status_code == 200

    def test_the_conference_of_the_sample_is_one_of_them(self):
        assert ArticlePage.objects.live().filter(view_total__total=CONFERENCE_VIEWS).count() == 1

    def test_all_of_it_is_composed(self):
        for article in ArticlePage.objects.all():
            text = f"{article.title} {article.lead} {article.body.get_prep_value()}"
            assert unicodedata.is_normalized("NFC", text), article.slug

    def test_dashboards_have_something_to_show(self):
        drafts = ArticlePage.objects.filter(live=False)
        assert drafts.filter(go_live_at__isnull=False).count() == 1
        assert [page for page in drafts if page.current_workflow_state] != []
        assert drafts.count() == 3

    def test_there_are_albums_for_every_layout(self):
        sizes = dict(Photo.objects.filter(album__live=True).values_list("album__slug").annotate(Count("pk")))
        assert len(sizes) >= 8
        assert [slug for slug, count in sizes.items() if not 12 <= count <= 40] == []
        assert sum(sizes.values()) >= 200

    def test_every_photo_says_what_it_shows_and_when_it_was_taken(self):
        assert list(Photo.objects.filter(Q(alt_text="") | Q(taken_at=None))) == []
        assert list(AlbumPage.objects.filter(Q(credit="") | Q(place=""))) == []
        captioned = Photo.objects.exclude(caption="").count()
        assert 0.5 < captioned / Photo.objects.count() < 1

    def test_an_album_is_what_its_file_says(self):
        entry = next(entry for entry in loading._read("albums") if entry["slug"] == "ngay-hoi-2025-khai-mac")
        album = AlbumPage.objects.get(slug=entry["slug"])
        said = [(photo["file_name"], photo["taken_at"], photo.get("caption", "")) for photo in entry["photos"]]
        assert list(album.photos.values_list("file_name", "taken_at", "caption")) == said
        assert [photo.file_name for photo in album.photos.filter(is_cover=True)] == [
            photo["file_name"] for photo in entry["photos"] if photo.get("is_cover")
        ]
        assert album.photos.exclude(original="").count() == len(said)

    def test_albums_show_what_an_album_can_be(self):
        published = AlbumPage.objects.live()
        assert set(published.values_list("downloads", flat=True)) == set(Downloads.values)
        assert dict(Counter(published.exclude(event_slug="").values_list("event_slug", flat=True))) == {
            "ngay-hoi-2024": 2,
            "ngay-hoi-2025": 3,
        }
        assert AlbumPage.objects.filter(live=False).count() == 1
        hidden = Photo.objects.filter(hides_people=True)
        assert [photo for photo in hidden if not photo.people or photo.shown_people] == []
        assert hidden.count() > 0
        assert Photo.objects.filter(is_left_out=True, album__live=True).count() > 0

    def test_articles_lead_to_albums(self):
        strips = [
            block.value for article in ArticlePage.objects.live() for block in article.body.blocks_by_name("album")
        ]
        assert len(strips) >= 3
        assert [album.slug for album in strips if not album.live] == []

    def test_fourteen_units_have_led_won_and_been_written_about(self):
        units = Unit.objects.all()
        assert [faults_of(unit) for unit in units if faults_of(unit)] == []
        assert (units.count(), units.filter(logo=None).count()) == (14, 1)
        assert list(UnitTerm.objects.filter(role="leader").values_list("year", flat=True)) == [2026, 2025, 2024, 2023]
        assert set(UnitAward.objects.values_list("year", flat=True)) == {2023, 2024, 2025}
        assert list(units.filter(Q(articles=None) | Q(introduction=""))) == []
        assert Unit.objects.filter(albums__live=True).distinct().count() >= 10

    def test_what_an_article_is_about_outlives_its_next_edit(self):
        article = ArticlePage.objects.filter(units__isnull=False).first()
        assert set(article.get_latest_revision_as_object().units.all()) == set(article.units.all())

    def test_a_second_time_adds_no_unit(self):
        before = list(Unit.objects.values_list("pk", flat=True))
        assert [unit.pk for unit in make_units().values()] == before

    def test_somebody_represents_a_unit(self):
        user = User.objects.get(email="donvi@example.vn")
        assert [unit.code for unit in represented_units(user)] == ["tieu-chuan"]

    def test_what_units_have_entered_keeps_the_rules(self):
        now = timezone.now()
        entries = Entry.objects.select_related("discipline__festival", "registration__festival", "unit")
        problems = problems_of_all(entries.filter(state__in=ENTERED), now)
        found = {problem.code for told in problems.values() for problem in told}
        assert not {code for code in found if not code.startswith("window_")}

    def test_this_years_festival_has_entries_in_every_state(self):
        entries = Entry.objects.filter(discipline__festival__slug="ngay-hoi-2026")
        states = Counter(entries.values_list("state", flat=True))
        assert set(states) == set(State.values)
        assert entries.values("unit").distinct().count() == 14
        waiting = entries.filter(state=State.WAITING).order_by("arrival")
        assert [(entry.discipline.name, entry.place) for entry in waiting] == [
            ("Chạy tiếp sức hỗn hợp 4 × 400 m", None)
        ] * 2
        for discipline in Discipline.objects.exclude(quota=None):
            assert discipline.entries.filter(state__in=HOLDING).count() <= discipline.quota

    def test_last_years_entries_are_all_approved(self):
        entries = Entry.objects.filter(discipline__festival__slug="ngay-hoi-2025")
        assert set(entries.values_list("state", flat=True)) == {State.APPROVED}
        assert not entries.filter(frozen_roster=None).exists()

    def test_every_entry_has_a_trail_that_ends_in_its_state(self):
        trails = {}
        for event in EntryEvent.objects.order_by("entry", "pk"):
            trails.setdefault(event.entry_id, []).append(event)
        for entry in Entry.objects.all():
            trail = trails[entry.pk]
            assert trail[-1].to_state == entry.state
            assert [event.at for event in trail] == sorted(event.at for event in trail)

    def test_readers_came_to_the_albums_too(self):
        voted = set(RatingTotal.objects.values_list("page", flat=True))
        read = set(ViewTotal.objects.exclude(total=0).values_list("page", flat=True))
        assert set(AlbumPage.objects.live().values_list("pk", flat=True)) <= voted & read

    def test_the_search_knows_it(self, client):
        title = ArticlePage.objects.live().order_by("pk").first().title
        assert title in client.get("/tim-kiem/", {"q": title}).content.decode()

    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.email)
    def test_each_example_account_can_sign_in(self, client, example):
        user = User.objects.get(email=example.email)
        assert client.login(email=example.email, password=PASSWORD)
        assert list(user.groups.values_list("name", flat=True)) == ([example.role] if example.role else [])
        expected = 200 if example.role else 302
        assert client.get(reverse("wagtailadmin_home")).status_code == expected


class TestCommand:
    def test_it_loads_an_empty_site_and_only_that(self, db, quick_drawing, capsys):
        call_command("load_demo")
        count = ArticlePage.objects.count()
        call_command("load_demo")
        assert ArticlePage.objects.count() == count
        assert gettext("The site has content already; nothing was loaded.") in capsys.readouterr().out

    def test_it_writes_to_nobody(self, quick_drawing, db, django_capture_on_commit_callbacks, mailoutbox):
        with django_capture_on_commit_callbacks(execute=True):
            loading.load(ignore)
        assert mailoutbox == []

    def test_what_somebody_wrote_is_left_alone(self, db, quick_drawing):
        ArticleFactory(live=False)
        call_command("load_demo")
        assert ArticlePage.objects.count() == 1
        assert not User.objects.filter(email=EXAMPLES[0].email).exists()

    def test_it_is_refused_where_example_content_is_not_allowed(self, db, quick_drawing, settings):
        settings.EXAMPLE_CONTENT = False
        with pytest.raises(CommandError):
            call_command("load_demo")
        assert loading.is_empty()


class TestBrokenOff:
    def test_it_leaves_an_empty_site_and_no_files(self, db, quick_drawing, monkeypatch):
        monkeypatch.setattr(loading, "_make_work_in_progress", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            loading.load(ignore)
        assert loading.is_empty()
        assert (CustomImage.objects.count(), Topic.objects.count(), User.objects.count()) == (0, 0, 0)
        assert [path for path in files() if path.suffix == ".jpg"] == []
