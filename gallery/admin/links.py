"""The ways to an album's photos: from its form, from the lists of pages, and right after it was made."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button, ListingButton

from gallery.models import AlbumPage
from gallery.permissions import may_arrange, may_see_withdrawals


def header_buttons(page, user) -> Iterator[Button]:
    """For the hook register_page_header_buttons."""
    if isinstance(page, AlbumPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Photos"), reverse("gallery_photos", args=[page.pk]), icon_name="image", priority=12)


def listing_buttons(page, user) -> Iterator[ListingButton]:
    """For the hook register_page_listing_buttons."""
    if isinstance(page, AlbumPage) and page.permissions_for_user(user).can_edit():
        yield ListingButton(_("Photos"), reverse("gallery_photos", args=[page.pk]), icon_name="image", priority=10)


def to_the_photos(request: HttpRequest, page) -> HttpResponse | None:
    """For the hook after_create_page: whoever makes an album has photos for it. A form that saves itself stays open,
    and gets the way there in its panel."""
    if isinstance(page, AlbumPage) and request.accepts("text/html") and may_arrange(request.user, page):
        return redirect("gallery_photos", page.pk)
    return None


class WithdrawalsMenuItem(MenuItem):
    """Shown to those who may open it."""

    def is_shown(self, request) -> bool:
        return may_see_withdrawals(request.user)
