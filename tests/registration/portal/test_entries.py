"""The editor of an entry."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from events.registration import services
from events.registration.models import Entry, State
from events.registration.rosters import Seat
from tests.factories.events import DisciplineFactory
from tests.factories.people import UserFactory
from tests.factories.registration import EntryFactory, EntryMemberFactory, ParticipantFactory
from tests.factories.units import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db

AS_SCRIPT = {"accept": "application/json"}


@pytest.fixture
def entry():
    return EntryFactory()


@pytest.fixture
def client(client, entry):
    client.force_login(MembershipFactory(unit=entry.unit).user)
    return client


def address(entry, name="portal_entry"):
    return reverse(name, args=[entry.unit.code, entry.pk])


def sent(entry, *people, **more):
    """What the form sends of a roster in this order."""
    return {"revision": entry.revision, "nguoi": [person.pk for person in people], **more}


def seats(entry):
    return [(member.participant.full_name, member.role, member.shirt) for member in entry.members.all()]


def test_the_editor_offers_the_units_people_and_no_one_elses(client, entry):
    own, gone = ParticipantFactory(unit=entry.unit), ParticipantFactory(unit=entry.unit, is_active=False)
    strange = ParticipantFactory(full_name="Người đơn vị khác")

    page = client.get(address(entry)).content.decode()

    assert own.full_name in page
    assert gone.full_name not in page
    assert strange.full_name not in page


def test_saving_keeps_people_roles_shirts_and_their_order(client, entry):
    first, second = ParticipantFactory.create_batch(2, unit=entry.unit)
    data = sent(entry, second, first) | {f"vai-{second.pk}": "captain", f"ao-{second.pk}": "7", "name": "Lá Xanh"}

    response = client.post(address(entry), data)

    assert (response.status_code, response["Location"]) == (302, address(entry))
    assert seats(entry) == [(second.full_name, "captain", 7), (first.full_name, "player", None)]
    entry.refresh_from_db()
    assert entry.name == "Lá Xanh"


def test_what_is_corrected_after_a_refusal_still_meets_what_somebody_else_has_saved(client, entry):
    mine, theirs = ParticipantFactory.create_batch(2, unit=entry.unit)
    data = sent(entry, mine) | {f"ao-{mine.pk}": "bảy"}
    other = MembershipFactory(unit=entry.unit).user
    services.save_entry(entry.pk, revision=entry.revision, by=other, texts={}, members=[Seat(theirs.pk)])

    refused = client.post(address(entry), data)
    again = client.post(address(entry), data | {"revision": refused.context["revision"], f"ao-{mine.pk}": "7"})

    assert (refused.status_code, again.status_code) == (422, 409)
    assert seats(entry) == [(theirs.full_name, "player", None)]


def test_without_a_script_people_are_ticked_and_rows_moved_by_buttons(client, entry):
    first, second = ParticipantFactory.create_batch(2, unit=entry.unit)

    client.post(address(entry), sent(entry, them=[first.pk, second.pk]))
    assert seats(entry) == [(first.full_name, "player", None), (second.full_name, "player", None)]

    entry.refresh_from_db()
    client.post(address(entry), sent(entry, first, second, len=second.pk))
    assert [name for name, *_ in seats(entry)] == [second.full_name, first.full_name]

    entry.refresh_from_db()
    client.post(address(entry), sent(entry, second, first, xuong=second.pk))
    assert [name for name, *_ in seats(entry)] == [first.full_name, second.full_name]

    entry.refresh_from_db()
    client.post(address(entry), sent(entry, first, second, bo=first.pk))
    assert [name for name, *_ in seats(entry)] == [second.full_name]


def test_nobody_of_another_unit_gets_onto_the_roster(client, entry):
    strange = ParticipantFactory()

    client.post(address(entry), sent(entry, strange, them=[strange.pk]))

    assert seats(entry) == []


@pytest.mark.parametrize("key", ["x", "-1", "1e3", "９", "9" * 30, ""])
def test_a_key_that_is_none_is_passed_over(client, entry, key):
    assert client.post(address(entry), {"revision": entry.revision, "nguoi": key, "them": key}).status_code == 302


@pytest.mark.parametrize("shirt", ["bảy", "0", "100", "-1", "7.5", "٧", "9" * 20])
def test_a_shirt_that_is_no_number_is_said_beside_it_and_nothing_typed_is_lost(client, entry, shirt):
    person = ParticipantFactory(unit=entry.unit)

    response = client.post(address(entry), sent(entry, person, name="Lá Xanh") | {f"ao-{person.pk}": shirt})

    assert response.status_code == 422
    page = response.content.decode()
    assert f'value="{shirt}"' in page
    assert 'value="Lá Xanh"' in page
    assert page.count("aria-invalid") == 1
    assert seats(entry) == []


def test_a_script_gets_the_revision_the_problems_and_whom_they_are_about(client, entry):
    woman = ParticipantFactory(unit=entry.unit, gender="female")
    entry.discipline.gender_rule = "men"
    entry.discipline.save()

    answer = client.post(address(entry), sent(entry, woman), headers=AS_SCRIPT).json()

    entry.refresh_from_db()
    assert answer["revision"] == entry.revision
    assert woman.full_name in answer["people"][str(woman.pk)]
    assert f"#nguoi-{woman.pk}" in answer["problems"]
    assert f"{timezone.localtime():%H:}" in answer["saved"]


def test_a_script_is_told_which_field_is_wrong(client):
    entry = EntryFactory(discipline__branch="art", unit=Membership.objects.get().unit)

    response = client.post(address(entry), sent(entry, duration="ba phút rưỡi"), headers=AS_SCRIPT)

    assert response.status_code == 422
    assert list(response.json()["fields"]) == ["id_duration"]


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("3:30", 210), ("03:30", 210), ("3'30", 210), ("3 phút 30 giây", 210), ("4 phút", 240), ("4p5s", 245), ("", None)],
)
def test_a_duration_is_read_as_people_write_it(client, typed, seconds):
    entry = EntryFactory(discipline__branch="art", unit=Membership.objects.get().unit)

    client.post(address(entry), sent(entry, duration=typed))

    entry.refresh_from_db()
    assert entry.seconds == seconds


@pytest.mark.parametrize("typed", ["210", "3:60", "ba phút", "3.30", "-3:30"])
def test_a_duration_that_could_mean_two_things_is_asked_back(client, typed):
    entry = EntryFactory(discipline__branch="art", unit=Membership.objects.get().unit)

    response = client.post(address(entry), sent(entry, duration=typed))

    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()


class TestTwoAtOnce:
    @pytest.fixture
    def other(self, entry):
        """Somebody else of the unit, who saves a roster after our page was opened."""
        person = ParticipantFactory(unit=entry.unit, full_name="Lê Thị Mới")
        user = MembershipFactory(unit=entry.unit, user__full_name="Phạm Minh Đức").user
        services.save_entry(entry.pk, revision=1, by=user, texts={}, members=[Seat(person.pk)])
        return person

    def test_the_second_is_told_with_the_difference_and_overwrites_nothing(self, client, entry, other):
        mine = ParticipantFactory(unit=entry.unit, full_name="Trần Văn Của Tôi")

        response = client.post(address(entry), sent(entry, mine, name="Đội tôi"))

        assert response.status_code == 409
        page = response.content.decode()
        assert "Phạm Minh Đức" in page
        assert f'name="nguoi" value="{mine.pk}"' in page
        assert 'value="Đội tôi"' in page
        assert f'name="nguoi" value="{other.pk}"' not in page
        assert [name for name, *_ in seats(entry)] == [other.full_name]

    def test_what_they_send_again_knowingly_is_taken(self, client, entry, other):
        mine = ParticipantFactory(unit=entry.unit)
        current = Entry.objects.get(pk=entry.pk).revision

        answer = client.post(address(entry), sent(entry, mine), headers=AS_SCRIPT)
        assert (answer.status_code, answer.json()["revision"]) == (409, current)

        client.post(address(entry), sent(entry, mine) | {"revision": current}, headers=AS_SCRIPT)
        assert [name for name, *_ in seats(entry)] == [mine.full_name]

    def test_what_one_sends_twice_is_saved_once_and_clashes_with_nobody(self, client, entry, other):
        for _ in range(2):
            response = client.post(address(entry), sent(entry, other))
            assert (response.status_code, response["Location"]) == (302, address(entry))

        assert entry.events.filter(action="save").count() == 1

    @pytest.mark.parametrize("revision", ["", "x", "0", "9" * 30])
    def test_a_page_without_a_revision_overwrites_nothing(self, client, entry, other, revision):
        response = client.post(address(entry), sent(entry) | {"revision": revision})

        assert response.status_code == 409
        assert [name for name, *_ in seats(entry)] == [other.full_name]

    def test_what_was_handed_in_meanwhile_is_not_offered_to_be_replaced(self, client, entry, other):
        Entry.objects.filter(pk=entry.pk).update(state=State.SUBMITTED, place=1)

        response = client.post(address(entry), sent(entry), headers=AS_SCRIPT)

        assert response.status_code == 409
        assert "data-keep" not in response.json()["clash"]


def test_a_draft_typed_over_the_deadline_is_kept(client, entry):
    festival = entry.discipline.festival
    festival.closes_at = timezone.now() - timedelta(seconds=1)
    festival.save()
    person = ParticipantFactory(unit=entry.unit)

    assert client.post(address(entry), sent(entry, person)).status_code == 302

    assert [name for name, *_ in seats(entry)] == [person.full_name]
    assert "data-autosave" not in client.get(address(entry)).content.decode()


def test_what_was_sent_back_shows_why(client, entry):
    Entry.objects.filter(pk=entry.pk).update(state=State.RETURNED, place=1, reason="Thiếu giấy khám sức khỏe")

    page = client.get(address(entry)).content.decode()

    assert "Thiếu giấy khám sức khỏe" in page
    assert "data-autosave" in page


def test_the_waiting_list_says_the_place(client, entry):
    EntryFactory(discipline=entry.discipline, state=State.WAITING, arrival=1)
    Entry.objects.filter(pk=entry.pk).update(state=State.WAITING, arrival=4, submitted_at=timezone.now())

    assert "<b>2</b>" in client.get(address(entry)).content.decode()


def test_the_history_is_one_line_for_what_one_person_did_in_a_row(client, entry):
    user = MembershipFactory(unit=entry.unit, user__full_name="Nguyễn Thị Thu Hà").user
    people = ParticipantFactory.create_batch(3, unit=entry.unit)
    for number in range(1, 4):
        members = [Seat(person.pk) for person in people[:number]]
        services.save_entry(entry.pk, revision=number, by=user, texts={}, members=members)

    page = client.get(address(entry)).content.decode()

    assert page.count("Nguyễn Thị Thu Hà") == 1
    for person in people:
        assert f"+ {person.full_name}" in page


def test_markup_in_what_was_typed_stays_text(client, entry):
    person = ParticipantFactory(unit=entry.unit, full_name='<img src=x onerror="alert(1)">')
    data = sent(entry, person, name="<b>x</b>")

    client.post(address(entry), data)
    page = client.get(address(entry)).content.decode()

    assert "<img src=x" not in page
    assert "<b>x</b>" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_as_for_one(client, entry, number, django_assert_num_queries):
    for _ in range(number):
        EntryMemberFactory(entry=entry)
        ParticipantFactory(unit=entry.unit)
    client.get(address(entry))

    with django_assert_num_queries(14):
        client.get(address(entry))


def test_an_entry_is_not_found_under_another_units_address(client, entry):
    other = EntryFactory(unit=UnitFactory())
    mine = reverse("portal_entry", args=[entry.unit.code, other.pk])

    assert client.get(mine).status_code == 404
    assert client.post(mine, {"revision": 1}).status_code == 404
    assert client.get(reverse("portal_entry", args=[entry.unit.code, 10**25])).status_code == 404


def test_an_organiser_sees_the_entry_without_its_editor(client, entry):
    client.force_login(UserFactory(is_superuser=True))

    page = client.get(address(entry)).content.decode()

    assert "data-autosave" not in page
    assert DisciplineFactory._meta.model.objects.get().name in page


@pytest.mark.parametrize("path", ["muc/{0}/", "muc/{0}/gui/", "muc/{0}/nhac/", "ngay-hoi/{0}/", "ngay-hoi/{0}/dong-y/"])
def test_a_number_that_no_database_holds_is_not_found(client, entry, path):
    assert client.get(f"/dang-ky/{entry.unit.code}/{path.format(10**25)}").status_code == 404


def test_a_discipline_with_such_a_number_neither(client, entry):
    festival = entry.discipline.festival_id

    assert client.post(f"/dang-ky/{entry.unit.code}/ngay-hoi/{festival}/mon/{10**25}/").status_code == 404
    assert client.post(f"/dang-ky/{entry.unit.code}/ngay-hoi/{10**25}/mon/1/").status_code == 404
