"""The data of delegates goes some time after their conference."""

from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from events.registration.delegates import services
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.delegates.services import anonymising
from tests.factories import hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .conftest import nominee

pytestmark = pytest.mark.django_db

TODAY = date(2028, 1, 10)


@pytest.fixture
def old(member, unit, organiser):
    """Two delegates of a unit to a conference long ago, one of whom was changed and declined."""
    with time_machine.travel(hanoi(2026, 1, 5, 9), tick=False):
        conference = ConferenceFactory(starts_on=date(2026, 2, 2))
        session = SessionFactory(event=conference, asks_delegates=True)
        people = [nominee("Lê An", email="an@b.vn", sessions=[session.pk]), nominee("Lê Bình", diet="vegetarian")]
        delegates = services.nominate(conference, unit, people, by=member, has_consent=True)
        services.change(delegates[1], nominee("Lê Bảo"), by=member, revision=1, has_consent=True)
        services.decline(conference, {delegates[1].pk: 2}, by=organiser, reason="Lê Bảo đã nghỉ")
        services.add_late(conference, unit, nominee("Lê Chi"), by=organiser, reason="Ông Dũng gọi")
    return delegates


def written() -> str:
    rows = [*Delegate.objects.values_list("full_name", "post", "email", "reason", "folded_name", "sort_key", "diet")]
    return f"{rows} {[*DelegateEvent.objects.values_list('detail', flat=True)]}"


def test_nothing_of_them_is_left(old):
    assert anonymising.anonymise(TODAY) == 3
    assert anonymising.anonymise(TODAY) == 0

    said = written()
    for name in ("Lê", "An", "Bình", "Bảo", "Chi", "Dũng", "Phó Vụ trưởng", "an@b.vn", "vegetarian"):
        assert f"'{name}" not in said and f" {name}'" not in said
    assert Delegate.objects.exclude(anonymised_at=None).count() == 3


def test_how_many_came_stays(old):
    anonymising.anonymise(TODAY)

    assert sorted(Delegate.objects.values_list("state", flat=True)) == ["confirmed", "declined", "nominated"]
    assert old[0].sessions.count() == 1
    assert [event.action for event in old[1].events.all()] == ["nominate", "change", "decline"]
    assert old[0].events.get().detail["consent"]["text"]


def test_nothing_is_decided_of_them_any_more(old, organiser):
    anonymising.anonymise(TODAY)
    waiting, late = Delegate.objects.get(state="nominated"), Delegate.objects.get(state="confirmed")
    trail = DelegateEvent.objects.count()

    assert services.confirm(waiting.conference, {waiting.pk: waiting.revision}, by=organiser).refused == [waiting]
    for delegate in (waiting, late):
        seen = {delegate.pk: delegate.revision}
        assert services.decline(delegate.conference, seen, by=organiser, reason="?").refused == [delegate]
        with pytest.raises(services.Refused):
            services.correct(delegate, nominee("Lê Mới"), by=organiser, revision=delegate.revision)
    assert DelegateEvent.objects.count() == trail
    assert "Lê Mới" not in written()


def test_later_conferences_keep_theirs(old):
    later = DelegateFactory(conference=ConferenceFactory(starts_on=TODAY), full_name="Lê Giữ")

    anonymising.anonymise(TODAY)

    later.refresh_from_db()
    assert (later.full_name, later.anonymised_at) == ("Lê Giữ", None)


def test_the_sites_command_does_it(old, settings):
    settings.PARTICIPANT_KEEP_MONTHS = 12
    out = StringIO()
    with time_machine.travel(hanoi(2028, 1, 10, 9)):
        call_command("anonymise_participants", dry_run=True, stdout=out)
        assert Delegate.objects.filter(anonymised_at=None).count() == 3
        call_command("anonymise_participants", stdout=out)
    assert Delegate.objects.filter(anonymised_at=None).count() == 0
    assert out.getvalue().count("3") >= 2
