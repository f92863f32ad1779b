"""A delegate's conferences on their own account."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.panels import Link, Panel, add_panel
from vietnamese.dates import format_weekday_date

from . import room


def connect() -> None:
    add_panel(conferences)


def conferences(user: User) -> Panel | None:
    """The conferences to which somebody goes; one query more or less, however many."""
    links = [
        Link(
            conference.title,
            reverse("portal_own_conference", args=[conference.pk]),
            ", ".join(filter(None, [format_weekday_date(conference.starts_on), conference.place])),
        )
        for conference in room.own_conferences(user)
    ]
    return Panel(_("Your conferences"), links) if links else None
