"""A conference with a room of documents, and everyone who might knock."""

from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress

from accounts.models import Membership
from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from events.models import Handout
from events.registration.delegates.models import Delegate
from tests.factories import ConferenceFactory, HandoutFactory, MembershipFactory, UnitFactory, UserFactory
from tests.factories.registration import DelegateFactory

State = Delegate.State


def with_address(email: str, *, verified: bool = True, **said):
    """Somebody who signed up with an address, and proved it or not."""
    user = UserFactory(email=email, **said)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


@pytest.fixture
def conference():
    return ConferenceFactory(title="Hội nghị tổng kết năm 2026", place="Hội trường lớn")


@pytest.fixture
def delegate(conference):
    return DelegateFactory(conference=conference, full_name="Đỗ Thị Ước", email="uoc@example.vn", state=State.CONFIRMED)


@pytest.fixture
def person(delegate):
    """Who the delegate is."""
    return with_address("uoc@example.vn")


@pytest.fixture
def scene(conference):
    """People by what they are; `sends` is a unit with a confirmed delegate, `sent` one whose delegates were refused."""
    sends, sent = UnitFactory(), UnitFactory()
    for state in State:
        unit = sends if state in (State.CONFIRMED, State.NOMINATED) else sent
        DelegateFactory(conference=conference, unit=unit, state=state, email=f"{state}@example.vn")
    DelegateFactory(conference=conference, unit=sends, state=State.CONFIRMED, email="Hoa.Le@Example.VN")
    DelegateFactory(state=State.CONFIRMED, email="khac@example.vn")
    people = {
        "stranger": None,
        "reader": with_address("doc@example.vn"),
        "with an address that is not proved": with_address(f"{State.CONFIRMED}@example.vn", verified=False),
        "confirmed": with_address("hoa.le@example.vn"),
        "nominated": with_address(f"{State.NOMINATED}@example.vn"),
        "declined": with_address(f"{State.DECLINED}@example.vn"),
        "withdrawn": with_address(f"{State.WITHDRAWN}@example.vn"),
        "delegate elsewhere": with_address("khac@example.vn"),
        "representative": MembershipFactory(unit=sends).user,
        "of a unit that sends nobody": MembershipFactory(unit=sent).user,
        "of another unit": MembershipFactory().user,
        "suspended": MembershipFactory(unit=sends, state=Membership.State.SUSPENDED).user,
        "of a unit that left": MembershipFactory(unit=UnitFactory(is_active=False)).user,
        "organiser": UserFactory(role=ORGANISER),
        "editor": UserFactory(role=EDITOR),
        "chief editor": UserFactory(role=CHIEF_EDITOR),
        "administrator": UserFactory(role=ADMINISTRATOR),
        "superuser": UserFactory(is_superuser=True),
    }
    DelegateFactory(
        conference=conference, unit=people["of a unit that left"].memberships.get().unit, state=State.CONFIRMED
    )
    return SimpleNamespace(
        conference=conference,
        handout=HandoutFactory(event=conference, audience=Handout.Audience.DELEGATES),
        people=people,
    )
