"""The screen of a programme, the form of a session, and what is done with sessions."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from wagtail.models import PageLogEntry

from events import services
from events.models import Handout, Session
from events.signals import programme_changed
from tests.events.admin.files import docx, pdf
from tests.factories import DisciplineFactory, FestivalFactory, hanoi
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

SCREEN = 17
"""Queries of the screen, whatever stands on it."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("organiser")]


@pytest.fixture
def conference():
    return ConferenceFactory(starts_on=date(2026, 12, 16), ends_on=date(2026, 12, 17), opens_at=None, closes_at=None)


@pytest.fixture
def session(conference):
    return SessionFactory(
        event=conference,
        title="Khai mạc",
        hall="Hội trường lớn",
        starts_at=hanoi(2026, 12, 16, 8),
        ends_at=hanoi(2026, 12, 16, 9),
    )


@pytest.fixture
def told():
    """The events whose programmes were said to have changed."""
    found = []

    def hear(sender, event, **kwargs):
        found.append(event.pk)

    programme_changed.connect(hear)
    yield found
    programme_changed.disconnect(hear)


def sent(**fields) -> dict:
    """What the form sends, but for what a test says."""
    empty = {"speakers-TOTAL_FORMS": "0", "speakers-INITIAL_FORMS": "0"}
    whole = {"title": "Tham luận", "kind": "session", "day": "16/12/2026", "begins": "09:00", "ends": "10:30"}
    return empty | whole | fields


def speakers(*rows: tuple) -> dict:
    """Lines of the form: name, number, whether it is to go."""
    data = {"speakers-TOTAL_FORMS": str(len(rows)), "speakers-INITIAL_FORMS": "0"}
    for place, (name, number, goes) in enumerate(rows):
        data |= {f"speakers-{place}-name": name, f"speakers-{place}-ORDER": str(number)}
        data |= {f"speakers-{place}-DELETE": "on"} if goes else {}
    return data


def page_of(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def add(client, event, **fields):
    return client.post(reverse("events_session_add", args=[event.pk]), sent(**fields))


def change(client, session, **fields):
    data = {"seen": services.version(session)} | fields
    return client.post(reverse("events_session_change", args=[session.pk]), sent(**data))


class TestScreen:
    def test_it_shows_days_and_hours(self, client, session):
        page = page_of(client.get(reverse("events_programme", args=[session.event_id])))
        assert page.find_class("programme-day__name")[0].text == "Thứ tư, 16/12/2026"
        assert page.find_class("programme-session__hours")[0].text == "08:00–09:00"

    def test_an_empty_one_says_so(self, client, conference):
        assert page_of(client.get(reverse("events_programme", args=[conference.pk]))).find_class("events-empty")

    @pytest.mark.parametrize("count", [1, 3, 60])
    def test_it_costs_the_same_for_one_and_for_sixty(self, client, conference, django_assert_num_queries, count):
        for number in range(count):
            begins = hanoi(2026, 12, 16, 8) + timedelta(minutes=number)
            session = SessionFactory(event=conference, starts_at=begins, ends_at=begins + timedelta(hours=1))
            session.speakers.create(name="Trần Thị Hòa")
        DelegateFactory(conference=conference).sessions.set(conference.sessions.all())
        url = reverse("events_programme", args=[conference.pk])
        client.get(url)
        with django_assert_num_queries(SCREEN):
            client.get(url)

    def test_a_festival_has_one_as_well(self, client):
        session = SessionFactory(event=FestivalFactory())
        assert client.get(reverse("events_programme", args=[session.event_id])).status_code == 200

    def test_what_looks_like_an_oversight_stands_above_and_leads_there(self, client, session):
        session.pk = None
        session.save(force_insert=True)
        page = page_of(client.get(reverse("events_programme", args=[session.event_id])))
        (link,) = page.xpath("//*[contains(@class, 'help-warning')]//a/@href")
        assert page.get_element_by_id(link.removeprefix("#")) is not None


class TestForm:
    def test_one_is_added_in_vietnams_time(self, client, conference, told):
        assert add(client, conference).status_code == 302
        made = conference.sessions.get()
        assert (made.starts_at, made.ends_at) == (hanoi(2026, 12, 16, 9), hanoi(2026, 12, 16, 10, 30))
        assert told == [conference.pk]
        assert PageLogEntry.objects.get(action="events.session.add").data == {"title": "Tham luận"}

    @pytest.mark.parametrize(
        ("wrong", "fields"),
        [
            ({"title": ""}, {"title"}),
            ({"title": "x" * 251}, {"title"}),
            ({"day": "31/02/2026"}, {"day"}),
            ({"day": "16/12/9999"}, {"day"}),
            ({"day": "01/01/0001"}, {"day"}),
            ({"begins": "25:00"}, {"begins"}),
            ({"ends": ""}, {"ends"}),
            ({"ends": "09:00"}, {"ends"}),
            ({"ends": "08:00"}, {"ends"}),
            ({"last_day": "15/12/2026"}, {"last_day"}),
            ({"kind": "party"}, {"kind"}),
            ({"hall": "x" * 151}, {"hall"}),
            ({"description": "x" * 2001}, {"description"}),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(self, client, conference, wrong, fields):
        response = add(
            client, conference, **(sent(description="Mang thẻ") | speakers(("Trần Thị Hòa", 1, False)) | wrong)
        )
        assert response.status_code == 422
        assert set(response.context["form"].errors) == fields
        assert "Trần Thị Hòa" in response.content.decode()
        assert not conference.sessions.exists()

    def test_one_may_last_until_midnight_and_beyond(self, client, conference):
        add(client, conference, begins="22:00", ends="00:00")
        add(client, conference, begins="22:00", ends="01:00", last_day="17/12/2026")
        assert set(conference.sessions.values_list("ends_at", flat=True)) == {
            hanoi(2026, 12, 17),
            hanoi(2026, 12, 17, 1),
        }

    @pytest.mark.parametrize("ends", [hanoi(2026, 12, 17), hanoi(2026, 12, 17, 1), hanoi(2026, 12, 16, 23)])
    def test_a_form_that_is_saved_as_it_is_changes_nothing(self, client, conference, ends):
        session = SessionFactory(event=conference, starts_at=hanoi(2026, 12, 16, 22), ends_at=ends)
        page = page_of(client.get(reverse("events_session_change", args=[session.pk])))
        data = dict(page.xpath("//form[contains(@class, 'events-form')]")[0].form_values())
        assert client.post(reverse("events_session_change", args=[session.pk]), data).status_code == 302
        assert Session.objects.get().ends_at == ends

    def test_speakers_stand_in_the_order_of_their_numbers_and_some_go(self, client, conference):
        rows = [("Bình", 2, False), ("", 3, False), ("An", 1, False), ("Cường", 4, True)]
        add(client, conference, **speakers(*rows))
        assert [speaker.name for speaker in conference.sessions.get().speakers.all()] == ["An", "Bình"]

    def test_speakers_of_a_session_can_be_changed(self, client, session):
        session.speakers.create(name="An")
        session.speakers.create(name="Bình", position=1)
        change(client, session, **speakers(("Bình", 1, False), ("An", 2, False)))
        assert [speaker.name for speaker in session.speakers.all()] == ["Bình", "An"]

    def test_a_speaker_without_a_name_is_asked_for_it(self, client, conference):
        data = speakers(("", 1, False)) | {"speakers-0-topic": "Chuyển đổi số"}
        response = add(client, conference, **data)
        assert response.status_code == 422
        assert response.context["speakers"].errors[0].keys() == {"name"}
        assert not conference.sessions.exists()

    @pytest.mark.parametrize("total", ["", "x", "-1", "1" * 30, "100000"])
    def test_garbage_in_the_count_of_speakers_is_no_error(self, client, conference, total):
        assert add(client, conference, **{"speakers-TOTAL_FORMS": total}).status_code in (302, 422)

    def test_a_festivals_sessions_may_be_of_its_disciplines_alone(self, client):
        festival = FestivalFactory(starts_on=date(2026, 12, 16), opens_at=None, closes_at=None)
        own, other = DisciplineFactory(festival=festival), DisciplineFactory()
        assert add(client, festival, discipline=other.pk).status_code == 422
        assert add(client, festival, discipline=own.pk).status_code == 302
        assert festival.sessions.get().discipline == own

    def test_the_address_fills_in_day_hall_and_hour(self, client, conference):
        url = reverse("events_session_add", args=[conference.pk])
        form = client.get(url, {"ngay": "2026-12-17", "phong": "A", "tu": "10:30"}).context["form"]
        assert (form["day"].value(), form["hall"].value()) == (date(2026, 12, 17), "A")
        assert f"{form['begins'].value():%H:%M}" == "10:30"

    @pytest.mark.parametrize("asked", [{"ngay": "x"}, {"ngay": "²", "tu": "½", "phong": "x" * 999}, {"tu": "99:99"}])
    def test_an_address_that_says_nonsense_opens_the_form(self, client, conference, asked):
        assert client.get(reverse("events_session_add", args=[conference.pk]), asked).status_code == 200

    def test_the_next_one_begins_where_this_one_ends(self, client, conference):
        response = add(client, conference, hall="A", **{"them-nua": "1"})
        form = client.get(response.url).context["form"]
        assert (form["day"].value(), form["hall"].value()) == (date(2026, 12, 16), "A")
        assert f"{form['begins'].value():%H:%M}" == "10:30"

    def test_text_is_stored_composed_and_on_one_line(self, client, conference):
        add(client, conference, title="Kéo\u0301 \u2028 co")
        assert "\u2028" not in conference.sessions.get().title


def test_readers_find_a_conference_by_its_sessions(client, conference):
    add(client, conference, title="Chuyên đề khen thưởng đột xuất")
    assert conference.title in client.get("/tim-kiem/", {"q": "khen thuong dot xuat"}).content.decode()


class TestTwoOrganisers:
    def test_who_comes_second_is_told_and_loses_nothing(self, client, session):
        seen = services.version(session)
        Session.objects.get(pk=session.pk)
        change(client, session, title="Của người kia")
        response = change(client, session, title="Của tôi", seen=seen)
        assert response.status_code == 409
        page = response.content.decode()
        assert "Của người kia" in page and "Của tôi" in page
        assert Session.objects.get().title == "Của người kia"

    def test_saving_once_more_puts_it_in_its_place(self, client, session):
        seen = services.version(session)
        change(client, session, title="Của người kia")
        page = page_of(change(client, session, title="Của tôi", seen=seen))
        data = dict(page.xpath("//form[contains(@class, 'events-form')]")[0].form_values())
        assert client.post(reverse("events_session_change", args=[session.pk]), data).status_code == 302
        assert Session.objects.get().title == "Của tôi"

    def test_one_that_was_deleted_does_not_come_back(self, client, session):
        url, seen = reverse("events_session_change", args=[session.pk]), services.version(session)
        with pytest.raises(services.Stale):
            Session.objects.filter(pk=session.pk).delete()
            services.save_session(session, session.event.specific, speakers=[], seen=seen, by=_organiser(client))
        assert client.post(url, sent(seen=seen)).status_code == 404
        assert not Session.objects.exists()


def _organiser(client):
    return client.get("/quan-tri/").wsgi_request.user


class TestShift:
    def shift(self, client, event, **fields):
        data = {"day": "2026-12-16", "minutes": "15", "direction": "later"} | fields
        return client.post(reverse("events_programme_shift", args=[event.pk]), data)

    def test_all_of_the_day_move_and_the_others_stay(self, client, conference, session, told):
        late = SessionFactory(event=conference, starts_at=hanoi(2026, 12, 16, 23), ends_at=hanoi(2026, 12, 17, 1))
        other = SessionFactory(event=conference, starts_at=hanoi(2026, 12, 17), ends_at=hanoi(2026, 12, 17, 2))
        assert self.shift(client, conference).status_code == 302
        for row in (session, late, other):
            row.refresh_from_db()
        assert (session.starts_at, session.ends_at) == (hanoi(2026, 12, 16, 8, 15), hanoi(2026, 12, 16, 9, 15))
        assert late.starts_at == hanoi(2026, 12, 16, 23, 15)
        assert other.starts_at == hanoi(2026, 12, 17)
        assert told == [conference.pk]  # once: so that one mail goes out
        assert PageLogEntry.objects.get(action="events.session.shift").data == {"count": 2, "minutes": 15}

    def test_a_day_may_begin_earlier(self, client, conference, session):
        self.shift(client, conference, direction="earlier", minutes="30")
        session.refresh_from_db()
        assert session.starts_at == hanoi(2026, 12, 16, 7, 30)

    @pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"minutes": "x"}, {"minutes": "9" * 40}, {"direction": "up"}])
    def test_what_cannot_be_is_said_and_moves_nothing(self, client, conference, session, wrong):
        response = self.shift(client, conference, **wrong)
        assert response.status_code == 422
        assert page_of(response).find_class("error-message")
        session.refresh_from_db()
        assert session.starts_at == hanoi(2026, 12, 16, 8)

    @pytest.mark.parametrize("day", ["", "x", "16/12/2026", "99999-01-01"])
    def test_a_day_that_is_none_is_no_error(self, client, conference, session, day):
        assert self.shift(client, conference, day=day).status_code == 422


class TestCancelAndDelete:
    def test_cancelling_keeps_the_session_and_its_delegates(self, client, session, told):
        delegate = DelegateFactory(conference=session.event)
        delegate.sessions.add(session)
        url = reverse("events_session_cancel", args=[session.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {"reason": "Báo cáo viên ốm"}).status_code == 302
        session.refresh_from_db()
        assert (session.is_cancelled, session.reason) == (True, "Báo cáo viên ốm")
        assert delegate.sessions.exists()
        assert told == [session.event_id]

    @pytest.mark.parametrize("reason", ["", "   ", "x" * 301])
    def test_it_needs_a_reason(self, client, session, reason):
        response = client.post(reverse("events_session_cancel", args=[session.pk]), {"reason": reason})
        assert response.status_code == 422
        session.refresh_from_db()
        assert not session.is_cancelled

    def test_it_can_be_taken_back(self, client, session):
        client.post(reverse("events_session_cancel", args=[session.pk]), {"reason": "Ốm"})
        assert client.get(reverse("events_session_restore", args=[session.pk])).status_code == 405
        assert client.post(reverse("events_session_restore", args=[session.pk])).status_code == 302
        session.refresh_from_db()
        assert (session.is_cancelled, session.reason) == (False, "")

    def test_one_that_nobody_has_chosen_is_deleted_after_a_question(self, client, session, told):
        url = reverse("events_session_delete", args=[session.pk])
        assert client.get(url).status_code == 200
        assert Session.objects.exists()
        assert client.post(url).status_code == 302
        assert not Session.objects.exists()
        assert told == [session.event_id]

    def test_one_that_delegates_have_chosen_stays_and_their_number_is_said(self, client, session):
        for _number in range(3):
            DelegateFactory(conference=session.event).sessions.add(session)
        url = reverse("events_session_delete", args=[session.pk])
        for response, status in ((client.get(url), 200), (client.post(url), 409)):
            assert response.status_code == status
            page = page_of(response)
            assert "3" in page.find_class("help-warning")[0].text_content()
            assert not page.xpath("//button[contains(@class, 'serious')]")
        assert Session.objects.exists()

    def test_who_does_not_come_keeps_no_session_in_the_programme(self, client, session):
        for fields in ({"state": "withdrawn"}, {"state": "declined"}, {"anonymised_at": hanoi(2026, 1, 1)}):
            DelegateFactory(conference=session.event, **fields).sessions.add(session)
        url = reverse("events_session_delete", args=[session.pk])
        assert not page_of(client.get(url)).find_class("help-warning")
        assert client.post(url).status_code == 302
        assert not Session.objects.exists()

    def test_its_handouts_stay_with_the_event(self, client, session):
        change(client, session, papers=SimpleUploadedFile("Tham luận.pdf", pdf()))
        client.post(reverse("events_session_delete", args=[session.pk]))
        assert Handout.objects.get().session is None


class TestPapers:
    def test_files_become_papers_of_the_session(self, client, conference):
        files = [SimpleUploadedFile("Tham-luan_so 1.pdf", pdf()), SimpleUploadedFile("b.docx", docx())]
        assert add(client, conference, papers=files).status_code == 302
        papers = Handout.objects.order_by("pk")
        assert [(paper.title, paper.kind_of_file) for paper in papers] == [("Tham-luan so 1", "pdf"), ("b", "docx")]
        assert {paper.session for paper in papers} == {conference.sessions.get()}
        assert {paper.audience for paper in papers} == {"delegates"}

    def test_a_wrong_file_is_told_by_its_name_and_nothing_is_stored(self, client, conference):
        files = [SimpleUploadedFile("a.pdf", pdf()), SimpleUploadedFile("virus.pdf", b"MZ")]
        response = add(client, conference, papers=files)
        assert response.status_code == 422
        assert "virus.pdf" in str(response.context["form"].errors["papers"])
        assert not Session.objects.exists() and not Handout.objects.exists()
