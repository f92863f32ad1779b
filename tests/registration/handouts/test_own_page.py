"""What a delegate finds there: their sessions, their badge; and the way to it from the mail."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from lxml import html
from pypdf import PdfReader

from accounts.models import User
from accounts.roles import ORGANISER
from events.calendars.views.qr import code_of
from events.registration.delegates import room, services
from events.registration.delegates.models import Delegate
from tests.accounts.people import PASSWORD, is_signed_in, link_in_mail, sign_in
from tests.factories import MembershipFactory, UserFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .conftest import with_address

pytestmark = pytest.mark.django_db

State = Delegate.State


def own(conference) -> str:
    return reverse("portal_own_conference", args=[conference.pk])


def main(response):
    assert response.status_code == 200
    return html.fromstring(response.content.decode()).xpath("//main")[0]


def words(element) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def shown(client, person, conference):
    client.force_login(person)

    def get():
        return main(client.get(own(conference)))

    return get


def test_it_says_when_and_where_one_is_expected(shown, conference, delegate):
    delegate.sessions.add(SessionFactory(event=conference, title="Phiên toàn thể", hall="Phòng 301"))
    SessionFactory(event=conference, title="Phiên của người khác")

    said = words(shown())

    for expected in (conference.title, "Hội trường lớn", "Đỗ Thị Ước", delegate.post, delegate.unit.name):
        assert expected in said
    assert "09:00 – 10:00" in said and "Phiên toàn thể" in said and "Phòng 301" in said
    assert "Phiên của người khác" not in said


def test_it_leads_to_the_documents_the_badge_and_the_calendar(shown, conference):
    links = shown().xpath(".//a[@class='room-way']/@href")

    assert links == [
        reverse("portal_room", args=[conference.pk]),
        reverse("portal_own_badge", args=[conference.pk]),
        "/lich/rieng/",
        conference.url,
    ]


def test_the_code_on_the_page_is_that_of_the_badge(shown, conference, delegate):
    [path] = shown().xpath(".//*[@class='room-card__square']/*/path/@d")

    address = reverse("registration_delegate_checkin", args=[conference.pk])
    assert path == code_of(f"http://testserver{address}?q={delegate.token}").path


def test_the_badge_is_ones_own(client, person, conference, delegate):
    DelegateFactory(conference=conference, full_name="Lê Văn Bình", state=State.CONFIRMED)
    client.force_login(person)

    response = client.get(reverse("portal_own_badge", args=[conference.pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    [page] = PdfReader(io.BytesIO(response.content)).pages
    text = " ".join(page.extract_text().split())
    assert "Đỗ Thị Ước" in text and delegate.token in text
    assert "Lê Văn Bình" not in text


def test_who_waits_has_no_code_and_no_badge_yet(shown, delegate):
    Delegate.objects.update(state=State.NOMINATED)

    page = shown()

    assert not page.xpath(".//*[@class='room-card__square']")
    assert not page.xpath(".//a[contains(@href, '/the/')]")


def test_a_conference_that_is_over_has_no_code_any_more(shown, conference):
    conference.starts_on = conference.ends_on = date.today() - timedelta(days=1)
    conference.opens_at = conference.closes_at = None
    conference.save()

    page = shown()

    assert not page.xpath(".//*[@class='room-card__square']")
    assert not page.xpath(".//a[contains(@href, '/the/')]")


def test_a_conference_that_is_cancelled_says_so(shown, conference):
    conference.state, conference.state_reason = "cancelled", "Bão số 9"
    conference.save()

    assert "Bão số 9" in words(shown())


def test_an_address_that_a_unit_gave_for_several_shows_them_all(shown, conference, delegate):
    DelegateFactory(conference=conference, unit=delegate.unit, full_name="Lê Văn Bình", email="UOC@example.vn")

    names = [words(name) for name in shown().xpath(".//h2[@class='room-card__name']")]

    assert names == ["Lê Văn Bình", "Đỗ Thị Ước"]


@pytest.mark.parametrize("count", [1, 3, 50])
def test_it_asks_as_much_for_one_session_as_for_many(client, person, delegate, count, django_assert_num_queries):
    delegate.sessions.set([SessionFactory(event=delegate.conference) for _ in range(count)])
    client.force_login(person)
    client.get(own(delegate.conference))

    with django_assert_num_queries(9):
        assert client.get(own(delegate.conference)).content.count(b"room-session__what") == count


# --- The way there ----------------------------------------------------------------------------


def test_the_portal_shows_a_delegate_their_conferences(client, person, conference):
    DelegateFactory(email="uoc@example.vn", state=State.DECLINED)
    client.force_login(person)

    page = main(client.get("/dang-ky/"))

    assert page.xpath(".//a[@class='unit-choice__link']/@href") == [own(conference)]


def test_who_represents_a_unit_too_finds_both(client, person, conference):
    units = [MembershipFactory(user=person).unit for _ in range(2)]
    client.force_login(person)

    found = main(client.get("/dang-ky/")).xpath(".//a[@class='unit-choice__link']/@href")

    assert set(found) == {own(conference), *(reverse("portal_overview", args=[unit.code]) for unit in units)}


def test_who_is_no_delegate_reads_how_to_represent_a_unit(client):
    client.force_login(with_address("doc@example.vn"))

    page = main(client.get("/dang-ky/"))

    assert page.xpath(".//a[@href='/tai-khoan/don-vi/']")
    assert not page.xpath(".//a[@class='unit-choice__link']")


def test_the_account_leads_there(client, person, conference):
    client.force_login(person)

    assert main(client.get("/tai-khoan/")).xpath(f".//a[@href='{own(conference)}']")


@pytest.mark.parametrize("count", [1, 3, 50])
def test_conferences_are_read_in_two_queries(django_assert_num_queries, count):
    person = with_address("uoc@example.vn")
    for _ in range(count):
        DelegateFactory(conference=ConferenceFactory(), email="uoc@example.vn")

    with django_assert_num_queries(2):
        assert len(room.own_conferences(person)) == count


def test_from_the_mail_to_the_page_with_a_new_account(client, conference, django_capture_on_commit_callbacks):
    """The whole way: confirmed, written to, signed up with that address, the address proved, and in."""
    delegate = DelegateFactory(conference=conference, full_name="Đỗ Thị Ước", email="uoc@example.vn")
    with django_capture_on_commit_callbacks(execute=True):
        services.confirm(conference, {delegate.pk: delegate.revision}, by=UserFactory(role=ORGANISER))
    [letter] = [letter for letter in mail.outbox if letter.to == ["uoc@example.vn"]]
    assert own(conference) in letter.body
    assert "uoc@example.vn" in letter.body

    asked = client.get(own(conference))
    door = client.get(asked.url).content.decode()
    [sign_up] = html.fromstring(door).xpath("//a[contains(@href, 'tao-tai-khoan')]/@href")
    form = {"full_name": "Đỗ Thị Ước", "email": "uoc@example.vn", "password1": PASSWORD, "next": own(conference)}
    client.post(sign_up, form)
    user = User.objects.get(email="uoc@example.vn")
    assert not is_signed_in(client)

    # An account alone opens nothing: the address is not proved yet.
    client.force_login(user)
    assert client.get(own(conference)).status_code == 404
    client.logout()

    client.post(link_in_mail())
    assert sign_in(client, user, next=own(conference)).url == own(conference)
    assert "Đỗ Thị Ước" in words(main(client.get(own(conference))))


def test_who_signs_in_by_themselves_is_led_to_their_conferences(client, conference, delegate):
    user = User.objects.create_user("uoc@example.vn", PASSWORD, full_name="Đỗ Thị Ước")

    assert sign_in(client, user).url == "/dang-ky/"
