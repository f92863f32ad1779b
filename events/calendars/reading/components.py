"""Content lines to a tree of components. Goes through the lines once, and no deeper than MOST_DEPTH."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .found import MOST_DEPTH, Code, Problems, Refused
from .lines import Line


@dataclass
class Component:
    """What stands between a BEGIN and its END."""

    name: str
    line: int
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def named(self, *names: str) -> Iterator["Component"]:
        """The parts with one of these names."""
        return (part for part in self.parts if part.name in names)


class Tree:
    """Takes lines one by one. What was never ended is left out, and told of if it is an event."""

    def __init__(self, problems: Problems):
        self.calendars: list[Component] = []
        self._open: list[Component] = []
        self._problems = problems

    def take(self, line: Line) -> None:
        if line.name == "BEGIN":
            self._begin(line)
        elif line.name == "END":
            self._end(line)
        elif self._open and line.name:
            self._open[-1].lines.append(line)
        else:
            self._broken(line)

    def finish(self) -> None:
        if self._open:
            self._problems.note(self._open[0].line, Code.FILE_CUT_OFF)
            self._close(0)

    def _begin(self, line: Line) -> None:
        names = [component.name for component in self._open]
        # A calendar stands in nothing, and an event in no event: what is still open was not ended.
        if line.kind == "VCALENDAR":
            self._close(0)
        elif line.kind == "VEVENT" and "VEVENT" in names:
            self._close(names.index("VEVENT"))
        if len(self._open) >= MOST_DEPTH:
            raise Refused(line.number, Code.TOO_DEEP, limit=MOST_DEPTH)
        component = Component(line.kind, line.number)
        if line.kind == "VCALENDAR":
            self.calendars.append(component)
        elif not self._open:
            self._broken(line)
        self._open.append(component)

    def _end(self, line: Line) -> None:
        names = [component.name for component in self._open]
        if line.kind not in names:
            self._broken(line)
            return
        place = len(names) - 1 - names[::-1].index(line.kind)
        self._close(place + 1)
        ended = self._open.pop()
        if self._open:
            self._open[-1].parts.append(ended)

    def _close(self, place: int) -> None:
        """Gives up what is open from this place on."""
        for component in self._open[place:]:
            if component.name == "VEVENT":
                self._problems.note(component.line, Code.CUT_OFF)
        del self._open[place:]

    def _broken(self, line: Line) -> None:
        self._problems.note(line.number, Code.BROKEN_LINE, value=line.text[:60])


def calendars(lines: Iterable[Line], problems: Problems) -> list[Component]:
    """The VCALENDARs. Raises Refused for what is nested too deeply."""
    tree = Tree(problems)
    for line in lines:
        tree.take(line)
    tree.finish()
    return tree.calendars
