"""The limits of a discipline in plain words: one line for a list, and a line each for its own page.

Whoever reads them decides whether four colleagues make a team: nothing is said in codes, and what is not limited is
not mentioned.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vietnamese.dates import format_date

from .announcements import clock
from .models import Branch, Discipline

MINUTE = 60


@dataclass(frozen=True)
class Limit:
    """One limit: what it is about, and what it says."""

    label: str
    text: str


def summary(discipline: Discipline) -> str:
    """The limits that decide who can enter at all, in one line."""
    return " · ".join(filter(None, (squad(discipline), gender(discipline), ages(discipline))))


def limits(discipline: Discipline) -> list[Limit]:
    """All limits, in the order in which a representative meets them."""
    said = [
        (_("Squad"), squad(discipline)),
        (_("On top"), on_top(discipline)),
        (_("Men and women"), gender(discipline)),
        (_("Age"), ages(discipline, with_day=True)),
        (_("Of one unit"), of_one_unit(discipline)),
        (_("Of all units"), of_all_units(discipline)),
        (_("Registration"), window(discipline)),
        (_("Duration"), duration(discipline)),
        (_("Music"), _("Bring backing music as a file.") if discipline.takes_music else ""),
    ]
    return [Limit(label, text) for label, text in said if text]


def squad(discipline: Discipline) -> str:
    """How many compete."""
    if discipline.format == Discipline.Format.INDIVIDUAL:
        return _("One person alone")
    if discipline.format == Discipline.Format.PAIR:
        return _("A pair")
    fewest, most = discipline.squad_min, discipline.squad_max
    if fewest == most:
        return ngettext("%(most)s person", "%(most)s people", most) % {"most": most}
    if fewest <= 1:
        return _("At most %(most)s people") % {"most": most}
    return _("%(fewest)s to %(most)s people") % {"fewest": fewest, "most": most}


def on_top(discipline: Discipline) -> str:
    """Who may come along beside those who compete."""
    reserves, officials = discipline.reserves_max, discipline.officials_max
    return ", ".join(
        filter(
            None,
            (
                ngettext("at most %(count)s reserve", "at most %(count)s reserves", reserves) % {"count": reserves}
                if reserves
                else "",
                ngettext("at most %(count)s coach or leader", "at most %(count)s coaches and leaders", officials)
                % {"count": officials}
                if officials
                else "",
            ),
        )
    )


def gender(discipline: Discipline) -> str:
    """Men, women, both."""
    match discipline.gender_rule:
        case Discipline.GenderRule.MEN:
            return _("Men")
        case Discipline.GenderRule.WOMEN:
            return _("Women")
        case Discipline.GenderRule.ANY:
            return ""
    men, women = discipline.men_min, discipline.women_min
    if discipline.format == Discipline.Format.PAIR and men == women == 1:
        return _("One man and one woman")
    least = [
        _("%(count)s men") % {"count": men} if men > 1 else _("one man") if men else "",
        _("%(count)s women") % {"count": women} if women > 1 else _("one woman") if women else "",
    ]
    return _("Mixed, at least %(least)s") % {"least": _(" and ").join(filter(None, least))}


def ages(discipline: Discipline, *, with_day: bool = False) -> str:
    """How old, and on which day when that is asked for."""
    youngest, oldest = discipline.age_min, discipline.age_max
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        text = _("From the age of %(youngest)s") % {"youngest": youngest}
    elif youngest is None:
        text = _("Up to the age of %(oldest)s") % {"oldest": oldest}
    else:
        text = _("Aged %(youngest)s to %(oldest)s") % {"youngest": youngest, "oldest": oldest}
    if not with_day:
        return text
    day = discipline.age_on or discipline.festival.starts_on
    return _("%(ages)s on %(day)s") % {"ages": text, "day": format_date(day)}


def entries(discipline: Discipline, count: int) -> str:
    """So many teams, pairs, players or acts."""
    if discipline.branch == Branch.ART:
        text = ngettext("%(count)s act", "%(count)s acts", count)
    elif discipline.format == Discipline.Format.INDIVIDUAL:
        text = ngettext("%(count)s player", "%(count)s players", count)
    elif discipline.format == Discipline.Format.PAIR:
        text = ngettext("%(count)s pair", "%(count)s pairs", count)
    else:
        text = ngettext("%(count)s team", "%(count)s teams", count)
    return text % {"count": count}


def of_one_unit(discipline: Discipline) -> str:
    return _("At most %(entries)s") % {"entries": entries(discipline, discipline.most_entries)}


def of_each_unit(discipline: Discipline) -> str:
    """The same where nothing beside it says whose number it is."""
    return _("%(entries)s a unit") % {"entries": entries(discipline, discipline.most_entries)}


def of_all_units(discipline: Discipline) -> str:
    """The quota, and what happens to those who come later."""
    if discipline.quota is None:
        return ""
    text = _("At most %(entries)s") % {"entries": entries(discipline, discipline.quota)}
    if not discipline.has_waiting_list:
        return _("%(quota)s; whoever comes later is refused") % {"quota": text}
    return _("%(quota)s; whoever comes later goes on a waiting list, in order") % {"quota": text}


def window(discipline: Discipline) -> str:
    """When it can be entered, where that is not as everywhere at the festival."""
    opens_at, closes_at = discipline.opens_at, discipline.closes_at
    if opens_at and closes_at:
        return _("Only from %(opening)s to %(closing)s") % {"opening": clock(opens_at), "closing": clock(closes_at)}
    if opens_at:
        return _("Only from %(opening)s on") % {"opening": clock(opens_at)}
    return _("Only until %(closing)s") % {"closing": clock(closes_at)} if closes_at else ""


def duration(discipline: Discipline) -> str:
    """The longest duration of an act."""
    if not discipline.most_seconds:
        return ""
    minutes, seconds = divmod(discipline.most_seconds, MINUTE)
    parts = [
        ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes} if minutes else "",
        ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds} if seconds else "",
    ]
    return _("At most %(duration)s") % {"duration": " ".join(filter(None, parts))}
