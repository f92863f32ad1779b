"""What is written when something is told: to whom, once, and with the change or not at all."""

import pytest
from django.db import transaction

from accounts.models import Membership
from events.models import FestivalContact
from events.registration.models import Notice, State
from events.registration.notices import tell
from tests.factories import DisciplineFactory, EntryFactory, FestivalFactory, MembershipFactory

pytestmark = pytest.mark.django_db

OF_ENTRIES = [kind for kind in Notice.Kind if not kind.startswith(("reminder", "calendar", "delegate"))]


@pytest.fixture
def entry():
    """An entry of a unit with one representative."""
    festival = FestivalFactory(title="Ngày Hội Mùa thu")
    entry = EntryFactory(discipline=DisciplineFactory(festival=festival, name="Kéo co nữ"), unit__short_name="Viện A")
    MembershipFactory(unit=entry.unit, user__email="dai-dien@example.vn")
    return entry


def written() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("recipient", "kind"))


def say(entry, kind="approved", key="entry-1-1", **context):
    tell(kind, entry=entry, key=key, context=context)


class TestRecipients:
    def test_each_active_representative_of_the_unit_is_told(self, entry):
        MembershipFactory(unit=entry.unit, user__email="hai@example.vn")
        say(entry)
        assert written() == [("dai-dien@example.vn", "approved"), ("hai@example.vn", "approved")]

    @pytest.mark.parametrize("state", [state for state in Membership.State if state != Membership.State.ACTIVE])
    def test_others_are_not(self, entry, state):
        MembershipFactory(unit=entry.unit, state=state)
        MembershipFactory()
        MembershipFactory(unit=entry.unit, user__is_active=False)
        say(entry)
        assert written() == [("dai-dien@example.vn", "approved")]

    def test_a_unit_without_representatives_is_no_error(self):
        say(EntryFactory())
        assert written() == []


class TestOnce:
    def test_what_was_told_under_a_key_is_not_told_again(self, entry):
        say(entry)
        say(entry)
        assert len(written()) == 1

    def test_another_key_is_another_notice(self, entry):
        say(entry, key="entry-1-1")
        say(entry, key="entry-1-2")
        assert len(written()) == 2

    def test_one_who_joined_meanwhile_is_told_alone(self, entry):
        say(entry)
        MembershipFactory(unit=entry.unit, user__email="moi@example.vn")
        say(entry)
        assert written() == [("dai-dien@example.vn", "approved"), ("moi@example.vn", "approved")]


class TestWithTheChange:
    def test_a_change_that_is_rolled_back_tells_nobody(self, entry, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError), transaction.atomic():
            say(entry)
            raise ZeroDivisionError
        assert (written(), mailoutbox) == ([], [])

    def test_nothing_is_sent_before_the_commit(self, entry, mailoutbox, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            say(entry)
            assert mailoutbox == []
        assert [mail.to for mail in mailoutbox] == [["dai-dien@example.vn"]]

    def test_a_queue_that_is_away_does_not_disturb_the_change(
        self, entry, monkeypatch, django_capture_on_commit_callbacks
    ):
        def fail(key):
            raise ConnectionError

        monkeypatch.setattr("events.registration.notices.telling._enqueue", fail)
        with django_capture_on_commit_callbacks(execute=True):
            say(entry)
        assert Notice.objects.get().state == Notice.State.QUEUED

    def test_it_costs_three_queries_however_many_are_told(self, entry, django_assert_num_queries):
        # The representatives, whom they may answer, and the rows.
        entry.refresh_from_db()
        str(entry.registration.festival.title + entry.discipline.festival.title + entry.unit.name)
        with django_assert_num_queries(3):
            say(entry, key="a")
        MembershipFactory.create_batch(3, unit=entry.unit)
        with django_assert_num_queries(3):
            say(entry, key="b")


class TestWords:
    """In each mail: what, whose, why, and where to go on."""

    @pytest.mark.parametrize("kind", OF_ENTRIES)
    def test_the_subject_names_the_discipline_and_the_unit(self, entry, kind):
        say(entry, kind=kind, reason="", approved=True)
        assert Notice.objects.get().subject.endswith("Kéo co nữ – Viện A")

    @pytest.mark.parametrize("kind", ["returned", "rejected", "withdrawn", "change_decided"])
    def test_the_reason_stands_in_it_as_it_was_typed(self, entry, kind):
        say(entry, kind=kind, reason="Thiếu <b>2</b> người & 1 nữ.\nXin bổ sung.")
        assert "\nThiếu <b>2</b> người & 1 nữ.\nXin bổ sung.\n" in Notice.objects.get().text

    def test_the_link_leads_to_the_entry_under_the_site_s_own_address(self, entry, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://thidua.example.vn"
        say(entry)
        address = f"https://thidua.example.vn/dang-ky/{entry.unit.code}/muc/{entry.pk}/"
        assert address in Notice.objects.get().text.splitlines()

    def test_an_approved_and_a_refused_change_are_different_news(self, entry):
        say(entry, kind="change_decided", key="a", approved=True)
        say(entry, kind="change_decided", key="b", approved=False)
        assert len(set(Notice.objects.values_list("text", flat=True))) == 2

    def test_the_waiting_list_says_how_manieth(self, entry):
        for arrival in (1, 2):
            EntryFactory(discipline=entry.discipline, state=State.WAITING, arrival=arrival)
        entry.state, entry.arrival = State.WAITING, 3
        entry.save()
        say(entry, kind="waiting")
        assert Notice.objects.get().context["waits_as"] == 3

    def test_a_line_break_in_a_name_is_none_in_the_subject(self, entry):
        entry.discipline.name = "Kéo co\nBcc: ai@example.vn"
        say(entry)
        assert "\n" not in Notice.objects.get().subject

    def test_a_long_name_does_not_break_it(self, entry):
        entry.discipline.name = "Kéo " * 60
        say(entry)
        assert len(Notice.objects.get().subject) <= 250

    def test_the_answer_goes_to_the_organisers(self, entry, mailoutbox, django_capture_on_commit_callbacks):
        festival = entry.discipline.festival
        FestivalContact.objects.create(page=festival, name="Chị Lan", email="lan@example.vn")
        FestivalContact.objects.create(page=festival, name="Anh Sơn")
        with django_capture_on_commit_callbacks(execute=True):
            say(entry)
        assert mailoutbox[0].reply_to == ["lan@example.vn"]
