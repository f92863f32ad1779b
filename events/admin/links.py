"""The ways to a festival's disciplines: from its form, from the lists of pages, and right after it was made."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button, ListingButton

from events.models import FestivalPage
from events.permissions import may_arrange, may_copy


def header_buttons(page, user) -> Iterator[Button]:
    """For the hook register_page_header_buttons."""
    if isinstance(page, FestivalPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Disciplines"), reverse("events_disciplines", args=[page.pk]), icon_name="list-ol", priority=12)
        if may_copy(user, page):
            yield Button(_("Make next year’s"), reverse("events_copy", args=[page.pk]), icon_name="copy", priority=13)


def listing_buttons(page, user) -> Iterator[ListingButton]:
    """For the hook register_page_listing_buttons."""
    if isinstance(page, FestivalPage) and page.permissions_for_user(user).can_edit():
        url = reverse("events_disciplines", args=[page.pk])
        yield ListingButton(_("Disciplines"), url, icon_name="list-ol", priority=10)


def to_the_disciplines(request: HttpRequest, page) -> HttpResponse | None:
    """For the hook after_create_page: a festival is nothing without disciplines. A form that saves itself stays open,
    and gets the way there in its panel."""
    if isinstance(page, FestivalPage) and request.accepts("text/html") and may_arrange(request.user, page):
        return redirect("events_disciplines", page.pk)
    return None
