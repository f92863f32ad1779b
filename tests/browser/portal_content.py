"""A unit that registers: made on the running site when a test asks for it, each time another."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import User
from events.registration import queries, services
from events.registration.models import Entry
from tests.factories.events import DisciplineFactory
from tests.factories.registration import EntryFactory, EntryMemberFactory, ParticipantFactory
from tests.factories.units import MembershipFactory, UnitFactory
from units.models import Unit

PEOPLE = ("Đỗ Ngọc Ánh", "Đặng Hữu Sơn", "Nguyễn Thị Thu Hà", "Trần Quốc Việt")


def make() -> dict:
    """What a test needs: the entry's address and the sessions of two representatives of its unit."""
    number = Unit.objects.count() + 1
    unit = UnitFactory(name=f"Viện thử nghiệm {number}", short_name=f"Viện {number}", code=f"vien-{number}", logo=None)
    discipline = DisciplineFactory(name=f"Kéo co {number}", slug=f"keo-co-{number}", squad_min=2, squad_max=4)
    for name in PEOPLE:
        ParticipantFactory(unit=unit, full_name=name)
    users = [
        MembershipFactory(unit=unit, user__full_name=name, user__email=f"dai-dien-{number}-{place}@example.vn").user
        for place, name in enumerate(("Lê Minh", "Phạm Đức"))
    ]
    registration = services.register(discipline.festival, unit)
    services.give_consent(registration, by=users[0], text=queries.consent_text(discipline.festival))
    entry = EntryFactory(unit=unit, discipline=discipline, registration=registration)
    address = f"/dang-ky/{unit.code}/muc/{entry.pk}/"
    return {"address": address, "entry": entry.pk, "sessions": [session_of(user) for user in users]}


def session_of(user: User) -> str:
    """The key of a session in which the user is signed in, as the sign-in page would begin it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def stored(entry_id: int) -> dict:
    """The entry as it is stored."""
    entry = Entry.objects.get(pk=entry_id)
    members = [[member.participant.full_name, member.role, member.shirt] for member in entry.members.all()]
    return {"state": entry.state, "name": entry.name, "members": members}


def make_way() -> dict:
    """A festival with one discipline and one place, a unit that nobody represents yet, and another whose pair is ready
    to be handed in."""
    number = Unit.objects.count() + 1
    unit, other = (
        UnitFactory(name=f"Viện {place} {number}", short_name=f"Viện {place} {number}", code=code, logo=None)
        for place, code in (("Đo", f"do-{number}"), ("Kế", f"ke-{number}"))
    )
    discipline = DisciplineFactory(name="Kéo co", slug="keo-co", squad_min=2, squad_max=4, quota=1)
    user = MembershipFactory(unit=other, user__email=f"ke-{number}@example.vn").user
    registration = services.register(discipline.festival, other)
    services.give_consent(registration, by=user, text=queries.consent_text(discipline.festival))
    waiting = EntryFactory(unit=other, discipline=discipline, registration=registration)
    for role in ("captain", "player"):
        EntryMemberFactory(entry=waiting, role=role)
    return {
        "festival": discipline.festival_id,
        "unit": unit.pk,
        "code": unit.code,
        "email": f"do-{number}@example.vn",
        "waiting": waiting.pk,
    }


def hand_in(entry_id: int) -> dict:
    """Submits the entry of the other unit, as its representative."""
    entry = Entry.objects.get(pk=entry_id)
    user = entry.unit.memberships.get().user
    return {"state": services.submit(entry_id, revision=entry.revision, by=user).state}
