"""The programme of an event as it is printed: by day, and within a day what runs side by side in several halls.

It knows sessions by their times and halls alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from vietnamese.dates import in_vietnam


class Timed(Protocol):
    starts_at: datetime
    ends_at: datetime
    hall: str


Item = TypeVar("Item", bound=Timed)


@dataclass(frozen=True)
class Hall:
    """What takes place in a hall, one after the other; '' where no hall is named."""

    name: str
    sessions: Sequence


@dataclass(frozen=True)
class Block:
    """A part of a day: `sessions` one after the other, or in several `halls` at the same time."""

    sessions: Sequence
    halls: Sequence[Hall] = ()


@dataclass(frozen=True)
class Day:
    """A day in Vietnam; a session belongs to the day on which it begins."""

    day: date
    blocks: Sequence[Block]
    hall: str = ""
    """Where everything takes place, so that it is said once; '' where there are several halls, or none is named."""


def by_day(sessions: Iterable[Item]) -> list[Day]:
    """The programme, in the order of time."""
    days: dict[date, list[Item]] = {}
    for session in sorted(sessions, key=lambda session: (session.starts_at, session.ends_at)):
        days.setdefault(in_vietnam(session.starts_at).date(), []).append(session)
    return [Day(day, _blocks(found), _only_hall(found)) for day, found in days.items()]


def _blocks(sessions: list[Item]) -> list[Block]:
    blocks: list[Block] = []
    for group in _overlapping(sessions):
        halls = _halls(group)
        if len(halls) > 1:
            blocks.append(Block((), halls))
        elif blocks and blocks[-1].sessions:
            blocks[-1] = Block([*blocks[-1].sessions, *group])
        else:
            blocks.append(Block(group))
    return blocks


def _overlapping(sessions: list[Item]) -> list[list[Item]]:
    """Groups of sessions that overlap, directly or by way of others; mostly each is alone."""
    groups: list[list[Item]] = []
    until = None
    for session in sessions:
        if until is not None and session.starts_at < until:
            groups[-1].append(session)
            until = max(until, session.ends_at)
        else:
            groups.append([session])
            until = session.ends_at
    return groups


def _halls(sessions: list[Item]) -> list[Hall]:
    """In the order in which something begins there, and then by their names."""
    halls: dict[str, list[Item]] = {}
    for session in sessions:
        halls.setdefault(session.hall, []).append(session)
    return [Hall(*hall) for hall in sorted(halls.items(), key=lambda hall: (hall[1][0].starts_at, hall[0]))]


def _only_hall(sessions: list[Item]) -> str:
    names = {session.hall for session in sessions}
    return names.pop() if len(names) == 1 else ""
