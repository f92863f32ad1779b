"""What stands in the calendar for an event, and what it says."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site

from events.calendars import sources
from events.calendars.models import CalendarItem
from events.calendars.telling import title_of
from events.models import ConferenceContact, EventState, Speaker
from navigation.models import SiteIdentity
from tests.factories import DisciplineFactory, FestivalFactory
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db

OPENS = datetime(2027, 1, 4, 1, tzinfo=UTC)
CLOSES = datetime(2027, 2, 1, 10, tzinfo=UTC)


def of(page) -> dict[str, sources.Standing]:
    return {standing.source: standing for standing in sources.of_event(page.pk)}


def conference(**fields):
    fields = {"starts_on": date(2027, 3, 2), "opens_at": OPENS, "closes_at": CLOSES} | fields
    return ConferenceFactory(title="Hội nghị tổng kết", **fields)


def test_an_event_with_its_times_and_its_place():
    page = conference(place="Nhà văn hóa", address="1 Tràng Thi", coordinates="21.02, 105.80", organiser="Quỹ")
    ConferenceContact.objects.create(page=page, name="Bà Hà")
    ConferenceContact.objects.create(page=page, name="Ông Hải", email="hai@example.vn")

    told = of(page)[f"event-{page.pk}"]

    assert (told.kind, told.summary, told.event_title) == ("conference", "Hội nghị tổng kết", "Hội nghị tổng kết")
    assert (told.starts_at, told.ends_at) == (
        datetime(2027, 3, 2, 1, tzinfo=UTC),
        datetime(2027, 3, 2, 4, 30, tzinfo=UTC),
    )
    assert not told.is_all_day
    assert told.location == "Nhà văn hóa, 1 Tràng Thi"
    assert (told.latitude, told.longitude) == (21.02, 105.8)
    assert told.path == page.url
    assert (told.organiser_name, told.organiser_email) == ("Quỹ", "hai@example.vn")


def test_whole_days_end_at_the_midnight_after_them():
    page = FestivalFactory(starts_on=date(2026, 12, 31), ends_on=date(2027, 1, 1), opens_at=None, closes_at=None)

    (told,) = of(page).values()

    assert told.is_all_day
    assert told.kind == "festival"
    assert told.starts_at == datetime(2026, 12, 30, 17, tzinfo=UTC)
    assert told.ends_at == datetime(2027, 1, 1, 17, tzinfo=UTC)


def test_the_site_stands_in_for_an_organiser_that_is_not_named():
    SiteIdentity.objects.create(
        site=Site.objects.get(is_default_site=True), organisation="Văn phòng Bộ", email="vp@example.vn"
    )
    page = conference()

    told = of(page)[f"event-{page.pk}"]

    assert (told.organiser_name, told.organiser_email) == ("Văn phòng Bộ", "vp@example.vn")


def test_a_session_names_its_hall_and_its_speakers():
    page = conference(place="Nhà văn hóa")
    session = SessionFactory(event=page, title="Khai mạc", hall="Hội trường A", description="Mọi người đứng.")
    Speaker.objects.create(session=session, name="Bà Hà", post="Chánh Văn phòng", topic="Báo cáo")

    told = of(page)[f"session-{session.pk}"]

    assert (told.summary, told.event_title) == ("Khai mạc", "Hội nghị tổng kết")
    assert told.location == "Hội trường A, Nhà văn hóa"
    assert told.description == "Mọi người đứng.\nBà Hà (Chánh Văn phòng): Báo cáo"


@pytest.mark.parametrize(
    "place", ["Hội trường A, Nhà văn hóa", "Hội trường A – Nhà văn hóa", "Hội trường A (tầng 2)", "Hội trường A"]
)
def test_a_hall_that_the_place_names_already_is_said_once(place):
    page = conference(place=place, address="1 Tràng Thi")
    session = SessionFactory(event=page, hall="Hội trường a")

    assert of(page)[f"session-{session.pk}"].location == f"{place}, 1 Tràng Thi"


@pytest.mark.parametrize(
    ("place", "halls"),
    [
        ("Nhà khách La Thành", ("A", "B")),
        ("Số 2 phố 3", ("2", "3")),
        ("Hội trường A và phòng B", ("Hội trường A", "phòng B")),
        ("Hội trường A, phòng B", ("Hội trường A", "phòng B")),
        ("Nhà A-B", ("Nhà A", "Nhà B")),
    ],
)
def test_a_change_of_hall_is_a_change_of_place(place, halls):
    page = conference(place=place, address="")
    first, second = (SessionFactory(event=page, hall=hall) for hall in halls)
    told = of(page)

    assert told[f"session-{first.pk}"].location != told[f"session-{second.pk}"].location


def test_a_letter_of_a_place_is_no_hall():
    page = conference(place="Nhà khách La Thành", address="")
    session = SessionFactory(event=page, hall="A")

    assert of(page)[f"session-{session.pk}"].location == "A, Nhà khách La Thành"


def test_deadlines_of_the_event_and_of_disciplines_with_their_own():
    page = FestivalFactory(title="Ngày Hội", starts_on=date(2027, 3, 2), opens_at=OPENS, closes_at=CLOSES)
    DisciplineFactory(festival=page)
    own = DisciplineFactory(festival=page, name="Kéo co", slug="keo-co", closes_at=CLOSES + timedelta(days=3))

    found = {source: told for source, told in of(page).items() if told.kind == "deadline"}

    assert found.keys() == {f"deadline-{page.pk}", f"deadline-{page.pk}-{own.pk}"}
    assert found[f"deadline-{page.pk}"].starts_at == found[f"deadline-{page.pk}"].ends_at == CLOSES
    told = found[f"deadline-{page.pk}-{own.pk}"]
    assert (told.summary, told.discipline_number, told.path) == (
        "Kéo co – Ngày Hội",
        own.pk,
        f"{page.url}noi-dung/keo-co/",
    )


@pytest.mark.parametrize(
    ("state", "status", "of_deadline"),
    [
        (EventState.PLANNED, "TENTATIVE", "CONFIRMED"),
        (EventState.CONFIRMED, "CONFIRMED", "CONFIRMED"),
        (EventState.MOVED, "CONFIRMED", "CONFIRMED"),
        (EventState.CANCELLED, "CANCELLED", "CANCELLED"),
    ],
)
def test_status_follows_the_state_of_the_event(state, status, of_deadline):
    page = conference(state=state, state_reason="Bão số 5")
    session = SessionFactory(event=page)

    told = of(page)

    assert told[f"event-{page.pk}"].status == told[f"session-{session.pk}"].status == status
    assert told[f"deadline-{page.pk}"].status == of_deadline


def test_reasons_stand_where_they_belong():
    moved = conference(state=EventState.MOVED, state_reason="Bão số 5")
    dropped = SessionFactory(event=moved, is_cancelled=True, reason="Diễn giả ốm")
    kept = SessionFactory(event=moved)
    cancelled = conference(state=EventState.CANCELLED, state_reason="Bão số 6")
    with_it = SessionFactory(event=cancelled, is_cancelled=True, reason="Diễn giả ốm")

    told = of(moved) | of(cancelled)

    assert told[f"event-{moved.pk}"].reason == "Bão số 5"
    assert (told[f"session-{dropped.pk}"].status, told[f"session-{dropped.pk}"].reason) == ("CANCELLED", "Diễn giả ốm")
    assert told[f"session-{kept.pk}"].reason == ""
    assert told[f"session-{with_it.pk}"].reason == "Bão số 6"


def test_what_is_too_long_together_is_cut():
    page = conference(place="x" * 150, address="y" * 250)
    page.title = "T" * 255
    session = SessionFactory(event=page, title="s" * 250, hall="z" * 150)
    festival = FestivalFactory(title="T" * 255, starts_on=date(2027, 3, 2))
    discipline = DisciplineFactory(festival=festival, name="d" * 150, closes_at=CLOSES)

    assert len(of(page)[f"session-{session.pk}"].location) == 410
    assert len(of(festival)[f"deadline-{festival.pk}-{discipline.pk}"].summary) == 300


def test_nothing_of_what_not_everyone_may_see():
    draft, secret, indirect = conference(live=False), conference(), FestivalFactory()
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert of(indirect)
    PageViewRestriction.objects.create(page=indirect.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert not of(draft)
    assert not of(secret)
    assert not of(indirect)


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**62])
def test_what_is_no_event(number):
    assert sources.of_event(number) == []
    assert sources.of_event(Page.objects.get(depth=2).pk) == []


def test_other_rooms_add_to_it(monkeypatch):
    monkeypatch.setattr(sources, "_makers", [*sources._makers])
    page = FestivalFactory()

    def matches(event):
        yield sources.Standing(
            source="match-1",
            kind=CalendarItem.Kind.SESSION,
            summary="Trận 1",
            starts_at=OPENS,
            ends_at=CLOSES,
            path=event.path,
        )

    sources.add(matches)

    assert of(page)["match-1"].summary == "Trận 1"


def test_an_evening_that_ends_on_the_next_day():
    page = conference(ends_on=date(2027, 3, 3), start_time=time(22), end_time=time(1))

    told = of(page)[f"event-{page.pk}"]

    assert told.ends_at - told.starts_at == timedelta(hours=3)


def test_an_event_that_ends_before_it_begins_is_a_mere_moment():
    page = conference()
    type(page).objects.filter(pk=page.pk).update(ends_on=date(2027, 3, 1))

    told = of(page)[f"event-{page.pk}"]

    assert told.starts_at == told.ends_at


def test_an_event_of_thirty_days():
    page = FestivalFactory(starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 31))

    told = of(page)[f"event-{page.pk}"]

    assert told.ends_at - told.starts_at == timedelta(days=30)


@pytest.mark.parametrize(("factory", "is_of_nomination"), [(ConferenceFactory, True), (FestivalFactory, False)])
def test_of_a_conference_it_is_nomination_that_ends(factory, is_of_nomination):
    page = factory(starts_on=date(2027, 3, 2), opens_at=OPENS, closes_at=CLOSES)

    said = of(page)[f"deadline-{page.pk}"]
    item = CalendarItem(kind=said.kind, summary=said.summary, asks_delegates=said.asks_delegates)

    assert item.is_of_nomination is is_of_nomination
    assert (title_of(item) == _("Nomination closes: %(what)s") % {"what": page.title}) is is_of_nomination
    assert (item.kind_name == item.get_kind_display()) is not is_of_nomination
