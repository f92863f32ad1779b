"""The mails in the admin: who sees them, how they are found, and sending one again."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts.roles import CHIEF_EDITOR, EDITOR, ORGANISER
from events.registration.models import Notice
from events.registration.notices.sending import INTERRUPTED
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser(client):
    client.force_login(UserFactory(role=ORGANISER))
    return client


def listed(client, **query) -> list[str]:
    response = client.get(reverse("registration_notices_results"), query)
    return [notice.recipient for notice in response.context["object_list"]]


class TestWho:
    @pytest.mark.parametrize("name", ["registration_notices", "registration_notices_results", "registration_notice"])
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("role", ["stranger", "reader", "representative", EDITOR, CHIEF_EDITOR])
    def test_nobody_but_organisers_comes_in(self, client, notice, mailoutbox, name, method, role):
        one = notice(state=Notice.State.SENT)
        if role == "representative":
            client.force_login(MembershipFactory(unit=one.unit).user)
        elif role != "stranger":
            client.force_login(UserFactory(role="" if role == "reader" else role))
        address = reverse(name, args=[one.pk] if name == "registration_notice" else [])
        response = getattr(client, method)(address)
        assert response.status_code == 302
        assert not response["Location"].startswith("/quan-tri/dang-ky/")
        assert mailoutbox == []

    def test_organisers_find_them_in_the_menu(self, organiser):
        assert reverse("registration_notices").encode() in organiser.get("/quan-tri/").content


class TestList:
    def test_the_latest_comes_first(self, organiser, notice):
        notice(recipient="truoc@example.vn")
        notice(recipient="sau@example.vn")
        assert listed(organiser) == ["sau@example.vn", "truoc@example.vn"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"state": "failed"}, ["hong@example.vn"]),
            ({"kind": "reminder"}, ["nhac@example.vn"]),
            ({"recipient": "NHAC"}, ["nhac@example.vn"]),
            ({"kind": "reminder", "state": "failed"}, []),
            ({"state": "ha"}, ["nhac@example.vn", "hong@example.vn"]),
        ],
    )
    def test_it_is_filtered(self, organiser, notice, query, found):
        notice(recipient="hong@example.vn", state=Notice.State.FAILED)
        notice(recipient="nhac@example.vn", kind="reminder")
        assert listed(organiser, **query) == found

    def test_it_takes_the_same_queries_for_one_and_for_three(self, organiser, notice, django_assert_num_queries):
        notice()
        listed(organiser)
        with django_assert_num_queries(7):
            listed(organiser)
        notice()
        notice()
        with django_assert_num_queries(7):
            listed(organiser)


class TestOne:
    def test_it_shows_what_was_written_and_what_went_wrong(self, organiser, notice):
        one = notice(state=Notice.State.FAILED, error="ConnectionRefusedError: <b>")
        page = organiser.get(reverse("registration_notice", args=[one.pk])).content.decode()
        assert "Đã duyệt.\n</pre>" in page
        assert "ConnectionRefusedError: &lt;b&gt;" in page

    def test_an_interruption_is_told_in_the_reader_s_language(self, organiser, notice):
        one = notice(state=Notice.State.FAILED, error=INTERRUPTED)
        page = organiser.get(reverse("registration_notice", args=[one.pk])).content.decode()
        assert "Không rõ thư đã đến hay chưa." in page

    def test_it_is_sent_again_and_that_is_noted(self, organiser, notice, mailoutbox):
        one = notice(state=Notice.State.FAILED)
        response = organiser.post(reverse("registration_notice", args=[one.pk]), follow=True)
        one.refresh_from_db()
        assert (response.status_code, one.state, len(mailoutbox)) == (200, Notice.State.SENT, 1)
        (entry,) = ModelLogEntry.objects.filter(action="registration.notice.send_again")
        assert entry.object_id == str(one.pk)

    def test_what_is_on_its_way_is_not(self, organiser, notice, mailoutbox):
        one = notice(state=Notice.State.SENDING)
        organiser.post(reverse("registration_notice", args=[one.pk]))
        assert mailoutbox == []
        assert not ModelLogEntry.objects.filter(action="registration.notice.send_again").exists()

    def test_one_that_is_not_there(self, organiser):
        assert organiser.get(reverse("registration_notice", args=[987654])).status_code == 404
