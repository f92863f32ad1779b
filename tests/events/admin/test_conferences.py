"""The form of a conference, the list of conferences, next year's, and whether one takes place."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from lxml import html

from events import services
from events.models import ConferencePage, DelegateQuota, FestivalPage, Handout
from tests.factories import DisciplineFactory, FestivalFactory, UnitFactory, events_index, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


def sent(**fields) -> dict:
    """What the form of a conference sends, but for what a test says."""
    prefixes = ("contacts", "delegate_quotas", "comments")
    empty = {f"{prefix}-{name}": "0" for prefix in prefixes for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    whole = {
        "title": "Hội nghị tổng kết 2026",
        "slug": "hoi-nghi-tong-ket-2026",
        "starts_on": "16/12/2026",
        "ends_on": "16/12/2026",
        "start_time": "08:00",
        "end_time": "11:30",
        "state": "confirmed",
        "opens_at": "02/11/2026 08:00",
        "closes_at": "10/12/2026 17:00",
        "body-count": "0",
    }
    return empty | whole | fields


def create(client, **fields):
    url = reverse("wagtailadmin_pages:add", args=["events", "conferencepage", events_index().pk])
    return client.post(url, sent(**fields))


class TestForm:
    def test_a_conference_is_made_and_the_way_goes_on_to_its_programme(self, client):
        response = create(client)
        conference = ConferencePage.objects.get()
        assert response.url == reverse("events_programme", args=[conference.pk])
        assert (conference.start_time, conference.live) == (time(8), False)

    def test_it_is_published(self, client):
        create(client, **{"action-publish": "1"})
        assert ConferencePage.objects.get().live

    def test_one_that_is_not_saved_yet_has_a_preview(self, client):
        url = reverse("wagtailadmin_pages:preview_on_add", args=["events", "conferencepage", events_index().pk])
        assert client.post(url, sent()).json() == {"is_valid": True, "is_available": True}
        response = client.get(url, {"mode": ""})
        assert response.status_code == 200
        assert "Hội nghị tổng kết 2026" in response.content.decode()

    @pytest.mark.parametrize(
        ("wrong", "fields"),
        [
            ({"title": ""}, {"title"}),
            ({"starts_on": "31/02/2026"}, {"starts_on"}),
            ({"ends_on": "15/12/2026"}, {"ends_on"}),
            ({"end_time": ""}, {"end_time"}),
            ({"start_time": ""}, {"start_time"}),
            ({"end_time": "08:00"}, {"end_time"}),
            ({"start_time": "25:00"}, {"start_time", "end_time"}),
            ({"state": "cancelled"}, {"state_reason"}),
            ({"moved_from": "10/12/2026"}, {"moved_from"}),
            ({"coordinates": "Hà Nội"}, {"coordinates"}),
            ({"map_url": "bản đồ"}, {"map_url"}),
            ({"opens_at": ""}, {"opens_at"}),
            ({"closes_at": ""}, {"closes_at"}),
            ({"closes_at": "16/12/2026 08:01"}, {"closes_at"}),
            ({"closes_at": "01/11/2026 08:00"}, {"closes_at"}),
            ({"most_delegates": "0"}, {"most_delegates"}),
            ({"most_delegates": "9" * 30}, {"most_delegates"}),
            ({"slug": "nam"}, {"slug"}),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, client, wrong, fields):
        response = create(client, **wrong)
        assert set(response.context["form"].errors) <= fields
        assert response.context["form"].errors
        assert not ConferencePage.objects.exists()

    def test_a_unit_may_send_another_number(self, client):
        unit = UnitFactory()
        quota = {"delegate_quotas-TOTAL_FORMS": "1", "delegate_quotas-0-unit": unit.pk, "delegate_quotas-0-most": "0"}
        create(client, **quota)
        assert ConferencePage.objects.get().delegate_quotas.get().most == 0

    def test_a_unit_that_is_named_twice_is_said(self, client):
        unit = UnitFactory()
        quotas = {"delegate_quotas-TOTAL_FORMS": "2"}
        for place in (0, 1):
            quotas |= {f"delegate_quotas-{place}-unit": unit.pk, f"delegate_quotas-{place}-most": "3"}
        response = create(client, **quotas)
        assert response.status_code == 200
        assert not ConferencePage.objects.exists()

    def test_it_leads_to_what_stands_below(self, client):
        conference = ConferenceFactory()
        page = html.fromstring(client.get(reverse("wagtailadmin_pages:edit", args=[conference.pk])).content)
        for name in ("events_programme", "events_handouts", "events_state"):
            assert len(page.xpath(f"//a[@href='{reverse(name, args=[conference.pk])}']")) >= 2
        assert not page.xpath("//a[contains(@href, 'noi-dung/')]")

    def test_one_for_which_delegates_are_nominated_is_not_deleted(self, client):
        conference = DelegateFactory().conference
        url = reverse("wagtailadmin_pages:delete", args=[conference.pk])
        assert client.post(url).url == reverse("wagtailadmin_pages:edit", args=[conference.pk])
        assert ConferencePage.objects.exists()


class TestList:
    def test_it_shows_days_hours_and_those_who_come(self, client):
        conference = ConferenceFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None)
        for state in ("nominated", "confirmed", "declined", "withdrawn"):
            DelegateFactory(conference=conference, state=state)
        page = html.fromstring(client.get(reverse("conferences:index")).content)
        cells = [" ".join(cell.text_content().split()) for cell in page.xpath("//table//td")]
        assert "16/12/202608:00–11:30" in cells
        assert any(cell.startswith("2 ") for cell in cells)

    @pytest.mark.parametrize("state", ["cancelled", "moved"])
    def test_a_cancelled_one_stands_out(self, client, state):
        ConferenceFactory(state=state, state_reason="Bão")
        page = html.fromstring(client.get(reverse("conferences:index")).content)
        assert page.find_class("events-state--changed")

    def test_many_cost_no_more(self, client, django_assert_max_num_queries):
        ConferenceFactory.create_batch(2)
        url = reverse("conferences:index")
        client.get(url)
        with django_assert_max_num_queries(200) as few:
            client.get(url)
        ConferenceFactory.create_batch(4)
        with django_assert_max_num_queries(len(few)):
            client.get(url)


class TestCopy:
    def test_the_programme_goes_along_and_what_is_last_years_does_not(self, client):
        conference = ConferenceFactory(
            title="Hội nghị 2025",
            starts_on=date(2025, 12, 17),
            opens_at=hanoi(2025, 11, 3, 8),
            closes_at=hanoi(2025, 12, 10, 17),
            state="moved",
            state_reason="Bão",
            moved_from=date(2025, 12, 10),
        )
        session = SessionFactory(event=conference, title="Khai mạc", import_uid="a", asks_delegates=True)
        session.speakers.create(name="Trần Thị Hòa")
        SessionFactory(event=conference, title="Đã hủy", is_cancelled=True, reason="Ốm")
        DelegateFactory(conference=conference).sessions.add(session)
        Handout.objects.create(event=conference, title="a", file="x", name="a", kind_of_file="pdf", size=1)
        DelegateQuota.objects.create(page=conference, unit=UnitFactory(), most=3)

        url = reverse("events_copy", args=[conference.pk])
        response = client.post(url, {"title": "Hội nghị 2026", "starts_on": "16/12/2026"})
        made = ConferencePage.objects.exclude(pk=conference.pk).get()
        assert response.url == reverse("wagtailadmin_pages:edit", args=[made.pk])
        assert (made.live, made.state, made.state_reason, made.moved_from) == (False, "planned", "", None)
        assert (made.opens_at, made.closes_at) == (hanoi(2026, 11, 2, 8), hanoi(2026, 12, 9, 17))
        copy = made.sessions.get()
        assert (copy.title, copy.starts_at, copy.import_uid) == ("Khai mạc", hanoi(2026, 12, 16, 9), "")
        assert copy.asks_delegates and not copy.speakers.exists()
        assert not made.handouts.exists() and not made.delegates.exists()
        assert made.delegate_quotas.get().most == 3
        assert conference.sessions.count() == 2 and conference.handouts.count() == 1

    def test_a_festivals_sessions_follow_to_the_copies_of_its_disciplines(self, client):
        festival = FestivalFactory(starts_on=date(2025, 11, 14), opens_at=None, closes_at=None)
        discipline = DisciplineFactory(festival=festival)
        SessionFactory(event=festival, discipline=discipline)
        url = reverse("events_copy", args=[festival.pk])
        client.post(url, {"title": "Ngày Hội", "starts_on": "13/11/2026"})
        made = FestivalPage.objects.exclude(pk=festival.pk).get()
        assert made.sessions.get().discipline == made.disciplines.get() != discipline


class TestState:
    @pytest.fixture
    def conference(self):
        return ConferenceFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None)

    def say(self, client, event, **fields):
        same = {"state": "confirmed", "state_reason": "", "starts_on": "16/12/2026", "ends_on": "16/12/2026"}
        data = same | {"start_time": "08:00", "end_time": "11:30", "moves_programme": "on"} | fields
        return client.post(reverse("events_state", args=[event.pk]), data)

    def test_a_published_one_is_cancelled_at_once(self, client, conference):
        assert self.say(client, conference, state="cancelled", state_reason="Bão số 5").status_code == 302
        conference.refresh_from_db()
        assert (conference.live, conference.state, conference.state_reason) == (True, "cancelled", "Bão số 5")
        assert not conference.has_unpublished_changes

    def test_a_moved_one_takes_its_programme_along(self, client, conference):
        session = SessionFactory(event=conference)
        fields = {"starts_on": "18/12/2026", "ends_on": "18/12/2026", "start_time": "09:00", "end_time": "12:00"}
        self.say(client, conference, state="moved", state_reason="Bão", **fields)
        conference.refresh_from_db()
        assert (conference.starts_on, conference.moved_from) == (date(2026, 12, 18), date(2026, 12, 16))
        moved = session.starts_at + timedelta(days=2, hours=1)
        session.refresh_from_db()
        assert session.starts_at == moved

    @pytest.mark.parametrize(("day", "shift"), [(16, 0), (18, 2)])
    @pytest.mark.parametrize(("before", "after"), [((None, None), ("07:30", "11:30")), ((time(8), time(11)), ("", ""))])
    def test_getting_hours_or_losing_them_moves_its_programme_by_whole_days(
        self, client, conference, before, after, day, shift
    ):
        conference.start_time, conference.end_time = before
        conference.save()
        session = SessionFactory(event=conference)
        fields = {"starts_on": f"{day}/12/2026", "ends_on": f"{day}/12/2026"}
        hours = dict(zip(("start_time", "end_time"), after, strict=True))
        assert self.say(client, conference, state="moved", state_reason="Bão", **fields, **hours).status_code == 302
        expected = session.starts_at + timedelta(days=shift)
        session.refresh_from_db()
        assert session.starts_at == expected

    def test_or_leaves_it_where_it_is(self, client, conference):
        session = SessionFactory(event=conference)
        fields = {"starts_on": "18/12/2026", "ends_on": "18/12/2026", "moves_programme": ""}
        self.say(client, conference, state="moved", state_reason="Bão", **fields)
        before = session.starts_at
        session.refresh_from_db()
        assert session.starts_at == before

    def test_a_second_move_remembers_the_first_day(self, client, conference):
        self.say(client, conference, state="moved", state_reason="Bão", starts_on="18/12/2026", ends_on="18/12/2026")
        self.say(client, conference, state="moved", state_reason="Bão", starts_on="21/12/2026", ends_on="21/12/2026")
        conference.refresh_from_db()
        assert (conference.starts_on, conference.moved_from) == (date(2026, 12, 21), date(2026, 12, 16))

    def test_one_that_takes_place_after_all_was_never_moved(self, client, conference):
        self.say(client, conference, state="moved", state_reason="Bão", starts_on="18/12/2026", ends_on="18/12/2026")
        self.say(client, conference, starts_on="16/12/2026")
        conference.refresh_from_db()
        assert (conference.state, conference.moved_from) == ("confirmed", None)

    def test_other_changes_that_wait_stay_a_draft(self, client, conference, organiser):
        conference.title = "Chưa duyệt"
        conference.save_revision(user=organiser)
        self.say(client, conference, state="cancelled", state_reason="Bão")
        stored = ConferencePage.objects.get()
        assert (stored.title != "Chưa duyệt", stored.state, stored.has_unpublished_changes) == (True, "cancelled", True)
        draft = stored.get_latest_revision_as_object()
        assert (draft.title, draft.state) == ("Chưa duyệt", "cancelled")

    def test_a_draft_stays_a_draft(self, client):
        draft = ConferenceFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None, live=False)
        self.say(client, draft, state="planned", starts_on="17/12/2026", ends_on="17/12/2026")
        stored = ConferencePage.objects.get()
        assert (stored.live, stored.state, stored.starts_on) == (False, "planned", date(2026, 12, 17))
        assert stored.get_latest_revision_as_object().starts_on == date(2026, 12, 17)

    @pytest.mark.parametrize(
        ("wrong", "fields"),
        [
            ({"state": "cancelled"}, {"state_reason"}),
            ({"state": "moved", "starts_on": "17/12/2026", "ends_on": "17/12/2026"}, {"state_reason"}),
            ({"state": "moved", "state_reason": "Bão"}, {"starts_on"}),
            ({"state": "x"}, {"state"}),
            ({"starts_on": ""}, {"starts_on"}),
            ({"starts_on": "17/12/2026"}, {"ends_on"}),
            ({"end_time": "07:00"}, {"end_time"}),
            ({"end_time": ""}, {"end_time"}),
            ({"starts_on": "01/01/9999", "ends_on": "01/01/9999"}, {"starts_on", "ends_on"}),
            ({"state": "cancelled", "state_reason": "x" * 301}, {"state_reason"}),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field(self, client, conference, wrong, fields):
        response = self.say(client, conference, **wrong)
        assert response.status_code == 422
        assert set(response.context["form"].errors) == fields
        assert ConferencePage.objects.get().state == "confirmed"

    def test_what_is_wrong_elsewhere_on_the_page_is_said_with_its_name(self, client):
        conference = ConferenceFactory(
            starts_on=date(2026, 12, 16), opens_at=hanoi(2026, 12, 1), closes_at=hanoi(2026, 12, 10)
        )
        response = self.say(
            client, conference, state="moved", state_reason="Bão", starts_on="05/12/2026", ends_on="05/12/2026"
        )
        assert response.status_code == 422
        label = str(ConferencePage._meta.get_field("closes_at").verbose_name)
        assert label in str(response.context["form"].non_field_errors())

    def test_those_who_hold_it_locked_keep_it(self, conference, organiser):
        conference.locked = True
        conference.save()
        from django.core.exceptions import PermissionDenied

        with pytest.raises(PermissionDenied):
            services.set_state(conference, {}, moves_programme=False, by=organiser)
