"""What was found in a file, and what was not right with it, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

MOST_BYTES = 1_000_000
MOST_LINES = 50_000
MOST_EVENTS = 500
"""In the file, and found in the end, when those that repeat are taken one by one."""
MOST_OCCURRENCES = 100
MOST_YEARS = 2
"""How far a series is followed from its beginning."""
MOST_DAYS = 366
"""How long one event may be."""
MOST_TIMES = 1_000
"""That one series names one by one, to have or to leave out."""
MOST_LETTERS = 65_536
"""In one content line that is read; pictures that stand in a file are longer, and are passed over."""
MOST_DEPTH = 8
MOST_PROBLEMS = 100
MOST_UID = 200


class Weight(StrEnum):
    """What a problem costs: the file, an event, or nothing that somebody who looks at what was found would not see."""

    FILE = "file"
    EVENT = "event"
    NOTE = "note"


class Code(StrEnum):
    """What is wrong. In brackets what `Problem.values` holds."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"  # limit: bytes
    TOO_MANY_LINES = "too_many_lines"  # limit
    NOT_UTF8 = "not_utf8"
    NO_CALENDAR = "no_calendar"
    OLD_FORMAT = "old_format"  # version: vCalendar 1.0, of the telephones of the nineties
    TOO_DEEP = "too_deep"  # limit
    TOO_MANY_EVENTS = "too_many_events"  # limit, count
    NO_EVENTS = "no_events"

    CUT_OFF = "cut_off"
    NO_START = "no_start"
    BAD_TIME = "bad_time"  # name: of the property; value
    ENDS_BEFORE_START = "ends_before_start"
    TOO_LONG = "too_long"  # limit: days
    LONG_LINE = "long_line"  # name, limit
    TOO_MANY_OCCURRENCES = "too_many_occurrences"  # limit; this event and those after it were left out

    BROKEN_LINE = "broken_line"  # value: its beginning
    FILE_CUT_OFF = "file_cut_off"
    HAS_METHOD = "has_method"  # value: it is an invitation or an answer to one
    OTHER_COMPONENT = "other_component"  # name, count: tasks, journals
    NO_TITLE = "no_title"
    NO_UID = "no_uid"
    SAME_UID = "same_uid"  # value
    UNKNOWN_ZONE = "unknown_zone"  # value: its times were read as Vietnam's
    ODD_RULE = "odd_rule"  # value: only the first of the series was taken
    SERIES_CUT = "series_cut"  # limit: occurrences; years
    THIS_AND_FUTURE = "this_and_future"  # only the one occurrence was changed
    MORE_PROBLEMS = "more_problems"  # count

    @property
    def weight(self) -> Weight:
        if self in _OF_THE_FILE:
            return Weight.FILE
        return Weight.EVENT if self in _OF_AN_EVENT else Weight.NOTE


_OF_THE_FILE = {
    Code.EMPTY,
    Code.TOO_LARGE,
    Code.TOO_MANY_LINES,
    Code.NOT_UTF8,
    Code.NO_CALENDAR,
    Code.OLD_FORMAT,
    Code.TOO_DEEP,
    Code.TOO_MANY_EVENTS,
    Code.NO_EVENTS,
}
_OF_AN_EVENT = {
    Code.CUT_OFF,
    Code.NO_START,
    Code.BAD_TIME,
    Code.ENDS_BEFORE_START,
    Code.TOO_LONG,
    Code.LONG_LINE,
    Code.TOO_MANY_OCCURRENCES,
}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and in which line, counted from 1; 0 is the file itself."""

    line: int
    code: Code
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def weight(self) -> Weight:
        return self.code.weight


@dataclass(frozen=True)
class FoundEvent:
    """One event as a programme takes it.

    `starts` and `ends` are both days, the latter the day after the last, or both moments in Vietnam's time; `ends` is
    None for a mere moment. `title` and `location` are of one line each; the title may be empty. `uid` is the same
    whenever the same file is read; of one of a series it is `<uid>#<when it was to begin>`. `line` is where it begins.
    """

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None
    location: str
    description: str
    cancelled: bool
    line: int


@dataclass(frozen=True)
class Found:
    """The events in order of their beginning, and the problems in order of their lines."""

    events: list[FoundEvent]
    problems: list[Problem]


class Problems:
    """Gathers what is wrong with a file. Not more than somebody will read: of a file that is no calendar at all each
    line is wrong."""

    def __init__(self):
        self._found: list[Problem] = []
        self._left_out = 0

    def add(self, problem: Problem) -> None:
        if problem.weight is Weight.NOTE and len(self._found) >= MOST_PROBLEMS:
            self._left_out += 1
        else:
            self._found.append(problem)

    def note(self, line: int, code: Code, **values: str | int) -> None:
        self.add(Problem(line, code, values))

    def only_notes(self) -> bool:
        """Whether nothing that was found costs an event."""
        return all(problem.weight is Weight.NOTE for problem in self._found)

    def in_order(self) -> list[Problem]:
        """By line; what cost most is left out last."""
        heaviest = sorted(self._found, key=lambda problem: list(Weight).index(problem.weight))
        kept = sorted(heaviest[:MOST_PROBLEMS], key=lambda problem: problem.line)
        left_out = self._left_out + len(self._found) - len(kept)
        return [*kept, Problem(0, Code.MORE_PROBLEMS, {"count": left_out})] if left_out else kept


class Refused(Exception):
    """Ends the reading: of the file, or of one event."""

    def __init__(self, line: int, code: Code, **values: str | int):
        super().__init__(code)
        self.problem = Problem(line, code, values)
