"""The programmes of the example events: days with their sessions, as the events' files tell them."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from events.models import Discipline, EventPage, Session, Speaker
from vietnamese.dates import VIETNAM

SAID = ("kind", "title", "hall", "description")


def make_programme(event: EventPage, days: list[dict], by: timedelta) -> dict[str, Session]:
    """The sessions by their titles, `by` later than the file says."""
    disciplines = {one.name: one for one in getattr(event, "disciplines", Discipline.objects.none()).all()}
    entries = [(day["day"] + by, entry) for day in days for entry in day["sessions"]]
    sessions = [_session(event, day, entry, disciplines) for day, entry in entries]
    Session.objects.bulk_create(sessions)
    Speaker.objects.bulk_create(
        Speaker(session=session, name=name, post=post, topic=topic, position=position)
        for session, (_day, entry) in zip(sessions, entries, strict=True)
        for position, (name, post, topic) in enumerate(entry.get("speakers", ()))
    )
    return {session.title: session for session in sessions}


def _session(event: EventPage, day: date, entry: dict, disciplines: Mapping[str, Discipline]) -> Session:
    reason = entry.get("cancelled", "")
    session = Session(
        event=event,
        starts_at=_moment(day, entry["at"]),
        ends_at=_moment(day, entry["until"]),
        discipline=disciplines[entry["discipline"]] if "discipline" in entry else None,
        asks_delegates=entry.get("asks", False),
        is_cancelled=bool(reason),
        reason=reason,
        **{name: entry[name] for name in SAID if name in entry},
    )
    session.clean_fields(exclude=["event", "discipline"])
    session.clean()
    return session


def _moment(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), VIETNAM)
