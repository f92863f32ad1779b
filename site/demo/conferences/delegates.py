"""Whom the example units send to a conference: to one that is over those who came, to one to come all states.

The rows are written in bulk, with the trail that would have led to them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from accounts.models import Membership, User
from events.models import ConferencePage, Session
from events.registration.checkin.delegate_arrivals import ARRIVE
from events.registration.delegates import consents
from events.registration.delegates.models import Delegate, DelegateEvent
from events.registration.delegates.services.deciding import CONFIRM, DECLINE
from events.registration.delegates.services.nominating import NOMINATE, WITHDRAW
from units.models import Unit
from vietnamese.names import name_sort_key
from vietnamese.text import fold, slug

from ..festivals.people import NAMES
from ..units import REPRESENTED

State = Delegate.State
DECLINED = "Đơn vị đã đủ số người ở phiên thực hành này."
WITHDRAWN = "Đi công tác đúng hai ngày hội thảo."
PLANS = {
    # What becomes of the delegates of each unit in turn, by their first letters.
    "arrived": ("CCC", "CCCC", "CC", "CCC"),
    "open": ("CCND", "NNN", "CCNW", "", "CNNNNCC", "NN", "CDN", "N", "CCC", "NNNN", "", "CW", "NN", "CN"),
    "few": ("CN", "", "N", "", "NN"),
}
STATES = {"N": State.NOMINATED, "C": State.CONFIRMED, "D": State.DECLINED, "W": State.WITHDRAWN}
ONE_IN = {"vegetarian": 7, "address": 2, "absent": 11, "meal": 4}


@dataclass
class _Sent:
    """A delegate who is not written yet, which of the sessions they attend, and when they were nominated."""

    delegate: Delegate
    at: datetime
    sessions: list[Session] = field(default_factory=list)


def send(conference: ConferencePage, plan: str, organiser: User, now: datetime) -> None:
    """Writes the delegates of all units in a row of `PLANS`."""
    units = list(Unit.objects.order_by("position"))
    acting = {row.unit_id: row.user for row in Membership.objects.filter(unit__in=units).select_related("user")}
    asking = list(conference.sessions.filter(asks_delegates=True, is_cancelled=False))
    sent = [
        one
        for number, unit in enumerate(units)
        for one in _of_unit(conference, unit, PLANS[plan][number % len(PLANS[plan])], asking, now)
    ]
    for one in sent:
        _decide(one, conference, organiser, now)
        one.delegate.nominated_by = acting.get(one.delegate.unit_id)
    _write(sent, organiser)


def _of_unit(
    conference: ConferencePage, unit: Unit, states: str, asking: list[Session], now: datetime
) -> Iterator[_Sent]:
    chance = Random(f"{conference.slug} {unit.code}")  # noqa: S311 - chance, not secrecy
    span = min(now, conference.closes_at) - conference.opens_at
    names: set[str] = set()
    for number, state in enumerate(states):
        gender = chance.choice(("male", "female"))
        name = " ".join(chance.choice(part) for part in (NAMES["families"], *NAMES[gender].values()))
        while name in names:
            name = " ".join(chance.choice(part) for part in (NAMES["families"], *NAMES[gender].values()))
        names.add(name)
        post, address = chance.choice(NAMES["posts"]), f"{slug(name)}.{unit.code}@example.vn"
        if (unit.code, number) == (REPRESENTED, 0):
            # Who tries the example account finds the documents room open.
            name, post, address = "Nguyễn Thị Ngọc Ánh", "Chánh Văn phòng", "donvi@example.vn"
        elif chance.randrange(ONE_IN["address"]):
            address = ""
        yield _Sent(
            Delegate(
                conference=conference,
                unit=unit,
                full_name=name,
                # Rows made in bulk pass by save(), which writes these two.
                folded_name=fold(name),
                sort_key=name_sort_key(name)[:400],
                post=post,
                email=address,
                diet=Delegate.Diet.ANY if chance.randrange(ONE_IN["vegetarian"]) else Delegate.Diet.VEGETARIAN,
                state=STATES[state],
            ),
            at=conference.opens_at + span * chance.uniform(0.1, 0.8),
            sessions=_attended([session for session in asking if chance.randrange(ONE_IN["meal"])]),
        )


def _attended(sessions: list[Session]) -> list[Session]:
    """Without those that begin before the last one is over: nobody is in two places."""
    attended: list[Session] = []
    for session in sessions:
        if not attended or attended[-1].ends_at <= session.starts_at:
            attended.append(session)
    return attended


def _decide(one: _Sent, conference: ConferencePage, organiser: User, now: datetime) -> None:
    delegate = one.delegate
    delegate.reason = {State.DECLINED: DECLINED, State.WITHDRAWN: WITHDRAWN}.get(delegate.state, "")
    if delegate.state in (State.CONFIRMED, State.DECLINED):
        delegate.decided_at, delegate.decided_by = _after(one, conference, now), organiser
    if delegate.state != State.NOMINATED:
        delegate.revision = 2
    chance = Random(delegate.full_name)  # noqa: S311 - chance, not secrecy
    is_over = conference.ends_at < now
    if is_over and delegate.state == State.CONFIRMED and chance.randrange(ONE_IN["absent"]):
        delegate.arrived_at, delegate.arrived_by = conference.begins_at - timedelta(minutes=12), organiser


def _after(one: _Sent, conference: ConferencePage, now: datetime) -> datetime:
    return min(one.at + timedelta(days=1, hours=2), now, conference.begins_at)


def _write(sent: list[_Sent], organiser: User) -> None:
    delegates = [one.delegate for one in sent]
    Delegate.objects.bulk_create(delegates)
    for one in sent:
        one.delegate.nominated_at = one.at  # which creating a row sets to now
    Delegate.objects.bulk_update(delegates, ["nominated_at"], batch_size=500)
    attending = Delegate.sessions.through
    attending.objects.bulk_create(
        attending(delegate_id=one.delegate.pk, session_id=session.pk) for one in sent for session in one.sessions
    )
    consent = consents.kept(consents.current_text())
    trail = [(event, event.at) for one in sent for event in _events(one, organiser, consent)]
    DelegateEvent.objects.bulk_create([event for event, _at in trail])
    for event, at in trail:
        event.at = at
    DelegateEvent.objects.bulk_update([event for event, _at in trail], ["at"], batch_size=500)


def _events(one: _Sent, organiser: User, consent: dict[str, str]) -> Iterator[DelegateEvent]:
    """The audit rows that would lead to the delegate's state."""
    delegate = one.delegate
    unit = delegate.nominated_by
    yield DelegateEvent(delegate=delegate, at=one.at, actor=unit, action=NOMINATE, detail={"consent": consent})
    states = {"states": [State.NOMINATED.value, str(delegate.state)]}
    how = {
        State.CONFIRMED: (CONFIRM, organiser, delegate.decided_at, states),
        State.DECLINED: (DECLINE, organiser, delegate.decided_at, states | {"reason": DECLINED}),
        State.WITHDRAWN: (WITHDRAW, unit, one.at + timedelta(hours=5), states | {"reason": WITHDRAWN}),
    }
    if delegate.state in how:
        action, actor, at, detail = how[delegate.state]
        yield DelegateEvent(delegate=delegate, at=at, actor=actor, action=action, detail=detail)
    if delegate.arrived_at:
        yield DelegateEvent(delegate=delegate, at=delegate.arrived_at, actor=organiser, action=ARRIVE)
