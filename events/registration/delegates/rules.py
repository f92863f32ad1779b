"""The rules of nominating delegates, written once: the portal, the admin and the services ask `check`.

It tells all problems at once; `sentences` says them. What is decided here:

- A unit has the number of delegates that the conference gives it, else the conference's, else any. Those who wait for
  confirmation and those who are confirmed count; who was declined or withdrawn counts no more.
- Outside the window a unit nominates and changes nobody; it may still withdraw somebody, until the conference is over.
- In a unit two delegates differ in their name or their post, whatever the accents: else they are one person twice. An
  e-mail address is one delegate's in the whole conference, because the documents are opened with it.
- A unit may change the e-mail address, the diet and the sessions of a delegate who is confirmed. With another name or
  another post it is another person who comes, whom the organisers confirm anew.
- Nobody attends two sessions at once. Of meals that is not asked: a lunch may lie inside a long session.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from vietnamese.text import clean_line, fold

from ..rules import Problem
from ..sheets.values import read_name

OPEN = "open"
POST_LENGTH = 150
EMAIL_LENGTH = 254
DIETS = ("", "vegetarian")
MOST_AT_ONCE = 50
"""Nominated in one go; a page asks for no more."""

_ATOM = r"[-!#$%&'*+/=?^_`{}|~0-9A-Za-z]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")

IDENTITY = ("full_name", "post")
"""What the organisers confirm."""
TEXTS = (*IDENTITY, "email", "diet")


@dataclass(frozen=True)
class Nominee:
    """What is said of a delegate; `sessions` are the keys of those that they attend."""

    full_name: str
    post: str
    email: str = ""
    diet: str = ""
    sessions: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Terms:
    """What a conference asks of a unit now. `window` is a state of `windows` and `bound` the moment it opens or closed
    at; `quota` None is any number; `sessions` are the keys of those that may be chosen, and `parallel` the pairs of
    them of which nobody attends both."""

    window: str = OPEN
    bound: datetime | None = None
    quota: int | None = None
    sessions: frozenset[int] = frozenset()
    parallel: Sequence[frozenset[int]] = ()
    is_cancelled: bool = False


@dataclass(frozen=True)
class Others:
    """The delegates who stand already: the names and posts of the unit's, folded, and the e-mail addresses of all, each
    with the delegate's name where that is the unit's own."""

    people: frozenset[tuple[str, str]] = frozenset()
    count: int = 0
    emails: Mapping[str, str] = field(default_factory=dict)


NO_OTHERS = Others()


def cleaned(nominee: Nominee) -> Nominee:
    """As it is stored: the name as names are written, the address in small letters."""
    return replace(
        nominee,
        full_name=read_name(nominee.full_name).text,
        post=clean_line(nominee.post),
        email=clean_line(nominee.email).lower(),
    )


def who(nominee: Nominee) -> tuple[str, str]:
    """What tells a delegate from the others of the unit."""
    return fold(nominee.full_name), fold(nominee.post)


def check(nominees: Sequence[Nominee], terms: Terms, others: Others = NO_OTHERS) -> list[Problem]:
    """Everything that keeps a unit from nominating these people. A problem's `member` is their place among them."""
    return [*of_now(terms), *of_number(len(nominees), terms, others), *of_people(nominees, terms, others)]


def of_now(terms: Terms) -> Iterator[Problem]:
    """Whether it is the time for it."""
    yield from of_conference(terms)
    if terms.window != OPEN:
        yield Problem(f"nomination_{terms.window}", {"at": terms.bound})


def of_conference(terms: Terms) -> Iterator[Problem]:
    """What stands against it for organisers, too."""
    if terms.is_cancelled:
        yield Problem("conference_cancelled")


def of_number(added: int, terms: Terms, others: Others) -> Iterator[Problem]:
    """Whether the unit may have so many more."""
    if terms.quota is None or others.count + added <= terms.quota:
        return
    if terms.quota == 0:
        yield Problem("quota_none")
    else:
        yield Problem("quota_exceeded", {"most": terms.quota, "count": others.count, "added": added})


def of_people(nominees: Sequence[Nominee], terms: Terms, others: Others) -> Iterator[Problem]:
    """What is wrong with each, and with what they have in common."""
    people, emails = set(others.people), dict(others.emails)
    for place, nominee in enumerate(nominees):
        yield from _of_texts(nominee, place)
        if not nominee.sessions <= terms.sessions:
            yield Problem("session_unknown", member=place, field="sessions")
        if any(pair <= nominee.sessions for pair in terms.parallel):
            yield Problem("sessions_parallel", member=place, field="sessions")
        known = cleaned(nominee)
        if all(who(known)) and who(known) in people:
            yield Problem("delegate_twice", {"name": known.full_name}, member=place, field="full_name")
        if known.email and known.email in emails:
            yield _email_twice(emails[known.email], place)
        people.add(who(known))
        if known.email:
            emails.setdefault(known.email, known.full_name)


def _of_texts(nominee: Nominee, place: int) -> Iterator[Problem]:
    for code, params in read_name(nominee.full_name).problems:
        if code == "name_remark":  # here nothing is left out in silence
            code, params = "name_not_a_name", {"name": clean_line(nominee.full_name)[:60]}
        if code != "name_one_word":
            yield Problem(code, params, member=place, field="full_name")
    post, email = clean_line(nominee.post), clean_line(nominee.email)
    if not post:
        yield Problem("post_missing", member=place, field="post")
    elif len(post) > POST_LENGTH:
        yield Problem("text_too_long", {"most": POST_LENGTH}, member=place, field="post")
    if email and (len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email)):
        yield Problem("email_wrong", member=place, field="email")
    if nominee.diet not in DIETS:
        yield Problem("diet_unknown", member=place, field="diet")


def _email_twice(name: str, place: int) -> Problem:
    if name:
        return Problem("email_twice", {"name": name}, member=place, field="email")
    return Problem("email_of_another_unit", member=place, field="email")
