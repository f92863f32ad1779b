"""The example conferences: two years of them, some still to come, and nobody in them who exists."""

import tomllib
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from demo.accounts import EXAMPLES
from demo.conferences import making
from demo.festivals import making as festivals
from demo.festivals.people import NAMES
from events.calendars.models import CalendarChange, CalendarItem
from events.handout_files import kind_of
from events.models import ConferencePage, EventState, Handout, Session
from events.registration.admin.conferences.trail import ACTIONS
from events.registration.checkin.delegate_arrivals import ARRIVE
from events.registration.delegates import rules
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.delegates.queries import STANDING, others_of, terms_of
from events.registration.models import Notice
from ratings.models import Comment
from tests.factories import AlbumFactory, ArticleFactory, MembershipFactory, UnitFactory, UserFactory, hanoi
from units.models import Unit

FILES = making.read()
POSTS_NOT_NAMES = {"Thư ký hội nghị", "Tập thể học viên", "Ban giảng huấn", "Ban Tổ chức", "Các đơn vị cùng soạn"}
WORDS = set(NAMES["families"]).union(*(NAMES[gender][part] for gender in ("male", "female") for part in NAMES[gender]))


@pytest.fixture
def units(db):
    """As the example has them, without all that is said of them; each with a representative."""
    entries = tomllib.loads((festivals.HERE.parent / "units.toml").read_text("utf-8"))["unit"]
    for place, entry in enumerate(entries):
        MembershipFactory(unit=UnitFactory(code=entry["code"], position=place))


@pytest.fixture
def load(units):
    """load() makes them as of now."""

    def make() -> dict[str, ConferencePage]:
        articles = {slug: ArticleFactory(slug=slug) for entry in FILES for slug in entry["articles"]}
        albums = {slug: AlbumFactory(slug=slug) for entry in FILES for slug in entry["albums"]}
        made = making.make_conferences(articles, albums, lambda part: (part["type"], part["html"]), UserFactory())
        return {conference.slug: conference for conference in made}

    return make


@pytest.fixture
def conferences(load):
    with time_machine.travel(hanoi(2026, 11, 26, 15), tick=False):
        yield load()


class TestFiles:
    """What can be asked of them without loading."""

    def test_there_are_two_years_of_them(self):
        days = [entry["starts_on"] for entry in FILES]
        assert len(FILES) >= 12
        assert days == sorted(days)
        assert days[-1] - days[0] > timedelta(days=2 * 365)

    def test_nobody_in_them_exists(self):
        sessions = [session for entry in FILES for day in entry["days"] for session in day["sessions"]]
        speakers = [name for session in sessions for name, _post, _topic in session.get("speakers", ())]
        assert len(speakers) > 30
        assert [name for name in speakers if not set(name.split()) <= WORDS] == []
        authors = {paper["author"] for entry in FILES for paper in entry.get("handouts", ())} - POSTS_NOT_NAMES
        assert [name for name in authors if "Thường trực" not in name and name not in speakers] == []

    def test_each_article_and_album_is_about_one_event(self):
        entries = [*FILES, *(tomllib.loads(path.read_text("utf-8")) for path in festivals.HERE.glob("20*.toml"))]
        named = Counter(slug for entry in entries for slug in (*entry["articles"], *entry["albums"]))
        assert [slug for slug, count in named.items() if count > 1] == []
        for name in ("articles", "albums"):
            files = (festivals.HERE.parent / name).glob("*.toml")
            known = {tomllib.loads(path.read_text("utf-8"))["slug"] for path in files}
            assert {slug for entry in FILES for slug in entry[name]} <= known


class TestConferences:
    def test_they_are_in_every_state(self, conferences):
        assert {one.state for one in conferences.values()} == set(EventState)
        assert all(one.state_reason for one in conferences.values() if one.state in ("moved", "cancelled"))
        assert conferences["tap-huan-tra-loi-bao-chi"].moved_from
        assert all(one.live for one in conferences.values())

    def test_one_of_two_days_has_two_halls_at_once(self, conferences):
        conference = conferences["hoi-thao-du-lieu-mo"]
        assert conference.ends_on - conference.starts_on == timedelta(days=1)
        halls = Counter(conference.sessions.values_list("starts_at", flat=True))
        assert max(halls.values()) == 2

    def test_sessions_lie_on_the_days_of_their_conference(self, conferences):
        for session in Session.objects.select_related("event"):
            conference = conferences[session.event.slug]
            days = {timezone.localdate(session.starts_at), timezone.localdate(session.ends_at)}
            assert all(conference.starts_on <= day <= conference.ends_on for day in days), session
            session.full_clean()

    def test_papers_are_pdfs_of_every_kind_for_every_audience(self, conferences):
        handouts = list(Handout.objects.all())
        assert {one.kind for one in handouts} == set(Handout.Kind)
        assert {one.audience for one in handouts} == set(Handout.Audience)
        for handout in handouts:
            with handout.file.open() as file:
                assert kind_of(file) == handout.kind_of_file == "pdf"
            assert handout.file.size == handout.size

    def test_minutes_and_resolutions_are_of_what_is_over(self, conferences):
        done = Handout.objects.filter(kind__in=["minutes", "resolution"]).exclude(audience="nobody")
        assert {conferences[one.event.slug].ends_at < timezone.now() for one in done.select_related("event")} == {True}

    def test_articles_and_albums_are_about_them(self, conferences):
        for entry in FILES:
            for model, name in ((ArticleFactory._meta.model, "articles"), (AlbumFactory._meta.model, "albums")):
                for page in model.objects.filter(slug__in=entry[name]):
                    assert page.event_id == conferences[entry["slug"]].pk
                    assert page.get_latest_revision_as_object().event_id == page.event_id

    def test_words_were_written_about_one_that_is_over(self, conferences):
        assert set(Comment.objects.values_list("state", flat=True)) == set(Comment.State.values)
        for comment in Comment.objects.select_related("rating__page"):
            assert comment.written_at > conferences[comment.rating.page.slug].ends_at

    def test_the_calendar_knows_them_and_mails_nobody(self, conferences, mailoutbox):
        for kind, count in (("conference", len(FILES)), ("session", Session.objects.count())):
            assert CalendarItem.objects.filter(kind=kind).count() == count
        assert CalendarItem.objects.filter(sequence=0).count() == CalendarItem.objects.count()
        assert (CalendarChange.objects.count(), Notice.objects.count(), mailoutbox) == (0, 0, [])


class TestDelegates:
    def test_they_are_in_every_state_and_choose(self, conferences):
        delegates = conferences["hoi-thao-du-lieu-mo"].delegates
        assert set(delegates.values_list("state", flat=True)) == set(Delegate.State)
        chosen = Counter(delegates.values_list("sessions__title", flat=True))
        assert len(chosen) >= 4
        assert set(delegates.values_list("diet", flat=True)) == set(Delegate.Diet)
        assert delegates.values("unit").distinct().count() < Unit.objects.count()

    def test_they_keep_the_rules(self, conferences):
        for conference in conferences.values():
            for unit in Unit.objects.all():
                own = list(conference.delegates.filter(unit=unit, state__in=STANDING))
                terms = terms_of(conference, unit, timezone.now())
                assert len(own) <= (terms.quota or len(own))
                for one in own:
                    sessions = frozenset(one.sessions.values_list("pk", flat=True))
                    said = rules.Nominee(one.full_name, one.post, one.email, one.diet, sessions)
                    others = others_of(conference, unit, [one.email], but=one)
                    assert list(rules.of_people([said], terms, others)) == []

    def test_who_came_was_confirmed_for_one_that_is_over(self, conferences):
        came = Delegate.objects.exclude(arrived_at=None)
        assert came.exists()
        assert not came.exclude(state="confirmed").exists()
        assert {one.conference.ends_at < timezone.now() for one in came} == {True}

    def test_every_delegate_has_a_trail_that_ends_in_their_state(self, conferences):
        for delegate in Delegate.objects.all():
            trail = list(DelegateEvent.objects.filter(delegate=delegate))
            assert trail[0].action == "nominate"
            assert trail[0].detail["consent"]["hash"]
            assert [event.at for event in trail] == sorted(event.at for event in trail)
            decided = [event.detail["states"][1] for event in trail if "states" in event.detail]
            assert (decided or ["nominated"])[-1] == delegate.state

    def test_the_trail_says_each_step_in_words(self, conferences):
        assert set(DelegateEvent.objects.values_list("action", flat=True)) <= set(ACTIONS)
        assert DelegateEvent.objects.filter(action=ARRIVE).exists()

    def test_the_example_account_is_a_delegate(self, conferences):
        address = next(example.email for example in EXAMPLES if not example.role)
        assert conferences["hoi-thao-du-lieu-mo"].delegates.filter(email=address, state="confirmed").count() == 1


@pytest.mark.parametrize("now", [hanoi(2026, 11, 26, 15), hanoi(2027, 3, 1, 9), hanoi(2031, 7, 1)])
def test_there_is_always_one_to_come_and_one_that_is_open(load, now):
    with time_machine.travel(now, tick=False):
        conferences = load()
        coming = [one for one in conferences.values() if one.begins_at > now]
        assert len(coming) >= 4
        is_open = [one for one in coming if one.opens_at and one.opens_at <= now < one.closes_at]
        assert [one.slug for one in is_open] == ["hoi-thao-du-lieu-mo", "tap-huan-tra-loi-bao-chi"]
        assert conferences["tong-ket-nam-2025"].starts_on.isoformat() == "2026-01-16"
