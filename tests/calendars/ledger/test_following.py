"""Which events of an editor's day change the calendar, and which do not."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from accounts.roles import ORGANISER
from events.calendars import ledger
from events.calendars.models import CalendarChange, CalendarItem
from events.services import delete_discipline, save_discipline
from events.services.programme import cancel_session, delete_session, save_session, shift_day
from navigation.models import SiteIdentity
from pagecache import generation
from tests.factories import DisciplineFactory, FestivalFactory, UserFactory, events_index
from tests.factories.events import ConferenceFactory, SessionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = ConferenceFactory(title="Hội nghị", place="Nhà văn hóa")
    ledger.refresh(page.pk)
    return page


@pytest.fixture
def organiser():
    return UserFactory(role=ORGANISER)


def test_publishing_writes_it_down(row):
    page = ConferenceFactory(live=False)
    assert row(f"event-{page.pk}") is None

    page.save_revision().publish()

    assert row(f"event-{page.pk}").sequence == 0


def test_publishing_a_change(page, change, row):
    change(page, place="Cung Văn hóa")

    assert (row(f"event-{page.pk}").location, row(f"event-{page.pk}").sequence) == ("Cung Văn hóa", 1)


def test_a_draft_of_a_published_page_changes_nothing(page, row):
    before = row(f"event-{page.pk}").changed_at
    page.place, page.title = "Cung Văn hóa", "Hội nghị khác"
    page.save_revision()

    ledger.refresh(page.pk)

    item = row(f"event-{page.pk}")
    assert (item.location, item.summary, item.sequence, item.changed_at) == ("Nhà văn hóa", "Hội nghị", 0, before)


def test_withdrawing_a_page(page, row):
    page.unpublish()

    assert row(f"event-{page.pk}").is_withdrawn
    assert row(f"deadline-{page.pk}").is_withdrawn


def test_deleting_a_page(page, row):
    session = SessionFactory(event=page)
    ledger.refresh(page.pk)
    number = page.pk

    page.delete()

    for source in (f"event-{number}", f"deadline-{number}", f"session-{session.pk}"):
        item = row(source)
        assert (item.is_withdrawn, item.status, item.sequence, item.event_id) == (True, "CANCELLED", 1, None)
        assert item.event_number == number
    assert CalendarChange.objects.count() == 3


def test_deleting_the_index_above_it(page, row):
    number = page.pk

    events_index().delete()

    assert row(f"event-{number}").is_withdrawn


def test_scheduled_publishing_and_its_end(row):
    now = timezone.now()
    page = ConferenceFactory(live=False)
    page.go_live_at, page.expire_at = now + timedelta(hours=1), now + timedelta(hours=3)
    page.save_revision().publish()
    assert row(f"event-{page.pk}") is None

    with time_machine.travel(now + timedelta(hours=2)):
        call_command("publish_scheduled", verbosity=0)

    assert row(f"event-{page.pk}").status == "CONFIRMED"
    with time_machine.travel(now + timedelta(hours=4)):
        call_command("publish_scheduled", verbosity=0)
    assert row(f"event-{page.pk}").is_withdrawn


def test_a_restriction_takes_it_out_and_lifting_it_brings_it_back(page, row, django_capture_on_commit_callbacks):
    restriction = PageViewRestriction(page=page, restriction_type=PageViewRestriction.LOGIN)
    restriction.save()
    assert row(f"event-{page.pk}").is_withdrawn

    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()

    item = row(f"event-{page.pk}")
    assert (item.is_withdrawn, item.status, item.sequence) == (False, "CONFIRMED", 2)


def test_a_restriction_of_the_index(page, row):
    PageViewRestriction.objects.create(page=events_index(), restriction_type=PageViewRestriction.LOGIN)

    assert row(f"event-{page.pk}").is_withdrawn


def test_a_new_address(page, change, row):
    change(page, slug="hoi-nghi-moi")

    assert row(f"event-{page.pk}").path == "/su-kien/hoi-nghi-moi/"
    assert row(f"event-{page.pk}").sequence == 0


def test_a_new_address_of_the_index(page, row, django_capture_on_commit_callbacks):
    index = events_index()
    index.slug = "cac-su-kien"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    assert row(f"event-{page.pk}").path.startswith("/cac-su-kien/")


def test_moving_it_elsewhere_in_the_tree(page, row):
    page.move(events_index().get_parent(), pos="last-child")

    assert row(f"event-{page.pk}").path == f"/{page.slug}/"


def test_a_session_that_is_added_changed_cancelled_and_deleted(page, row, organiser):
    session = SessionFactory.build(event=page)
    save_session(session, page, speakers=[], by=organiser)
    source = f"session-{session.pk}"
    assert row(source).sequence == 0

    shift_day(page, page.starts_on, by_minutes=15, by=organiser)
    assert row(source).sequence == 1
    cancel_session(session, page, reason="Diễn giả ốm", by=organiser)
    assert (row(source).sequence, row(source).status, row(source).is_withdrawn) == (2, "CANCELLED", False)
    delete_session(session, page, by=organiser)
    assert (row(source).sequence, row(source).is_withdrawn) == (2, True)


def test_a_discipline_with_a_deadline_of_its_own(row, organiser):
    festival = FestivalFactory(starts_on=date.today() + timedelta(days=30))
    discipline = DisciplineFactory(festival=festival)
    discipline.closes_at = festival.closes_at + timedelta(days=2)

    save_discipline(discipline, by=organiser)

    source = f"deadline-{festival.pk}-{discipline.pk}"
    assert row(source).starts_at == discipline.closes_at
    number = discipline.pk
    delete_discipline(discipline, by=organiser)
    assert row(source).is_withdrawn
    assert (row(source).discipline_id, row(source).discipline_number) == (None, number)


def test_the_name_of_the_site(page, row):
    SiteIdentity.objects.create(site=Site.objects.get(is_default_site=True), organisation="Văn phòng Bộ")

    assert row(f"event-{page.pk}").organiser_name == "Văn phòng Bộ"


def test_kept_pages_are_made_anew(page, change, django_capture_on_commit_callbacks):
    before = generation.current()
    type(page).objects.filter(pk=page.pk).update(place="Cung Văn hóa")
    with django_capture_on_commit_callbacks(execute=True):
        ledger.refresh(page.pk)

    assert generation.current() != before


def test_events_that_were_there_before_the_calendar(capsys):
    ConferenceFactory()
    FestivalFactory()

    call_command("refresh_calendar")

    assert CalendarItem.objects.count() == 4
    assert "2" in capsys.readouterr().out
