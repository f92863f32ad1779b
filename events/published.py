"""What of an event's programme and papers stands on its public pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from . import queries
from .models import Discipline, EventPage, Handout, Session
from .programme import Day, by_day

DECISIONS = (Handout.Kind.MINUTES, Handout.Kind.RESOLUTION)


@dataclass(frozen=True)
class Published:
    """The programme by day, each session with its `papers`; what was decided; papers of no session.

    Of what is for delegates readers learn no more than that it is there: a title can say too much.
    """

    sessions: list[Session]
    days: list[Day]
    decisions: list[Handout]
    papers: list[Handout]
    has_more_for_delegates: bool


def of_event(event: EventPage) -> Published:
    """Three queries."""
    sessions, handouts = queries.sessions_of(event), queries.handouts_of(event)
    public = [handout for handout in handouts if handout.audience == Handout.Audience.EVERYONE]
    rest = give_papers(sessions, [handout for handout in public if handout.kind not in DECISIONS])
    return Published(
        sessions=sessions,
        days=by_day(sessions),
        decisions=[handout for handout in public if handout.kind in DECISIONS],
        papers=rest,
        has_more_for_delegates=len(public) < len(handouts),
    )


def of_discipline(discipline: Discipline) -> list[Day]:
    """What of the festival's programme concerns a discipline; two queries."""
    sessions = queries.sessions_of(discipline.festival, discipline=discipline)
    give_papers(sessions, [])
    return by_day(sessions)


def give_papers(sessions: list[Session], papers: Iterable[Handout]) -> list[Handout]:
    """Puts the papers to their sessions; gives those that belong to none of them."""
    of_session = defaultdict(list)
    for paper in papers:
        of_session[paper.session_id].append(paper)
    for session in sessions:
        session.papers = of_session.pop(session.pk, [])
    return [paper for found in of_session.values() for paper in found]
