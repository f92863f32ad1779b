"""/lich/rieng/: making, listing and revoking one's addresses, and who may."""

import threading

import pytest
from django.db import connections
from django.test import Client
from django.utils.translation import gettext as _
from lxml import html

from accounts.models import Membership
from events.calendars.models import PersonalFeed
from events.calendars.personal import services
from tests.factories import MembershipFactory, UserFactory
from tests.servers import together

PAGE = "/lich/rieng/"


@pytest.fixture
def owner():
    return UserFactory()


@pytest.fixture
def feed(owner):
    return services.make("Điện thoại của tôi", by=owner)


@pytest.fixture
def signed_in(client, owner):
    client.force_login(owner)
    return client


def revoking(feed) -> str:
    return f"{PAGE}{feed.pk}/thu-hoi/"


@pytest.mark.django_db
class TestList:
    def test_one_without_an_address(self, signed_in):
        assert _("You have no address yet") in signed_in.get(PAGE).content.decode()

    def test_each_with_its_address(self, signed_in, feed):
        tree = html.fromstring(signed_in.get(PAGE).content.decode())

        assert f"http://testserver/lich/rieng/{feed.token}.ics" in tree.xpath("//input[@readonly]/@value")
        assert f"webcal://testserver/lich/rieng/{feed.token}.ics" in tree.xpath("//a/@href")
        assert tree.xpath("//svg[@role='img']/path")
        assert _("not fetched yet") in tree.text_content()
        assert tree.xpath(f"//a[@href='{revoking(feed)}']")

    def test_when_it_was_last_fetched(self, signed_in, feed):
        signed_in.get(f"/lich/rieng/{feed.token}.ics")

        assert _("not fetched yet") not in signed_in.get(PAGE).content.decode()

    def test_nobody_keeps_the_page(self, signed_in, feed):
        response = signed_in.get(PAGE)

        assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
        assert response["Referrer-Policy"] == "same-origin"
        assert response["X-Robots-Tag"] == "noindex, nofollow"

    def test_a_suspended_representative_still_has_their_own(self, client):
        user = MembershipFactory(state=Membership.State.SUSPENDED).user
        feed = services.make("Máy tính", by=user)
        client.force_login(user)

        assert feed.token in client.get(PAGE).content.decode()

    @pytest.mark.parametrize("count", [1, 3, 10])
    def test_queries(self, signed_in, owner, count, django_assert_num_queries):
        for number in range(count):
            services.make(f"Máy {number}", by=owner)
        signed_in.get(PAGE)

        # Session, user, addresses.
        with django_assert_num_queries(3):
            signed_in.get(PAGE)


@pytest.mark.django_db
class TestMaking:
    def test_an_address(self, signed_in, owner):
        response = signed_in.post(PAGE, {"name": "  Điện thoại\tcủa tôi "}, follow=True)

        feed = PersonalFeed.objects.get()
        assert (feed.user, feed.name) == (owner, "Điện thoại của tôi")
        assert feed.token in response.content.decode()

    @pytest.mark.parametrize("name", ["", "   ", "x" * 81, "\x00"])
    def test_without_a_good_name_it_is_refused_and_kept(self, signed_in, name):
        response = signed_in.post(PAGE, {"name": name})

        assert response.status_code == 422
        assert not PersonalFeed.objects.exists()
        if name.strip("\x00 "):
            assert name in response.content.decode()

    def test_ten_and_no_more(self, signed_in, owner):
        feeds = [services.make(f"Máy {number}", by=owner) for number in range(10)]
        assert 'name="name"' not in signed_in.get(PAGE).content.decode()

        assert signed_in.post(PAGE, {"name": "Máy 11"}).status_code == 422
        assert PersonalFeed.objects.count() == 10

        services.revoke(feeds[0], by=owner)
        assert signed_in.post(PAGE, {"name": "Máy 11"}).status_code == 302

    def test_is_not_done_by_reading(self, signed_in):
        signed_in.get(PAGE, {"name": "Máy"})

        assert not PersonalFeed.objects.exists()

    def test_needs_the_form_s_token(self, owner):
        client = Client(enforce_csrf_checks=True)
        client.force_login(owner)

        assert client.post(PAGE, {"name": "Máy"}).status_code == 403


@pytest.mark.django_db
class TestRevoking:
    def test_asks_first(self, signed_in, feed):
        response = signed_in.get(revoking(feed))

        assert response.status_code == 200
        assert feed.name in response.content.decode()
        assert feed.token not in response.content.decode()
        feed.refresh_from_db()
        assert feed.revoked_at is None

    def test_and_then_does_it(self, signed_in, feed):
        response = signed_in.post(revoking(feed), follow=True)

        said = _("The address of “%(name)s” leads nowhere any more.") % {"name": feed.name}
        assert said in response.content.decode()
        assert feed.token not in response.content.decode()
        assert signed_in.get(f"/lich/rieng/{feed.token}.ics").status_code == 410

    def test_once(self, signed_in, feed, owner):
        assert services.revoke(feed, by=owner) is True
        assert services.revoke(feed, by=owner) is False
        assert signed_in.post(revoking(feed)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "expected"),
    [("owner", {"page": 200, "make": 302, "ask": 200, "revoke": 302}),
     ("other", {"page": 200, "make": 302, "ask": 404, "revoke": 404}),
     ("administrator", {"page": 200, "make": 302, "ask": 404, "revoke": 404}),
     ("stranger", {"page": 302, "make": 302, "ask": 302, "revoke": 302}),
     ("closed account", {"page": 302, "make": 302, "ask": 302, "revoke": 302})],
)  # fmt: skip
def test_who_may_do_what(client, owner, feed, who, expected):
    person = {
        "owner": owner,
        "other": UserFactory(),
        "administrator": UserFactory(is_superuser=True),
        "closed account": UserFactory(is_active=False),
    }.get(who)
    if person:
        client.force_login(person)

    seen = client.get(PAGE)
    answers = {
        "page": seen.status_code,
        "make": client.post(PAGE, {"name": "Máy"}).status_code,
        "ask": client.get(revoking(feed)).status_code,
        "revoke": client.post(revoking(feed)).status_code,
    }

    assert answers == expected
    assert (feed.token in seen.content.decode()) == (who == "owner")
    feed.refresh_from_db()
    assert (feed.revoked_at is not None) == (who == "owner")
    may_make = who in ("owner", "other", "administrator")
    assert PersonalFeed.objects.count() == 1 + may_make


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", str(2**63), "9" * 40, "x", "-1"])
def test_odd_numbers_are_not_found(signed_in, number):
    assert signed_in.get(f"{PAGE}{number}/thu-hoi/").status_code == 404


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_presses_twice_has_no_more_than_ten(monkeypatch):
    owner = UserFactory()
    for number in range(9):
        services.make(f"Máy {number}", by=owner)
    gate = threading.Barrier(4)
    refused = []

    def press() -> None:
        gate.wait()
        try:
            services.make("Máy", by=owner)
        except services.TooMany:
            refused.append(True)
        finally:
            connections.close_all()

    together(press, press, press, press)

    assert PersonalFeed.objects.count() == 10
    assert len(refused) == 3
