"""Writing units: they are written in the admin's form, and taken away only while nothing is told of them."""

from django.db import transaction
from django.utils.text import capfirst

from .models import Unit


class InUse(Exception):
    """A unit of which something is told; `uses` says what, with how many there are of each kind."""

    def __init__(self, uses: dict[str, int]):
        super().__init__(uses)
        self.uses = uses


def uses_of(unit: Unit) -> dict[str, int]:
    """What refers to a unit, by the name of its kind: flags, representatives, articles, whatever any room has."""
    found: dict[str, int] = {}
    for relation in unit._meta.related_objects:
        count = relation.related_model._base_manager.filter(**{relation.field.name: unit.pk}).count()
        if count:
            found[str(capfirst(relation.related_model._meta.verbose_name_plural))] = count
    return found


def delete_unit(unit: Unit) -> None:
    """Deletes a unit that was made by mistake. Raises `InUse` for one that has a past: it leaves the bloc instead.

    Whatever refers to it would else go with it without a word: who represents it, which articles are about it.
    """
    with transaction.atomic():
        locked = Unit.objects.select_for_update().get(pk=unit.pk)
        uses = uses_of(locked)
        if uses:
            raise InUse(uses)
        locked.delete()
