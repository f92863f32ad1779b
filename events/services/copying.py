"""Next year's event, made of this one."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction

from vietnamese.text import slug

from ..models import Discipline, EventPage, EventState, FestivalPage
from ..permissions import may_copy
from .addresses import first_free

MOMENTS = ("opens_at", "closes_at")
MOMENTS_OF_FESTIVALS = ("freezes_at", "units_shown_from", "names_shown_from")

Event = TypeVar("Event", bound=EventPage)


def copy_event(event: Event, *, title: str, starts_on: date, by) -> Event:
    """Next year's festival or conference as a draft beside this one: the same page, the same disciplines and the same
    programme, every date as far from the first day as it was. Raises PermissionDenied and ValidationError.

    What is last year's by nature does not go along: the regulations, speakers and handouts, cancelled sessions, and
    whom units have sent.
    """
    if not may_copy(by, event):
        raise PermissionDenied
    moved = _shifter(starts_on - event.starts_on)
    with transaction.atomic():
        copy = event.copy(
            copy_revisions=False,
            keep_live=False,
            update_attrs=_changes(event, title, starts_on),
            user=by,
        )
        disciplines = _copy_disciplines(event, copy, moved) if isinstance(event, FestivalPage) else {}
        _copy_programme(event, copy, disciplines, moved)
    return copy


def _changes(event: EventPage, title: str, starts_on: date) -> dict:
    shift = starts_on - event.starts_on
    moved = _shifter(shift)
    changes = {
        "title": title,
        "draft_title": title,
        "slug": _free_slug(event, title),
        "starts_on": starts_on,
        "ends_on": event.ends_on + shift,
        "state": EventState.PLANNED,
        "state_reason": "",
        "moved_from": None,
        "go_live_at": None,
        "expire_at": None,
    }
    moments = MOMENTS
    if isinstance(event, FestivalPage):
        changes["regulations"] = None
        moments += MOMENTS_OF_FESTIVALS
    return changes | {name: moved(getattr(event, name)) for name in moments}


def _copy_disciplines(festival: FestivalPage, copy: FestivalPage, moved: Callable) -> dict[int, Discipline]:
    """The copies, by the keys of those they were made of."""
    years = copy.starts_on.year - festival.starts_on.year
    copies = {}
    for discipline in festival.disciplines.order_by("position", "pk"):
        source = discipline.pk
        discipline.pk, discipline.festival = None, copy
        discipline.opens_at, discipline.closes_at = moved(discipline.opens_at), moved(discipline.closes_at)
        # 'On 31/12/2025' means the end of the year: it moves by years, not by days.
        discipline.age_on = discipline.age_on and _years_later(discipline.age_on, years)
        discipline.save(force_insert=True)
        copies[source] = discipline
    return copies


def _copy_programme(event: EventPage, copy: EventPage, disciplines: dict[int, Discipline], moved: Callable) -> None:
    for session in event.sessions.filter(is_cancelled=False):
        session.pk, session.event, session.import_uid = None, copy, ""
        session.starts_at, session.ends_at = moved(session.starts_at), moved(session.ends_at)
        session.discipline = disciplines.get(session.discipline_id)
        session.save(force_insert=True)


def _free_slug(event: EventPage, title: str) -> str:
    taken = set(event.get_siblings().values_list("slug", flat=True))
    fallback = "ngay-hoi" if isinstance(event, FestivalPage) else "hoi-nghi"
    return first_free(slug(title, fallback=fallback), taken)


def _shifter(shift: timedelta) -> Callable[[datetime | None], datetime | None]:
    # Vietnam knows no summer time: so many days later, clocks show the same.
    return lambda moment: moment and moment + shift


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
