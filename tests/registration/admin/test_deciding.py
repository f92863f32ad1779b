"""Deciding about one entry and about many."""

import pytest
from django.urls import reverse

from events.registration import services
from events.registration.models import Entry, EntryEvent, State
from tests.factories import DisciplineFactory, UnitFactory

from .reading import page, said, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def decide(client, organiser, festival):
    """Sends a decision about some entries, as they are now or as they were read."""

    def send(name, *entries, reason=None, follow=True, **more):
        chosen = [entry if isinstance(entry, str) else f"{entry.pk}:{entry.revision}" for entry in entries]
        data = {"muc": chosen} | ({"reason": reason} if reason is not None else {}) | more
        return client.post(reverse("registration_decide", args=[festival.pk, name]), data, follow=follow)

    return send


def states() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("name", "reason", "state"),
    [
        ("duyet", None, State.APPROVED),
        ("tra-lai", "Thiếu ngày sinh", State.RETURNED),
        ("tu-choi", "Quá số đội", State.REJECTED),
    ],
)
def test_one_entry_is_decided_once_with_its_reason(decide, discipline, entered, organiser, name, reason, state):
    entry = entered(discipline)

    for _click in range(2):
        response = decide(name, entry, reason=reason)
        [message] = said(response)
        assert "1" in message

    entry.refresh_from_db()
    [event] = EntryEvent.objects.all()
    assert (entry.state, entry.reason) == (state, reason or "")
    assert (event.actor, event.from_state, event.to_state) == (organiser, State.SUBMITTED, state)


def test_of_many_those_that_cannot_be_approved_are_told_and_the_others_are_done(decide, festival, discipline, entered):
    strict = DisciplineFactory(festival=festival, name="Bóng đá", squad_min=7, squad_max=9)
    good = entered(discipline, UnitFactory(short_name="Tốt"))
    short = entered(strict, UnitFactory(short_name="Thiếu người"))
    waits = entered(discipline, UnitFactory(short_name="Đang chờ"), state=State.WAITING)

    response = decide("duyet", good, short, waits)

    assert states() == [State.APPROVED, State.SUBMITTED, State.WAITING]
    warned = page(response).xpath("//div[@class='messages']//li//ul/li")
    assert [text(line).split(":")[0] for line in warned] == ["Kéo co, Đang chờ", "Bóng đá, Thiếu người"]
    assert all(text(line).split(":", 1)[1].strip() for line in warned)


@pytest.mark.parametrize("name", ["tra-lai", "tu-choi"])
@pytest.mark.parametrize("reason", ["", "   ", None, "x" * 1001])
def test_without_a_reason_nothing_happens_and_nothing_chosen_is_lost(decide, discipline, entered, name, reason):
    first, second = entered(discipline), entered(discipline)

    shown = page(decide(name, first, second, reason=reason), 400)

    assert states() == [State.SUBMITTED] * 2
    assert shown.xpath("//input[@name='muc']/@value") == [f"{first.pk}:1", f"{second.pk}:1"]
    assert [text(error) for error in shown.xpath("//*[contains(@class, 'error-message')]") if text(error)] != []
    assert text(shown.xpath("//textarea[@name='reason']")[0]) == (reason or "").strip()


@pytest.mark.parametrize("name", ["duyet", "tra-lai", "tu-choi"])
def test_what_has_changed_since_it_was_read_is_left_and_told(decide, discipline, entered, name):
    entry = entered(discipline)
    read = f"{entry.pk}:{entry.revision}"
    Entry.objects.update(revision=entry.revision + 1)

    [message] = said(decide(name, read, reason="Lý do"))

    assert states() == [State.SUBMITTED]
    assert "Kéo co" in message


def test_an_entry_without_the_revision_that_was_read_is_not_decided(decide, discipline, entered):
    entry = entered(discipline)

    decide("duyet", str(entry.pk))

    assert states() == [State.SUBMITTED]


@pytest.mark.parametrize("chosen", [[], ["x"], ["-1:1"], ["9" * 40 + ":1"], ["999999:1"], ["١٢:١"], [":"]])
def test_a_choice_of_nothing_is_told(decide, discipline, entered, chosen):
    entered(discipline)

    assert len(said(decide("duyet", *chosen))) == 1
    assert states() == [State.SUBMITTED]


def test_an_entry_of_another_festival_is_not_decided_from_here(decide, discipline, entered):
    other = entered(DisciplineFactory())

    decide("duyet", other)

    assert states() == [State.SUBMITTED]


def test_there_are_no_other_decisions(client, organiser, festival):
    assert client.get(reverse("registration_decide", args=[festival.pk, "xoa"])).status_code == 404


def test_asking_shows_what_was_chosen_and_changes_nothing(client, organiser, festival, discipline, entered):
    entry = entered(discipline)

    shown = page(client.get(reverse("registration_decide", args=[festival.pk, "tra-lai"]), {"muc": [f"{entry.pk}:1"]}))

    assert shown.xpath("//form[@method='post']//input[@name='muc']/@value") == [f"{entry.pk}:1"]
    assert states() == [State.SUBMITTED]


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/quan-tri/dang-ky/ngay-hoi/?a=1", "/quan-tri/dang-ky/ngay-hoi/?a=1"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("", None),
    ],
)
def test_the_way_back_leads_where_one_came_from_and_nowhere_else(decide, festival, discipline, entered, wanted, goes):
    response = decide("duyet", entered(discipline), next=wanted, follow=False)

    assert response["Location"] == (goes or reverse("registration_entries", args=[festival.pk]))


def test_each_entry_is_decided_by_the_service_once(decide, discipline, entered, monkeypatch):
    asked = []
    approve = services.approve
    monkeypatch.setattr(services, "approve", lambda pk, **more: asked.append(pk) or approve(pk, **more))
    entries = [entered(discipline) for _ in range(3)]

    decide("duyet", *entries, entries[0])

    assert asked == [entry.pk for entry in entries]


def test_a_rejected_entry_lets_the_first_of_the_waiting_list_move_up(decide, discipline, entered):
    discipline.quota = 1
    discipline.save()
    holder = entered(discipline)
    first, second = entered(discipline, state=State.WAITING), entered(discipline, state=State.WAITING)

    decide("tu-choi", holder, reason="Không đủ điều kiện")

    assert states() == [State.REJECTED, State.SUBMITTED, State.WAITING]
    assert first.arrival < second.arrival
