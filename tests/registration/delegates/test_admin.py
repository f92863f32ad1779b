"""What organisers see of delegates, and what they decide."""

import pytest
from django.urls import reverse

from events.models import DelegateQuota
from events.registration.delegates.models import Delegate
from events.registration.models import Notice
from tests.factories import FestivalFactory, UnitFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

pytestmark = pytest.mark.django_db

State = Delegate.State
LIST_QUERIES, SUMS_QUERIES, DECIDE_QUERIES = 17, 17, 15


@pytest.fixture
def signed_in(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def address(conference):
    def address(name, *more):
        return reverse(f"registration_{name}", args=[conference.pk, *more])

    return address


@pytest.fixture
def nominated(conference, unit):
    def nominated(name="Trần Thị Hòa", of=unit, **said):
        return DelegateFactory(conference=conference, unit=of, full_name=name, **said)

    return nominated


def read(response) -> str:
    return " ".join(response.content.decode().split())


class TestListing:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("", {"Trần Thị Hòa", "Lê Đức An"}),
            ("?q=tran+hoa", {"Trần Thị Hòa"}),
            ("?q=duc", {"Lê Đức An"}),
            ("?q=an@b", {"Lê Đức An"}),
            ("?trang_thai=confirmed", {"Lê Đức An"}),
            ("?don_vi=vien-cl", {"Trần Thị Hòa"}),
            ("?p=999999999999999999999", {"Trần Thị Hòa", "Lê Đức An"}),
            ("?trang_thai=nonsense", set()),
            ("?don_vi=nobody", set()),
            ("?q=" + "x" * 101, set()),
        ],
    )
    def test_it_is_narrowed(self, signed_in, address, nominated, asked, found):
        nominated()
        nominated("Lê Đức An", of=UnitFactory(), state=State.CONFIRMED, email="an@b.vn")

        response = signed_in.get(address("delegates") + asked)

        page = read(response)
        assert {name for name in ("Trần Thị Hòa", "Lê Đức An") if f">{name}<" in page} == found
        assert response.status_code == (200 if found else 400)

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_it_asks_as_often_for_many(self, signed_in, address, nominated, lunch, count, django_assert_num_queries):
        for number in range(count):
            nominated(f"Lê An {number}").sessions.add(lunch)
        signed_in.get(address("delegates"))
        with django_assert_num_queries(LIST_QUERIES):
            signed_in.get(address("delegates"))

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_and_for_many_units(self, signed_in, address, nominated, conference, count, django_assert_num_queries):
        for _ in range(count):
            nominated(of=UnitFactory()).sessions.add(SessionFactory(event=conference, asks_delegates=True))
        signed_in.get(address("delegate_sums"))
        with django_assert_num_queries(SUMS_QUERIES):
            signed_in.get(address("delegate_sums"))

    def test_the_sums(self, signed_in, address, nominated, conference, unit, lunch):
        DelegateQuota.objects.create(page=conference, unit=unit, most=7)
        for name, said in (
            ("Lê An", {"state": State.CONFIRMED, "diet": "vegetarian"}),
            ("Lê Bình", {}),
            ("Lê Chi", {"state": State.WITHDRAWN}),
        ):
            nominated(name, **said).sessions.add(lunch)
        context = signed_in.get(address("delegate_sums")).context

        [row] = context["attendance"]
        assert (row.nominated, row.confirmed, row.vegetarians) == (2, 1, 1)
        [of_unit] = context["units"]
        assert (of_unit.quota, of_unit.waiting, of_unit.confirmed) == (7, 1, 1)

    def test_all_conferences_with_what_waits(self, signed_in, nominated, conference):
        nominated()
        nominated("Lê An", state=State.CONFIRMED)
        ConferenceFactory(title="Hội nghị giao ban", live=False)

        page = read(signed_in.get(reverse("registration_conferences")))

        assert f'{conference.pk}/?trang_thai=nominated">1<' in page and "Hội nghị giao ban" in page


class TestDeciding:
    def test_the_chosen_are_shown_and_confirmed(self, signed_in, address, nominated):
        first, second, other = nominated("Lê An"), nominated("Lê Bình"), nominated("Lê Chi")
        page = address("delegates_decide", "xac-nhan")
        chosen = {"muc": [f"{first.pk}:1", f"{second.pk}:1"]}

        shown = read(signed_in.get(page, chosen))
        assert "Lê An" in shown and "Lê Bình" in shown and "Lê Chi" not in shown

        assert signed_in.post(page, chosen).url == address("delegates")
        assert set(Delegate.objects.filter(state=State.CONFIRMED)) == {first, second}
        assert other.state == State.NOMINATED

    def test_all_of_a_unit_who_wait(self, signed_in, address, nominated):
        nominated("Lê An")
        nominated("Lê Bình", state=State.DECLINED)
        nominated("Lê Chi", of=UnitFactory())

        shown = read(signed_in.get(address("delegates_decide", "xac-nhan") + "?don_vi=vien-cl"))

        assert "Lê An" in shown and "Lê Bình" not in shown and "Lê Chi" not in shown

    def test_a_reason_is_needed_and_read(self, signed_in, address, nominated, member):
        delegate = nominated()
        page, chosen = address("delegates_decide", "tu-choi"), {"muc": f"{delegate.pk}:1"}

        assert signed_in.post(page, chosen | {"reason": "  "}).status_code == 400
        assert signed_in.post(page, chosen | {"reason": "x" * 301}).status_code == 400
        assert signed_in.post(page, chosen | {"reason": "Sai thành phần"}).status_code == 302

        delegate.refresh_from_db()
        assert (delegate.state, delegate.reason) == (State.DECLINED, "Sai thành phần")
        assert Notice.objects.get().recipient == member.email

    def test_what_changed_meanwhile_is_told(self, signed_in, address, nominated):
        delegate = nominated()
        Delegate.objects.update(revision=2)

        response = signed_in.post(address("delegates_decide", "xac-nhan"), {"muc": f"{delegate.pk}:1"}, follow=True)

        assert Delegate.objects.get().state == State.NOMINATED
        assert "<li>Trần Thị Hòa, Viện CL</li>" in read(response)

    @pytest.mark.parametrize("chosen", ["", "x", "9" * 40, "1:" + "9" * 40, "\x00", str(2**63), "-1:1"])
    def test_nonsense_chooses_nobody(self, signed_in, address, nominated, chosen):
        nominated()
        response = signed_in.post(address("delegates_decide", "xac-nhan"), {"muc": chosen})
        assert response.status_code == 302 and Delegate.objects.get().state == State.NOMINATED

    def test_the_way_back_is_of_this_site(self, signed_in, address, nominated):
        sent = {"muc": f"{nominated().pk}:1", "next": "https://evil.example/"}
        assert signed_in.post(address("delegates_decide", "xac-nhan"), sent).url == address("delegates")

    def test_an_unknown_decision_is_not_found(self, signed_in, address):
        assert signed_in.get(address("delegates_decide", "xoa")).status_code == 404

    def test_taking_up_again(self, signed_in, address, nominated):
        delegate = nominated(state=State.DECLINED)
        signed_in.post(address("delegate_reopen", delegate.pk))
        assert Delegate.objects.get().state == State.NOMINATED

    def test_taking_up_again_what_cannot_be(self, signed_in, address, nominated):
        delegate = nominated(state=State.WITHDRAWN)
        assert signed_in.post(address("delegate_reopen", delegate.pk)).status_code == 302
        assert Delegate.objects.get().state == State.WITHDRAWN

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_question_asks_as_often_for_many(self, signed_in, address, nominated, count, django_assert_num_queries):
        for number in range(count):
            nominated(f"Lê An {number}")
        page = address("delegates_decide", "xac-nhan") + "?don_vi=vien-cl"
        signed_in.get(page)
        with django_assert_num_queries(DECIDE_QUERIES):
            signed_in.get(page)


class TestCorrecting:
    def test_what_is_said_and_the_trail(self, signed_in, address, nominated, lunch):
        delegate = nominated(state=State.CONFIRMED)
        sent = {"full_name": "Lê An", "post": "Vụ trưởng", "revision": "1", "sessions": [str(lunch.pk)]}

        assert signed_in.post(address("delegate_correct", delegate.pk), sent).status_code == 302

        page = read(signed_in.get(address("delegate", delegate.pk)))
        assert "Trần Thị Hòa → Lê An" in page and "Ăn trưa" in page
        assert Delegate.objects.get().state == State.CONFIRMED

    def test_somebody_else_was_faster(self, signed_in, address, nominated):
        delegate = nominated()
        Delegate.objects.update(revision=2, full_name="Lê Mới")
        sent = {"full_name": "Lê An", "post": "Vụ trưởng", "revision": "1"}

        response = signed_in.post(address("delegate_correct", delegate.pk), sent)

        page = read(response)
        assert response.status_code == 409
        assert "Lê Mới" in page and 'value="Lê An"' in page and 'name="revision" value="2"' in page

    def test_what_is_wrong_stands_beside_the_field(self, signed_in, address, nominated):
        delegate = nominated()
        sent = {"full_name": "7", "post": "", "email": "sai", "revision": "1"}
        response = signed_in.post(address("delegate_correct", delegate.pk), sent)
        assert response.status_code == 422
        assert set(response.context["form"].errors) == {"full_name", "post", "email"}


class TestAdding:
    def test_a_late_delegate(self, signed_in, address, conference, unit, member):
        sent = {"unit": unit.code, "full_name": "Lê An", "post": "Vụ trưởng", "reason": "Công văn 12"}

        assert signed_in.post(address("delegate_add"), sent).status_code == 302

        delegate = Delegate.objects.get()
        assert (delegate.unit, delegate.state) == (unit, State.CONFIRMED)
        assert Notice.objects.get().recipient == member.email
        assert "Công văn 12" in read(signed_in.get(address("delegate", delegate.pk)))

    def test_what_is_wrong_and_nothing_is_lost(self, signed_in, address, unit):
        sent = {"unit": unit.code, "full_name": "Lê 7", "post": "", "reason": ""}

        response = signed_in.post(address("delegate_add"), sent)

        assert response.status_code == 422 and 'value="Lê 7"' in read(response)
        assert set(response.context["form"].errors) == {"full_name", "post"}
        assert set(response.context["late"].errors) == {"reason"}

    @pytest.mark.parametrize("code", ["", "nobody", "\x00", "x" * 10_000])
    def test_a_unit_that_is_none(self, signed_in, address, code):
        sent = {"unit": code, "full_name": "Lê An", "post": "Vụ trưởng", "reason": "Gấp"}
        assert signed_in.post(address("delegate_add"), sent).status_code == 422


@pytest.mark.parametrize("has_festival", [True, False])
def test_the_first_screen_says_what_waits(signed_in, address, nominated, has_festival):
    if has_festival:
        FestivalFactory()
    nominated()
    assert address("delegates") + "?trang_thai=nominated" in read(signed_in.get("/quan-tri/"))
