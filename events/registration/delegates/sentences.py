"""The sentences of problems with delegates: what is wrong, and what to do about it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .. import refusals
from ..people_sentences import value_sentence
from ..rules import Problem


def sentence(problem: Problem) -> str:
    """The problem for those who have to put it right."""
    if problem.code in SENTENCES:
        return SENTENCES[problem.code](problem.params) % refusals.shown(problem.params)
    if problem.code.startswith("name_"):
        return value_sentence(problem.code, problem.params)
    return refusals.sentence(problem)


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    # When and how many
    "conference_cancelled": lambda p: _("The conference is cancelled; nobody is nominated for it any more."),
    "conference_over": lambda p: _("The conference is over."),
    "nomination_unset": lambda p: _("The organisers have not announced yet when delegates are nominated."),
    "nomination_before": lambda p: _("Delegates are nominated from %(at)s on."),
    "nomination_closed": lambda p: _(
        "Nomination closed at %(at)s. Ask the organisers if somebody must still be added or changed."
    ),
    "quota_none": lambda p: _("Your unit sends no delegates to this conference."),
    "quota_exceeded": lambda p: ngettext(
        "Your unit sends at most %(most)s delegate; %(count)s stand in the list, and you add %(added)s.",
        "Your unit sends at most %(most)s delegates; %(count)s stand in the list, and you add %(added)s.",
        p["most"],
    ),
    "too_many_at_once": lambda p: _("At most %(most)s delegates are nominated in one go."),
    "nobody": lambda p: _("Fill in at least one delegate."),
    "consent_missing": lambda p: _("Tick that the people whom you nominate agree to their data being used."),
    # A person
    "post_missing": lambda p: _("Fill in the post: it stands on the badge."),
    "email_wrong": lambda p: _("This is no e-mail address. It looks like ten@coquan.gov.vn; it may stay empty."),
    "email_twice": lambda p: _("%(name)s has this address already. Each delegate needs their own, or none."),
    "email_of_another_unit": lambda p: _(
        "A delegate of another unit has this address already. Each delegate needs their own, or none."
    ),
    "delegate_twice": lambda p: _(
        "%(name)s is in the list with this post already. If it is another person, tell them apart by the post."
    ),
    "session_unknown": lambda p: _("One of the sessions is no longer offered. Look at the choice again."),
    "sessions_parallel": lambda p: _("Two of the chosen sessions take place at the same time. Choose one of them."),
    "diet_unknown": lambda p: _("Choose the diet from the list."),
    # What was asked for
    "delegate_not_now": lambda p: _("This cannot be done to a delegate in the state “%(state)s”."),
    "delegate_has_arrived": lambda p: _("%(name)s has arrived at the conference already."),
    "late_reason_missing": lambda p: _("Say who asked for it and why: it stands in the delegate's history."),
}
"""By code. A sentence has the problem's params as its placeholders."""
