"""What a reader sends: stars, and perhaps a few words. Each refusal is a sentence that says what to do."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from vietnamese.numbers import format_number
from vietnamese.text import clean, nfc

from .models import COMMENT_LENGTH, Stars

STARS = "diem"
COMMENT = "y_kien"


class Refused(Exception):
    """What was sent cannot be taken. Its text is for the reader."""


@dataclass(frozen=True)
class Sent:
    """What was sent, checked. `comment` is None when the form had no field for it."""

    stars: int
    comment: str | None


def read(data: QueryDict, takes_comments: bool) -> Sent:
    """Raises Refused for anything but one number of stars and at most one comment."""
    return Sent(_stars(data.getlist(STARS)), _comment(data.getlist(COMMENT), takes_comments))


def _stars(values: list[str]) -> int:
    if not values:
        raise Refused(_("Choose from one to five stars."))
    # Compared as text: int() would also take ' 5', '+5' and '٥'.
    if len(values) > 1 or values[0] not in map(str, Stars.values):
        raise Refused(_("A rating has one, two, three, four or five stars. Choose again."))
    return int(values[0])


def _comment(values: list[str], takes_comments: bool) -> str | None:
    if not values:
        return None
    text = nfc(values[0].replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(values) > 1:
        raise Refused(_("Write one comment only."))
    if text and not takes_comments:
        raise Refused(_("This page takes stars only, no comments."))
    if text != clean(text):
        raise Refused(_("The comment has characters that cannot be shown. Write it in plain text."))
    if len(text) > COMMENT_LENGTH:
        raise Refused(
            _("The comment has %(length)s characters; at most %(limit)s are taken. Shorten it a little.")
            % {"length": format_number(len(text)), "limit": format_number(COMMENT_LENGTH)}
        )
    return text
