"""Mails about delegates: to their units, to themselves, and the reminders."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from icalendar import Calendar

from events.calendars import ledger
from events.calendars.models import CalendarItem
from events.models import ConferenceContact, DelegateQuota
from events.registration.delegates import services
from events.registration.models import Notice
from events.registration.notices import sending
from events.registration.notices.reminders import remind
from tests.factories import MembershipFactory, UnitFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .conftest import nominee

pytestmark = pytest.mark.django_db

DEADLINE = hanoi(2026, 12, 10, 17)
DAY = timedelta(days=1)


def told(kind=None) -> list[tuple[str, str]]:
    notices = Notice.objects.filter(kind=kind) if kind else Notice.objects.all()
    return list(notices.order_by("pk").values_list("kind", "recipient"))


@pytest.fixture
def people(conference, unit, member, lunch):
    nominees = [nominee("Lê An", email="an@b.vn", sessions=[lunch.pk]), nominee("Lê Bình")]
    return services.nominate(conference, unit, nominees, by=member, has_consent=True)


def test_nominating_tells_nobody(people):
    assert told() == []


def test_one_mail_for_all_of_a_unit_and_one_to_who_has_an_address(people, conference, member, organiser):
    services.confirm(conference, {person.pk: 1 for person in people}, by=organiser)

    assert told() == [("delegates_confirmed", member.email), ("delegate_expected", "an@b.vn")]
    to_unit, to_delegate = Notice.objects.order_by("pk")
    assert "Lê An, Phó Vụ trưởng" in to_unit.text and "Lê Bình" in to_unit.text
    assert f"/dang-ky/vien-cl/hoi-nghi/{conference.pk}/" in to_unit.text
    assert "Ăn trưa" in to_delegate.text and conference.title in to_delegate.text
    assert "/dang-ky/vien-cl/" not in to_delegate.text  # they may represent nobody


def test_twice_is_told_once(people, conference, organiser):
    for _ in range(2):
        services.confirm(conference, {people[1].pk: 1}, by=organiser)
    assert len(told()) == 1


def test_declined_with_the_reason(people, conference, organiser, member):
    services.decline(conference, {people[0].pk: 1}, by=organiser, reason="Sai thành phần")

    assert told() == [("delegates_declined", member.email)]
    assert "Sai thành phần" in Notice.objects.get().text


class TestNoLongerExpected:
    """One who was confirmed has the conference in their calendar: they are told, and it is taken out."""

    @pytest.fixture
    def confirmed(self, people, conference, organiser):
        ConferenceContact.objects.create(page=conference, name="Anh Sơn", email="son@example.vn")
        ledger.refresh(conference.pk)
        services.confirm(conference, {person.pk: 1 for person in people}, by=organiser)
        Notice.objects.all().delete()
        return people

    def test_who_is_declined(self, confirmed, conference, organiser, member):
        services.decline(conference, {person.pk: 2 for person in confirmed}, by=organiser, reason="Trùng lịch")
        assert told() == [("delegate_released", "an@b.vn"), ("delegates_declined", member.email)]
        notice = Notice.objects.get(kind="delegate_released")
        assert "Trùng lịch" in notice.text and conference.title in notice.text
        assert f"/su-kien/{conference.slug}/" in notice.text

    def test_who_is_withdrawn(self, confirmed, conference, member, mailoutbox):
        for person in confirmed:
            services.withdraw(person, by=member)
        (notice,) = Notice.objects.all()
        assert (notice.kind, notice.recipient) == ("delegate_released", "an@b.vn")
        (message,) = notice.context["calendar"]
        calendar = Calendar.from_ical(message["ics"])
        (event,) = calendar.walk("VEVENT")
        assert (calendar["METHOD"], event["STATUS"], event["ATTENDEE"]) == ("CANCEL", "CANCELLED", "mailto:an@b.vn")
        assert event["UID"] == CalendarItem.objects.get(source=f"event-{conference.pk}").uid
        assert sending.send(notice.pk)
        assert len(mailoutbox) == 1

    def test_not_who_only_waited(self, people, conference, member, organiser):
        services.withdraw(people[0], by=member)
        assert told() == []

    def test_of_a_cancelled_conference_everyone_is_told_anyway(self, confirmed, conference, member):
        conference.state, conference.state_reason = "cancelled", "Bão"
        conference.save()
        ledger.refresh(conference.pk)
        services.withdraw(confirmed[0], by=member)
        assert Notice.objects.get().context["calendar"] == []


def test_confirmed_anew_is_told_anew(people, conference, member, organiser):
    services.confirm(conference, {people[1].pk: 1}, by=organiser)
    services.change(people[1], nominee("Lê Bình", "Vụ trưởng"), by=member, revision=2)
    services.confirm(conference, {people[1].pk: 3}, by=organiser)

    assert len(told("delegates_confirmed")) == 2


def test_each_unit_reads_of_its_own(people, conference, organiser):
    other = DelegateFactory(conference=conference, unit=MembershipFactory().unit, full_name="Lê Khác")
    services.confirm(conference, {people[1].pk: 1, other.pk: 1}, by=organiser)

    ours, theirs = Notice.objects.order_by("unit_id")
    assert "Lê Khác" not in ours.text and "Lê Khác" in theirs.text


def test_they_go_out_in_both_dresses(people, conference, organiser):
    people[0].full_name = "<b>An</b>"
    people[0].save()
    services.confirm(conference, {people[0].pk: 1}, by=organiser)
    for notice in Notice.objects.all():
        sending.send(notice.pk)

    assert len(mail.outbox) == 2
    for message in mail.outbox:
        html = message.alternatives[0][0]
        assert conference.title in html and "<b>An</b>" not in html and "&lt;b&gt;An" in html


class TestReminders:
    @pytest.fixture
    def coming(self):
        return ConferenceFactory(
            opens_at=hanoi(2026, 11, 1), closes_at=DEADLINE, starts_on=date(2027, 1, 9), most_delegates=2
        )

    @pytest.fixture
    def unit(self):
        return MembershipFactory(unit=UnitFactory(short_name="Viện A")).unit

    def run(self) -> list[int]:
        for day in range(20):
            now = hanoi(2026, 11, 25, 9) + day * DAY
            with time_machine.travel(now, tick=False):
                remind(now)
                remind(now)
        notices = Notice.objects.filter(kind="delegates_reminder").order_by("pk")
        return [notice.context["days_left"] for notice in notices]

    def test_who_has_nominated_nobody(self, coming, unit):
        assert self.run() == [7, 3, 1]
        assert "Viện A" in Notice.objects.latest("pk").subject

    @pytest.mark.parametrize(("count", "expected"), [(1, [7, 3, 1]), (2, [])])
    def test_who_may_send_more(self, coming, unit, count, expected):
        DelegateFactory.create_batch(count, conference=coming, unit=unit)
        assert self.run() == expected

    def test_where_any_number_may_come_one_will_do(self, coming, unit):
        coming.most_delegates = None
        coming.save()
        DelegateFactory(conference=coming, unit=unit)
        assert self.run() == []

    def test_not_who_sends_nobody(self, coming, unit):
        DelegateQuota.objects.create(page=coming, unit=unit, most=0)
        assert self.run() == []

    @pytest.mark.parametrize(
        "said", [{"state": "cancelled", "state_reason": "Bão"}, {"live": False}, {"opens_at": hanoi(2026, 12, 10, 16)}]
    )
    def test_not_for_what_takes_no_delegates(self, coming, unit, said):
        for name, value in said.items():
            setattr(coming, name, value)
        coming.save()
        assert self.run() == []

    def test_not_who_has_no_representative(self, coming):
        UnitFactory()
        assert self.run() == []

    def test_their_number_does_not_ask_more_often(self, coming, django_assert_max_num_queries):
        for _ in range(5):
            MembershipFactory()
        SessionFactory(event=coming)
        now = hanoi(2026, 12, 4, 9)
        with time_machine.travel(now, tick=False):
            remind(now)
            with django_assert_max_num_queries(20):  # nothing is left to be told
                assert remind(now) == 0
