"""The ways to what stands below an event: from its form, from lists of pages, from screen to screen, and right after it
was made."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, HeaderButton, ListingButton

from events.models import ConferencePage, EventPage, FestivalPage
from events.permissions import may_arrange, may_copy

from .programme_links import of_programme

__all__ = ["header_buttons", "listing_buttons", "of_programme", "screen_buttons", "to_what_comes_next"]


def screens(event: EventPage) -> list[tuple[str, str, str]]:
    """The name of the address, the label and the icon of each screen that an event has."""
    disciplines = [("events_disciplines", _("Disciplines"), "list-ol")] if isinstance(event, FestivalPage) else []
    return [
        *disciplines,
        ("events_programme", _("Programme"), "date"),
        ("events_handouts", _("Handouts"), "doc-full-inverse"),
    ]


def header_buttons(page, user) -> Iterator[Button]:
    """For the hook register_page_header_buttons."""
    if not isinstance(page, EventPage) or not page.permissions_for_user(user).can_edit():
        return
    for priority, (name, label, icon) in enumerate(screens(page), start=10):
        yield Button(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)
    if may_arrange(user, page):
        yield Button(_("Cancel or move"), reverse("events_state", args=[page.pk]), icon_name="history", priority=14)
    if may_copy(user, page):
        yield Button(_("Make next year’s"), reverse("events_copy", args=[page.pk]), icon_name="copy", priority=15)


def listing_buttons(page, user) -> Iterator[ListingButton]:
    """For the hook register_page_listing_buttons."""
    if not isinstance(page, EventPage) or not page.permissions_for_user(user).can_edit():
        return
    for priority, (name, label, icon) in enumerate(screens(page), start=10):
        yield ListingButton(label, reverse(name, args=[page.pk]), icon_name=icon, priority=priority)
    url = reverse("events_state", args=[page.pk])
    yield ListingButton(_("Cancel or move"), url, icon_name="history", priority=14)


def screen_buttons(user, event: EventPage, *, besides: str) -> list[HeaderButton]:
    """From one screen of an event to the others, to its form, and to what readers see."""
    buttons = []
    if event.permissions_for_user(user).can_edit():
        edit = reverse("wagtailadmin_pages:edit", args=[event.pk])
        label = _("Edit festival") if isinstance(event, FestivalPage) else _("Edit conference")
        buttons.append(HeaderButton(label, edit, icon_name="edit"))
    for name, label, icon in screens(event):
        if name != besides:
            buttons.append(HeaderButton(label, reverse(name, args=[event.pk]), icon_name=icon))
    if event.live:
        buttons.append(HeaderButton(_("View live"), event.url, icon_name="view"))
    if may_copy(user, event):
        url = reverse("events_copy", args=[event.pk])
        buttons.append(HeaderButton(_("Make next year’s"), url, icon_name="copy"))
    return buttons


def to_what_comes_next(request: HttpRequest, page) -> HttpResponse | None:
    """For the hook after_create_page: a festival is nothing without disciplines, a conference without a programme. A
    form that saves itself stays open, and gets the ways there in its panel."""
    kinds = {FestivalPage: "events_disciplines", ConferencePage: "events_programme"}
    if type(page) in kinds and request.accepts("text/html") and may_arrange(request.user, page):
        return redirect(kinds[type(page)], page.pk)
    return None
