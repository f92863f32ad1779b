"""The portal's pages about conferences: nominating, changing, withdrawing, by those who represent a unit."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import DelegateQuota
from events.registration.delegates import consents, services
from events.registration.delegates.models import Delegate
from events.registration.delegates.sentences import SENTENCES
from tests.factories import FestivalFactory, ParticipantFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory

from .conftest import nominee

pytestmark = pytest.mark.django_db

State = Delegate.State
DAY = timedelta(days=1)
PAGE_QUERIES, LIST_QUERIES, PASTE_QUERIES = 9, 7, 25


@pytest.fixture
def signed_in(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def address(unit, conference):
    def address(name, *more, of=conference):
        return reverse(name, args=[unit.code, of.pk, *more])

    return address


def rows(*people, **more):
    """What the table sends. A person is a name, a post and perhaps an e-mail address."""
    sent = {"so-dong": str(len(people)), "dong-y": "1"}
    for place, person in enumerate(people):
        for name, value in zip(("full_name", "post", "email"), person, strict=False):
            sent[f"dong-{place}-{name}"] = value
    return sent | more


def read(response) -> str:
    return " ".join(response.content.decode().split())


class TestOverview:
    def test_a_conference_stands_beside_the_festival(self, signed_in, unit, conference):
        FestivalFactory()
        DelegateFactory.create_batch(2, conference=conference, unit=unit)
        DelegateFactory(conference=conference)

        page = read(signed_in.get(reverse("portal_overview", args=[unit.code])))

        assert reverse("portal_conference", args=[unit.code, conference.pk]) in page
        assert "<b>2/3</b>" in page

    def test_and_alone(self, signed_in, unit, conference):
        page = read(signed_in.get(reverse("portal_overview", args=[unit.code])))
        assert conference.title in page and "empty__title" not in page

    @pytest.mark.parametrize(
        "said",
        [
            {"live": False},
            {"opens_at": None, "closes_at": None},
            {"starts_on": timezone.localdate() - 3 * DAY, "opens_at": None, "closes_at": None},
        ],
    )
    def test_what_does_not_concern_the_unit_is_not_there(self, signed_in, unit, said):
        ConferenceFactory(title="Hội nghị khác", **said)
        for name in ("portal_overview", "portal_conferences"):
            assert "Hội nghị khác" not in read(signed_in.get(reverse(name, args=[unit.code])))

    def test_nor_where_it_sends_nobody(self, signed_in, unit, conference):
        DelegateQuota.objects.create(page=conference, unit=unit, most=0)
        assert conference.title not in read(signed_in.get(reverse("portal_overview", args=[unit.code])))

    def test_what_is_over_stays_readable(self, signed_in, unit):
        over = ConferenceFactory(starts_on=timezone.localdate() - 3 * DAY, opens_at=None, closes_at=None)
        DelegateFactory(conference=over, unit=unit, full_name="Lê An")
        page = signed_in.get(reverse("portal_conferences", args=[unit.code]))
        there = reverse("portal_conference", args=[unit.code, over.pk])
        assert there in read(page)
        assert "Lê An" in read(signed_in.get(there))

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_it_asks_the_database_as_often_for_many(
        self, signed_in, unit, conference, lunch, count, django_assert_num_queries
    ):
        for delegate in DelegateFactory.create_batch(count, conference=conference, unit=unit):
            delegate.sessions.add(lunch)
        page = reverse("portal_conference", args=[unit.code, conference.pk])
        signed_in.get(page)
        with django_assert_num_queries(PAGE_QUERIES):
            signed_in.get(page)

    @pytest.mark.parametrize("count", [1, 3, 10])
    def test_and_for_many_conferences(self, signed_in, unit, count, django_assert_num_queries):
        ConferenceFactory.create_batch(count)
        page = reverse("portal_conferences", args=[unit.code])
        signed_in.get(page)
        with django_assert_num_queries(LIST_QUERIES):
            signed_in.get(page)


class TestNominating:
    def test_several_at_once(self, signed_in, address, unit, lunch):
        sent = rows(("Lê An", "Vụ trưởng", "an@b.vn"), ("", "", ""), ("Lê Bình", "Chuyên viên"))

        response = signed_in.post(address("portal_nominate"), sent | {"dong-0-sessions": [str(lunch.pk)]})

        assert response.url == address("portal_conference")
        an, binh = Delegate.objects.order_by("pk")
        assert (an.full_name, an.email, list(an.sessions.all())) == ("Lê An", "an@b.vn", [lunch])
        assert (binh.full_name, binh.unit, list(binh.sessions.all())) == ("Lê Bình", unit, [])
        assert an.events.get().detail["consent"]["text"] == consents.current_text()
        assert "Lê An" in read(signed_in.get(response.url))

    def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(self, signed_in, address):
        sent = rows(("Lê An 7", "", "sai@"), ("Lê Bình", "Chuyên viên"))
        del sent["dong-y"]

        response = signed_in.post(address("portal_nominate"), sent)

        page = read(response)
        assert response.status_code == 422 and Delegate.objects.count() == 0
        for typed in ("Lê An 7", "sai@", "Lê Bình", "Chuyên viên"):
            assert f'value="{typed}"' in page
        assert page.count("field__error") == 4
        assert 'id="dong-y-loi"' in page

    @pytest.mark.parametrize(
        "sent",
        [
            {},
            {"so-dong": "9" * 40},
            {"so-dong": "-1"},
            {"so-dong": "x\x00"},
            rows(("\x00", "\x00", "\x00")),
            rows(("Lê An", "x" * 100_000)),
            rows(("A" * 200_000, "B")),
            rows(("Lê An", "B"), **{"dong-0-sessions": [str(2**63), "x", "-1", "\x00"]}),
            rows(("Lê An", "B"), **{"dong-0-diet": "cá"}),
            rows(*[(f"Lê {letter}n", "B") for letter in "ABCDE"]),
        ],
    )
    def test_bad_input_is_refused(self, signed_in, address, lunch, sent):
        assert signed_in.post(address("portal_nominate"), sent).status_code == 422
        assert Delegate.objects.count() == 0

    def test_a_list_that_was_copied_is_shown_first(self, signed_in, address, lunch):
        text = "STT\tHọ và tên\tChức vụ\r\n1\tLê An\tVụ trưởng\tan@b.vn\r\n2\tLê 7\tPhó\r\n"

        page = read(signed_in.post(address("portal_nominate"), {"doc": "1", "danh-sach": text, "so-dong": "0"}))

        assert Delegate.objects.count() == 0
        assert 'value="Lê An"' in page and 'value="Lê 7"' in page and 'value="an@b.vn"' in page
        assert page.count("field__error") == 1
        assert page.count("checked") == 2  # the lunch of both

    def test_only_what_takes_place_alone_is_ticked_already(self, signed_in, address, conference, lunch):
        workshops = SessionFactory.create_batch(2, event=conference, asks_delegates=True)
        SessionFactory(event=conference, starts_at=lunch.starts_at, ends_at=lunch.ends_at)

        for page in (
            read(signed_in.get(address("portal_nominate"))),
            read(signed_in.post(address("portal_nominate"), {"doc": "1", "danh-sach": "Lê An\tVụ trưởng"})),
        ):
            ticked = re.findall(r'name="dong-0-sessions" value="(\d+)"[^>]* checked', page)
            assert [int(key) for key in ticked] == [lunch.pk]

        both = {"dong-0-sessions": [str(session.pk) for session in workshops]}
        response = signed_in.post(address("portal_nominate"), rows(("Lê An", "Vụ trưởng")) | both)
        assert response.status_code == 422
        assert SENTENCES["sessions_parallel"]({}) in read(response)

    def test_a_list_that_is_too_long_stays_where_it_was_typed(self, signed_in, address):
        text = "\n".join(f"Lê An\tChức vụ {number}" for number in range(60))

        response = signed_in.post(address("portal_nominate"), {"doc": "1", "danh-sach": text})

        assert response.status_code == 422 and "Chức vụ 59" in read(response)

    def test_more_rows_keep_what_is_typed(self, signed_in, address):
        page = read(signed_in.post(address("portal_nominate"), rows(("Lê An", "Vụ trưởng"), **{"them-dong": "1"})))
        assert 'value="Lê An"' in page and 'name="dong-5-full_name"' in page and "field__error" not in page

    def test_the_people_of_the_unit_are_suggested(self, signed_in, address, unit):
        ParticipantFactory(unit=unit, full_name="Lê Của Đơn Vị", post="Chuyên viên")
        ParticipantFactory(full_name="Lê Người Khác")

        page = read(signed_in.get(address("portal_nominate")))

        assert '<option value="Lê Của Đơn Vị" label="Chuyên viên">' in page and "Người Khác" not in page

    def test_markup_stays_text(self, signed_in, address):
        page = read(signed_in.post(address("portal_nominate"), rows(("<script>x</script>", "<b>"))))
        assert "<script>x" not in page


class TestChanging:
    @pytest.fixture
    def delegate(self, conference, unit, member):
        return services.nominate(conference, unit, [nominee("Lê An")], by=member, has_consent=True)[0]

    def test_it_is_saved(self, signed_in, address, delegate):
        sent = {"full_name": "Lê An", "post": "Vụ trưởng", "email": "", "diet": "vegetarian", "phien-ban": "1"}

        assert signed_in.post(address("portal_delegate", delegate.pk), sent).status_code == 302

        delegate.refresh_from_db()
        assert (delegate.post, delegate.diet) == ("Vụ trưởng", "vegetarian")

    def test_somebody_else_was_faster(self, signed_in, address, delegate, member):
        services.change(delegate, nominee("Lê An", "Chánh Văn phòng"), by=member, revision=1)
        sent = {"full_name": "Lê An", "post": "Vụ trưởng", "phien-ban": "1"}

        response = signed_in.post(address("portal_delegate", delegate.pk), sent)

        page = read(response)
        assert response.status_code == 409
        assert "Chánh Văn phòng" in page and 'value="Vụ trưởng"' in page and 'name="phien-ban" value="2"' in page
        assert Delegate.objects.get().post == "Chánh Văn phòng"

    def test_a_refusal_keeps_the_revision_that_was_read(self, signed_in, address, delegate, member):
        services.change(delegate, nominee("Lê An", "Chánh Văn phòng"), by=member, revision=1)
        for sent in ({"phien-ban": "2", "full_name": "Lê An", "post": ""}, {"phien-ban": "2", "full_name": "Lê Bình"}):
            response = signed_in.post(address("portal_delegate", delegate.pk), sent)
            assert response.status_code == 422 and 'name="phien-ban" value="2"' in read(response)

    @pytest.mark.parametrize("revision", ["", "x", "9" * 40, "-1", "\x00"])
    def test_a_revision_that_makes_no_sense_is_another(self, signed_in, address, delegate, revision):
        sent = {"full_name": "Lê An", "post": "A", "phien-ban": revision}
        assert signed_in.post(address("portal_delegate", delegate.pk), sent).status_code == 409

    def test_after_closing_it_is_only_read(self, signed_in, address, delegate, conference):
        conference.opens_at, conference.closes_at = timezone.now() - 2 * DAY, timezone.now() - DAY
        conference.save()

        page = read(signed_in.get(address("portal_delegate", delegate.pk)))

        assert '<fieldset class="nominee nominee--alone" disabled>' in page
        assert address("portal_delegate_withdraw", delegate.pk) in page

    def test_it_is_withdrawn_after_a_question(self, signed_in, address, delegate):
        page = address("portal_delegate_withdraw", delegate.pk)
        assert signed_in.get(page).status_code == 200
        assert Delegate.objects.get().state == State.NOMINATED

        assert signed_in.post(page, {"ly-do": "Đi công tác"}).status_code == 302
        assert signed_in.post(page).status_code == 302  # pressed twice

        delegate.refresh_from_db()
        assert (delegate.state, delegate.reason) == (State.WITHDRAWN, "Đi công tác")

    def test_a_reason_that_is_too_long_stays(self, signed_in, address, delegate):
        response = signed_in.post(address("portal_delegate_withdraw", delegate.pk), {"ly-do": "x" * 400})
        assert response.status_code == 422 and "x" * 400 in read(response)


def test_cancelled_and_full_and_none_say_so(signed_in, address, unit, conference):
    page = address("portal_conference")
    assert address("portal_nominate") in read(signed_in.get(page))
    DelegateFactory.create_batch(3, conference=conference, unit=unit)
    assert address("portal_nominate") not in read(signed_in.get(page))

    form = read(signed_in.get(address("portal_nominate")))
    assert "sent__full" in form and "dong-0-full_name" not in form

    conference.state, conference.state_reason = "cancelled", "Bão số 9"
    conference.save()
    assert "Bão số 9" in read(signed_in.get(page))
    assert "Bão số 9" in read(signed_in.get(address("portal_nominate")))


@pytest.mark.parametrize("days", [-3, 3])
def test_outside_its_time_the_form_says_why(signed_in, unit, days):
    over = ConferenceFactory(starts_on=timezone.localdate() + days * DAY, opens_at=None, closes_at=None)

    response = signed_in.get(reverse("portal_nominate", args=[unit.code, over.pk]))

    assert response.status_code == 200
    assert "until__what" in read(response) and "dong-0-full_name" not in read(response)


def test_a_conference_that_is_not_published_is_not_there(signed_in, address, conference):
    conference.live = False
    conference.save()
    for name in ("portal_conference", "portal_nominate"):
        assert signed_in.get(address(name)).status_code == 404


@pytest.mark.parametrize("count", [1, 3, 20])
def test_nominating_many_looks_as_often(signed_in, address, count, django_assert_max_num_queries):
    """The table and its checks; what is written grows with the people alone."""
    of = ConferenceFactory()
    SessionFactory(event=of, asks_delegates=True)
    text = "\n".join(f"Lê {letter}n\tB\t{letter}@b.vn" for letter in "ABCDEFGHIKLMNOPQRSTU"[:count])
    with django_assert_max_num_queries(PASTE_QUERIES):
        page = signed_in.post(address("portal_nominate", of=of), {"doc": "1", "danh-sach": text})
    assert page.status_code == 200


def test_a_conference_that_is_deleted_meanwhile_is_not_found(signed_in, address, conference, monkeypatch):
    def deleted(pk):
        raise type(conference).DoesNotExist

    monkeypatch.setattr(services.keeping, "lock", deleted)
    assert signed_in.post(address("portal_nominate"), rows(("Lê An", "Vụ trưởng"))).status_code == 404
