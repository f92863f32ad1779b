"""What a unit does with its delegates."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from events.models import ConferencePage
from units.models import Unit

from ... import notices
from ...rules import Problem
from ...services.errors import Refused
from ...services.guards import cleaned_reason, require_act_for
from .. import consents, queries, rules
from ..models import STANDING, Delegate
from ..rules import Nominee
from . import keeping

NOMINATE, CHANGE, WITHDRAW = "nominate", "change", "withdraw"
REASON_LENGTH = 300

State = Delegate.State


def nominate(
    conference: ConferencePage, unit: Unit, nominees: Sequence[Nominee], *, by: User, has_consent: bool
) -> list[Delegate]:
    """Nominates all of them, or none. Raises Refused with everything that is wrong; a problem's `member` is the place
    of whom it is about. `has_consent`: the unit has confirmed `consents.current_text()` for them."""
    require_act_for(by, unit)
    now = timezone.now()
    problems = [] if has_consent else [Problem("consent_missing", field="consent")]
    with transaction.atomic():
        conference = keeping.lock(conference.pk)
        problems = [*problems_of(conference, unit, nominees, now), *problems]
        if problems:
            raise Refused(problems)
        consent = consents.kept(consents.current_text())
        return [
            keeping.create(conference, unit, nominee, NOMINATE, by=by, detail={"consent": consent})
            for nominee in nominees
        ]


def problems_of(conference: ConferencePage, unit: Unit, nominees: Sequence[Nominee], now) -> list[Problem]:
    """What keeps the unit from nominating them now; for a preview, too."""
    if not nominees:
        return [Problem("nobody")]
    if len(nominees) > rules.MOST_AT_ONCE:
        return [Problem("too_many_at_once", {"most": rules.MOST_AT_ONCE})]
    terms = queries.terms_of(conference, unit, now)
    others = queries.others_of(conference, unit, [nominee.email for nominee in nominees])
    return rules.check(nominees, terms, others)


def change(delegate: Delegate, nominee: Nominee, *, by: User, revision: int, has_consent: bool = False) -> Delegate:
    """Says something else of a delegate. Raises Changed, Refused.

    Another name or post brings one who was confirmed back to those who wait, and asks for the unit's confirmation that
    they agree anew. What is as it was makes no revision.
    """
    require_act_for(by, delegate.unit)
    now = timezone.now()
    with transaction.atomic():
        delegate = keeping.lock_delegate(delegate)
        keeping.require_state(delegate, *STANDING)
        keeping.require_revision(delegate, revision)
        problems = changing_problems(delegate, nominee, now)
        is_another = rules.cleaned(nominee).full_name != delegate.full_name
        if is_another and not has_consent:
            problems.append(Problem("consent_missing", field="consent"))
        if problems:
            raise Refused(problems)
        detail = keeping.rewrite(delegate, nominee)
        if not detail:
            return delegate
        if is_another:
            detail["consent"] = consents.kept(consents.current_text())
        fields = [*rules.TEXTS]
        if delegate.state == State.CONFIRMED and set(detail.get("changed", ())) & set(rules.IDENTITY):
            detail |= keeping.move(delegate, State.NOMINATED)
            fields.append("state")
        keeping.store(delegate, fields)
        keeping.record(delegate, CHANGE, by=by, detail=detail)
    return delegate


def changing_problems(delegate: Delegate, nominee: Nominee, now) -> list[Problem]:
    """What keeps a unit from saying this of a delegate now."""
    terms = queries.terms_of(delegate.conference, delegate.unit, now)
    others = queries.others_of(delegate.conference, delegate.unit, [nominee.email], but=delegate)
    return [*rules.of_now(terms), *rules.of_people([nominee], terms, others)]


def withdraw(delegate: Delegate, *, by: User, reason: str = "") -> Delegate:
    """Takes a delegate back, also after nomination has closed. Twice is as once. Raises Refused."""
    require_act_for(by, delegate.unit)
    reason = cleaned_reason(reason, most=REASON_LENGTH)
    with transaction.atomic():
        delegate = keeping.lock_delegate(delegate)
        if delegate.state == State.WITHDRAWN:
            return delegate
        keeping.require_state(delegate, *STANDING)
        keeping.require_not_over(delegate.conference, timezone.now())
        if delegate.arrived_at is not None:
            raise Refused([Problem("delegate_has_arrived", {"name": delegate.full_name})])
        was_confirmed = delegate.state == State.CONFIRMED
        detail = keeping.move(delegate, State.WITHDRAWN) | {"reason": reason}
        delegate.reason = reason
        keeping.store(delegate, ["state", "reason"])
        keeping.record(delegate, WITHDRAW, by=by, detail=detail)
        if was_confirmed and delegate.email:
            notices.tell_no_longer_expected(delegate)
    return delegate
