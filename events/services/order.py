"""The order of rows that stand one below the other, numbered from 0."""

from collections.abc import Sequence

from django.db.models import Max, Model, QuerySet


def end(rows: QuerySet) -> int:
    """The place behind the last of the rows."""
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def moved(keys: Sequence[int], key: int, to: int) -> list[int]:
    """The keys with one of them at another place; one behind the end means the end."""
    rest = [other for other in keys if other != key]
    rest.insert(max(to, 0), key)
    return rest


def number(model: type[Model], keys: Sequence[int]) -> None:
    """Writes down that rows stand in this order."""
    rows = [model(pk=pk, position=position) for position, pk in enumerate(keys)]
    model._default_manager.bulk_update(rows, ["position"])
