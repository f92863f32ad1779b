"""The example festivals: this year's can always be entered, last year's is over."""

import tomllib
from datetime import date, timedelta

import pytest
from django.utils import timezone

from demo.festivals import dates, making
from events.models import Branch, Discipline, EventsIndexPage
from tests.factories import AlbumFactory, ArticleFactory, UserFactory, hanoi

OPENS, CLOSES = hanoi(2026, 11, 2, 8), hanoi(2026, 12, 4, 17)


@pytest.mark.parametrize("now", [hanoi(2026, 11, 2, 8), hanoi(2026, 11, 26, 12), hanoi(2026, 11, 29, 17)])
def test_while_the_articles_are_right_their_dates_hold(now):
    assert dates.shift(OPENS, CLOSES, now) == timedelta(0)


@pytest.mark.parametrize(
    "now", [hanoi(2026, 11, 29, 17, 1), hanoi(2026, 12, 4, 17), hanoi(2027, 2, 28, 3), hanoi(2031, 7, 1)]
)
def test_later_everything_moves_by_whole_days_and_registration_is_open(now):
    by = dates.shift(OPENS, CLOSES, now)
    assert by == timedelta(days=by.days)
    assert OPENS + by <= now < CLOSES + by - dates.PLENTY


def test_days_and_moments_move_and_nothing_else():
    entry = {"starts_on": date(2026, 12, 18), "opens_at": OPENS, "title": "Ngày Hội", "quota": 12}
    assert dates.moved(entry, timedelta(days=2)) == {
        "starts_on": date(2026, 12, 20),
        "opens_at": hanoi(2026, 11, 4, 8),
        "title": "Ngày Hội",
        "quota": 12,
    }


@pytest.fixture
def festivals(db, monkeypatch):
    """Both, without what units enter."""
    monkeypatch.setattr(making, "enter", lambda **kwargs: None)
    entries = [tomllib.loads((making.HERE / f"{name}.toml").read_text("utf-8")) for name in ("2025", "2026")]
    articles = {slug: ArticleFactory(slug=slug) for entry in entries for slug in entry["articles"]}
    albums = {slug: AlbumFactory(slug=slug) for entry in entries for slug in entry["albums"]}

    def block(part):
        return part["type"], albums[part["album"]] if part["type"] == "album" else part["html"]

    return making.make_festivals(articles, albums, block, UserFactory()), articles, albums


def test_one_is_open_and_one_is_over(festivals):
    (last, this), now = festivals[0].values(), timezone.now()
    assert this.opens_at <= now < this.closes_at
    assert last.closes_at < this.opens_at
    assert [page.live for page in (last, this)] == [True, True]
    assert this.get_parent().specific == EventsIndexPage.objects.get()


def test_there_are_rules_of_all_kinds(festivals):
    found = list(festivals[0]["2026"].disciplines.all())
    assert len(found) == 12
    assert {one.branch for one in found} == set(Branch)
    assert {one.format for one in found} == set(Discipline.Format)
    assert {one.gender_rule for one in found} == set(Discipline.GenderRule)
    kinds = ("age_min", "quota", "closes_at", "most_seconds", "takes_music", "reserves_max", "officials_max")
    assert [name for name in kinds if not any(getattr(one, name) for one in found)] == []
    assert {one.has_waiting_list for one in found if one.quota} == {True, False}


def test_news_and_albums_belong_to_them_in_drafts_too(festivals):
    made, articles, albums = festivals
    for pages, name in ((articles, "mo-dang-ky-ngay-hoi-2026"), (albums, "chuan-bi-ngay-hoi-2026")):
        page = pages[name]
        page.refresh_from_db()
        assert page.event_id == made["2026"].pk
        assert page.get_latest_revision_as_object().event_id == made["2026"].pk


def test_the_rulebook_is_a_pdf(festivals):
    for festival in festivals[0].values():
        with festival.regulations.file.open() as file:
            assert file.read(5) == b"%PDF-"
