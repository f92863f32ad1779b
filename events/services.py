"""Changing festivals and their disciplines. Each function owns its transaction, and holds the festival's row in it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, ProtectedError
from wagtail.log_actions import log

from pagecache import generation
from vietnamese.text import clean_line, slug

from .models import Discipline, FestivalPage
from .permissions import may_arrange, may_copy
from .signals import disciplines_changed

MOMENTS = ("opens_at", "closes_at", "freezes_at", "units_shown_from", "names_shown_from")
SLUG_LENGTH = Discipline._meta.get_field("slug").max_length


class HasEntries(Exception):
    """A discipline that units have entered cannot be deleted."""


class StrangeDisciplines(ValueError):
    """The disciplines named are not those of the festival: somebody else has changed them meanwhile."""


def save_discipline(discipline: Discipline, *, by) -> Discipline:
    """Adds a discipline at the end of its festival's list, or writes a changed one down. Its address is made of its
    first name and stays. Raises ValidationError."""
    with transaction.atomic():
        festival = _lock(discipline.festival, by)
        is_new = discipline.pk is None
        discipline.name = clean_line(discipline.name)
        if is_new:
            last = festival.disciplines.aggregate(last=Max("position"))["last"]
            discipline.position = 0 if last is None else last + 1
            discipline.slug = _free_slug(festival, discipline.name)
        elif not festival.disciplines.filter(pk=discipline.pk).exists():
            raise StrangeDisciplines([discipline.pk])
        discipline.full_clean()
        discipline.save()
        _settle(festival)
        action = "events.discipline.add" if is_new else "events.discipline.change"
        log(festival, action, user=by, data={"name": discipline.name})
    return discipline


def move_discipline(discipline: Discipline, *, to: int, by) -> None:
    """Puts a discipline at another place of the list, counted from 0; one behind the end means the end."""
    with transaction.atomic():
        festival = _lock(discipline.festival, by)
        keys = list(festival.disciplines.order_by("position", "pk").values_list("pk", flat=True))
        if discipline.pk not in keys:
            raise StrangeDisciplines([discipline.pk])
        keys.remove(discipline.pk)
        keys.insert(max(to, 0), discipline.pk)
        _number(keys)
        _settle(festival)


def delete_discipline(discipline: Discipline, *, by) -> None:
    """Deletes a discipline that nobody has entered. Raises HasEntries."""
    with transaction.atomic():
        festival = _lock(discipline.festival, by)
        try:
            discipline.delete()
        except ProtectedError as error:
            raise HasEntries(discipline.name) from error
        _settle(festival)
        log(festival, "events.discipline.delete", user=by, data={"name": discipline.name})


def copy_festival(festival: FestivalPage, *, title: str, starts_on: date, by) -> FestivalPage:
    """Next year's festival as a draft beside this one: the same page and the same disciplines, every date as far from
    the first day as it was. Raises PermissionDenied and ValidationError.

    The regulations do not go along: what units are held to must not be last year's by oversight.
    """
    if not may_copy(by, festival):
        raise PermissionDenied
    shift = starts_on - festival.starts_on
    moved = _shifter(shift)
    changes = {
        "title": title,
        "draft_title": title,
        "slug": _free_page_slug(festival, title),
        "starts_on": starts_on,
        "ends_on": festival.ends_on + shift,
        "regulations": None,
        "go_live_at": None,
        "expire_at": None,
        **{name: moved(getattr(festival, name)) for name in MOMENTS},
    }
    with transaction.atomic():
        copy = festival.copy(copy_revisions=False, keep_live=False, update_attrs=changes, user=by)
        years = starts_on.year - festival.starts_on.year
        for discipline in festival.disciplines.order_by("position", "pk"):
            discipline.pk, discipline.festival = None, copy
            discipline.opens_at, discipline.closes_at = moved(discipline.opens_at), moved(discipline.closes_at)
            # 'On 31/12/2025' means the end of the year: it moves by years, not by days.
            discipline.age_on = discipline.age_on and _years_later(discipline.age_on, years)
            discipline.save(force_insert=True)
    return copy


def _lock(festival: FestivalPage, by) -> FestivalPage:
    festival = FestivalPage.objects.select_for_update(of=("self",)).get(pk=festival.pk)
    if not may_arrange(by, festival):
        raise PermissionDenied
    return festival


def _settle(festival: FestivalPage) -> None:
    """Readers and the search follow."""
    disciplines_changed.send(sender=FestivalPage, festival=festival)
    if festival.live:
        generation.renew()


def _number(keys: Sequence[int]) -> None:
    rows = [Discipline(pk=pk, position=position) for position, pk in enumerate(keys)]
    Discipline.objects.bulk_update(rows, ["position"])


def _free_slug(festival: FestivalPage, name: str) -> str:
    taken = set(festival.disciplines.values_list("slug", flat=True))
    return _first_free(slug(name, SLUG_LENGTH - 4, fallback="noi-dung"), taken)


def _free_page_slug(festival: FestivalPage, title: str) -> str:
    taken = set(festival.get_siblings().values_list("slug", flat=True))
    return _first_free(slug(title, fallback="ngay-hoi"), taken)


def _first_free(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _shifter(shift: timedelta) -> Callable[[datetime | None], datetime | None]:
    # Vietnam knows no summer time: so many days later, clocks show the same.
    return lambda moment: moment and moment + shift


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
