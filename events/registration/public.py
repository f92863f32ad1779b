"""What readers see of what units entered: on the pages of a festival and a discipline, and on the units' own.

Nothing before the organisers publish it, and names of people only where they publish those too. An entry is shown
while it holds a place; a draft or one on the waiting list has not entered yet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.db.models import Prefetch, Q
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from events import sections
from events.models import Discipline, FestivalPage
from events.queries import listed
from events.sections import Section, Showing
from pagecache import generation
from units.models import Unit
from units.queries import attach_logos

from . import rules
from .models import HOLDING, Entry, EntryEvent, EntryMember

PLACE = 20
"""Above the news and the albums of a festival."""


@dataclass
class Shown:
    """What a unit entered: in a festival its disciplines, in a discipline its teams with their people."""

    unit: Unit
    entries: list[Entry] = field(default_factory=list)

    @property
    def disciplines(self) -> list[Discipline]:
        return list(dict.fromkeys(entry.discipline for entry in self.entries))


@dataclass(frozen=True)
class Season:
    """What a unit entered in one festival."""

    festival: FestivalPage
    entries: list[Entry]

    @property
    def disciplines(self) -> list[tuple[Discipline, list[Entry]]]:
        """In the festival's order, each once, with all that the unit entered there."""
        return [(one, list(entries)) for one, entries in groupby(self.entries, lambda entry: entry.discipline)]


def connect() -> None:
    sections.add_to_festivals(of_festival, place=PLACE)
    sections.add_to_disciplines(of_discipline, place=PLACE)


def of_festival(festival: FestivalPage, showing: Showing) -> Section | None:
    """The units that have entered, and in how many disciplines."""
    if not festival.shows_units(showing.now):
        return None
    shown = _by_unit(_holding().filter(discipline__festival=festival).select_related("discipline"))
    if not shown:
        return None
    html = render_to_string("registration/public/of_festival.html", {"units": shown})
    return Section("don-vi-da-dang-ky", _("Units that have entered"), html)


def of_discipline(discipline: Discipline, showing: Showing) -> Section | None:
    """The teams or acts of a discipline; with the names of those who compete where they are published."""
    if not discipline.festival.shows_units(showing.now):
        return None
    entries = _holding().filter(discipline=discipline)
    shows_names = discipline.festival.shows_names(showing.now)
    if shows_names:
        squad = EntryMember.objects.filter(role__in=rules.COMPETING).select_related("participant")
        entries = entries.prefetch_related(Prefetch("members", squad, to_attr="shown_members"))
    shown = _by_unit(entries)
    if not shown:
        return None
    context = {"units": shown, "discipline": discipline, "shows_names": shows_names}
    return Section(
        "don-vi-da-dang-ky",
        _("Units that have entered"),
        render_to_string("registration/public/of_discipline.html", context),
    )


def of_unit(unit: Unit, now: datetime) -> list[Season]:
    """What a unit entered in festivals whose entries are published, the latest first."""
    public = listed().order_by().values("pk")
    published = Q(discipline__festival__in=public, discipline__festival__units_shown_from__lte=now)
    entries = Entry.objects.filter(published, unit=unit, state__in=HOLDING).select_related("discipline__festival")
    ordered = entries.order_by(
        "-discipline__festival__starts_on", "discipline__festival", "discipline__position", "discipline", "number"
    )
    return [
        Season(festival, list(of_one)) for festival, of_one in groupby(ordered, lambda entry: entry.discipline.festival)
    ]


def renew_pages(sender, instance: EntryEvent, **kwargs) -> None:
    """Makes public pages anew when what is shown comes, goes or changes. Drafts readers never see."""
    if instance.from_state in HOLDING or instance.to_state in HOLDING:
        generation.renew()


def _holding():
    order = ("unit__position", "unit__name", "discipline__position", "number")
    return Entry.objects.filter(state__in=HOLDING).select_related("unit__logo").order_by(*order)


def _by_unit(entries: Iterable[Entry]) -> list[Shown]:
    """In the order of units; a query more for their logos."""
    shown: dict[int, Shown] = {}
    for entry in entries:
        shown.setdefault(entry.unit_id, Shown(entry.unit)).entries.append(entry)
    attach_logos([one.unit for one in shown.values()])
    return list(shown.values())
