"""The sentences of problems: what breaks a rule, by how much, and what to do about it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .rules import Problem


def sentence(problem: Problem) -> str:
    """The problem for those who have to put it right."""
    return SENTENCES[problem.code](problem.params) % shown(problem.params)


def shown(params: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a problem as they stand in a sentence."""
    return {name: _shown(value) for name, value in params.items()}


def _shown(value: Any) -> Any:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "H:i d/m/Y")
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    return value


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _too_long(params: Mapping[str, Any]) -> str:
    said = _("The act takes %(takes)s; at most %(most)s (minutes and seconds) are allowed.")
    return said % {"takes": _minutes(params["seconds"]), "most": _minutes(params["most"])}


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    # When
    "window_unset": lambda p: _("The time of registration has not been announced yet."),
    "window_before": lambda p: _("Registration has not begun yet; it opens at %(at)s."),
    "window_closed": lambda p: _(
        "Registration closed at %(at)s. What you have entered is kept; ask the organisers if it must still come in."
    ),
    "frozen": lambda p: _("Rosters are frozen since %(at)s. What must still change, ask for with a change request."),
    "consent_missing": lambda p: _(
        "Your unit has not confirmed yet that its people agree to their data being used for the festival."
    ),
    "consent_changed": lambda p: _("The text has changed meanwhile. Please read and confirm it anew."),
    # How many
    "too_many_entries": lambda p: ngettext(
        "Your unit may have %(most)s entry in this discipline and has it already.",
        "Your unit may have %(most)s entries in this discipline and has them already.",
        p["most"],
    ),
    "full": lambda p: _("All %(quota)s places of this discipline are taken, and it has no waiting list."),
    "squad_too_small": lambda p: ngettext(
        "At least %(least)s person must compete; there are %(count)s.",
        "At least %(least)s people must compete; there are %(count)s.",
        p["least"],
    ),
    "squad_too_large": lambda p: ngettext(
        "At most %(most)s person may compete; there are %(count)s.",
        "At most %(most)s people may compete; there are %(count)s.",
        p["most"],
    ),
    "reserves_too_many": lambda p: (
        ngettext(
            "At most %(most)s reserve is allowed; there are %(count)s.",
            "At most %(most)s reserves are allowed; there are %(count)s.",
            p["most"],
        )
        if p["most"]
        else _("This discipline has no reserves; there are %(count)s.")
    ),
    "officials_too_many": lambda p: (
        ngettext(
            "At most %(most)s coach or leader is allowed; there are %(count)s.",
            "At most %(most)s coaches and leaders are allowed; there are %(count)s.",
            p["most"],
        )
        if p["most"]
        else _("This discipline has no coaches or leaders; there are %(count)s.")
    ),
    "captain_missing": lambda p: _("The team has no captain. Choose one among those who compete."),
    "captains_too_many": lambda p: _("There are %(count)s captains; a team has one."),
    "men_too_few": lambda p: ngettext(
        "At least %(least)s man must compete; there are %(count)s.",
        "At least %(least)s men must compete; there are %(count)s.",
        p["least"],
    ),
    "women_too_few": lambda p: ngettext(
        "At least %(least)s woman must compete; there are %(count)s.",
        "At least %(least)s women must compete; there are %(count)s.",
        p["least"],
    ),
    # An act
    "title_missing": lambda p: _("The act has no title."),
    "seconds_missing": lambda p: _("Say how long the act takes."),
    "act_too_long": _too_long,
    "seconds_wrong": lambda p: _("Give the duration as minutes and seconds, such as 4:30."),
    "text_too_long": lambda p: _("This is too long; at most %(most)s characters are kept."),
    # A person
    "person_unknown": lambda p: _("One of these people is not in your unit's list any more."),
    "person_twice": lambda p: _("%(name)s stands in the roster %(times)s times."),
    "person_of_another_unit": lambda p: _("%(name)s is not of your unit."),
    "person_inactive": lambda p: _("%(name)s is no longer in your unit's list."),
    "gender_unknown": lambda p: _("The gender of %(name)s is missing; this discipline asks for it."),
    "not_a_man": lambda p: _("%(name)s may not compete: this discipline is for men."),
    "not_a_woman": lambda p: _("%(name)s may not compete: this discipline is for women."),
    "birth_date_unknown": lambda p: _("The date of birth of %(name)s is missing; this discipline asks for it."),
    "too_young": lambda p: _("%(name)s is %(age)s years old on %(on)s; at least %(least)s is asked for."),
    "too_old": lambda p: _("%(name)s is %(age)s years old on %(on)s; at most %(most)s is allowed."),
    "role_unknown": lambda p: _("Choose what %(name)s does in the team."),
    "shirt_out_of_range": lambda p: _("The shirt number %(shirt)s of %(name)s must be from %(least)s to %(most)s."),
    "shirt_twice": lambda p: _("%(name)s and %(other)s have the same shirt number, %(shirt)s."),
    "in_another_team": lambda p: _("%(name)s competes for another team of your unit in this discipline already."),
    "too_many_disciplines": lambda p: _(
        "%(name)s would compete in %(count)s disciplines; a person may compete in at most %(most)s."
    ),
    "too_many_sports": lambda p: _(
        "%(name)s would compete in %(count)s sports; a person may compete in at most %(most)s."
    ),
    "too_many_acts": lambda p: _("%(name)s would be in %(count)s acts; a person may be in at most %(most)s."),
    "name_missing": lambda p: _("The corrected name of %(name)s is missing."),
    "name_taken": lambda p: _("Your unit has somebody named %(wanted)s with the same date of birth already."),
    # What was asked for
    "not_now": lambda p: _("This cannot be done to an entry in the state “%(state)s”."),
    "reason_missing": lambda p: _("Say why: those whom it concerns will read it."),
    "nothing_wanted": lambda p: _("The request changes nothing."),
    "request_open": lambda p: _("A request of yours for this entry is waiting for a decision already."),
    "request_decided": lambda p: _("This request has been decided already: %(state)s."),
    "request_outdated": lambda p: _(
        "The entry has changed since the request was made. Please refuse it, and let the unit ask anew."
    ),
}
"""By code. A sentence has the problem's params as its placeholders."""
