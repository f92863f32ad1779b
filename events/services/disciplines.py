"""Changing the disciplines of a festival. Each function owns its transaction, and holds the festival's row in it."""

from django.db import transaction
from django.db.models import ProtectedError
from wagtail.log_actions import log

from vietnamese.text import clean_line, slug

from ..models import Discipline, FestivalPage
from ..signals import disciplines_changed
from . import order
from .addresses import first_free
from .locks import lock, renew_pages

SLUG_LENGTH = Discipline._meta.get_field("slug").max_length


class HasEntries(Exception):
    """A discipline that units have entered cannot be deleted."""


class StrangeDisciplines(ValueError):
    """The disciplines named are not those of the festival: somebody else has changed them meanwhile."""


def save_discipline(discipline: Discipline, *, by) -> Discipline:
    """Adds a discipline at the end of its festival's list, or writes a changed one down. Its address is made of its
    first name and stays. Raises ValidationError."""
    with transaction.atomic():
        festival = lock(discipline.festival, by)
        is_new = discipline.pk is None
        discipline.name = clean_line(discipline.name)
        if is_new:
            discipline.position = order.end(festival.disciplines)
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
        festival = lock(discipline.festival, by)
        keys = list(festival.disciplines.order_by("position", "pk").values_list("pk", flat=True))
        if discipline.pk not in keys:
            raise StrangeDisciplines([discipline.pk])
        order.number(Discipline, order.moved(keys, discipline.pk, to))
        _settle(festival)


def delete_discipline(discipline: Discipline, *, by) -> None:
    """Deletes a discipline that nobody has entered. Raises HasEntries."""
    with transaction.atomic():
        festival = lock(discipline.festival, by)
        try:
            discipline.delete()
        except ProtectedError as error:
            raise HasEntries(discipline.name) from error
        _settle(festival)
        log(festival, "events.discipline.delete", user=by, data={"name": discipline.name})


def _settle(festival: FestivalPage) -> None:
    """Readers and the search follow."""
    disciplines_changed.send(sender=FestivalPage, festival=festival)
    renew_pages(festival)


def _free_slug(festival: FestivalPage, name: str) -> str:
    taken = set(festival.disciplines.values_list("slug", flat=True))
    return first_free(slug(name, SLUG_LENGTH - 4, fallback="noi-dung"), taken)
