"""The screen on which an album is filled and arranged."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.widgets.button import HeaderButton

from gallery.models import AlbumPage, Photo
from gallery.permissions import may_withdraw
from images.intake import MAX_BYTES, RefusedPicture
from images.refusals import sentence as refusal_sentence

from .access import refusal, visible_album
from .cards import Readiness, attach_thumbnails, photos_of, readiness, thumbnails

ASKED_THUMBNAILS = 100
"""For how many cards one question may ask: an address must not become too long."""


@require_safe
def photos(request: HttpRequest, album_id: int) -> HttpResponse:
    """The photos of an album: to be arranged, or, with the reason why, only to be looked at."""
    album = visible_album(request.user, album_id)
    return show(request, album)


def show(request: HttpRequest, album: AlbumPage, status: int = 200) -> HttpResponse:
    """The screen, with the messages that wait for this user."""
    context = {
        "album": album,
        "photos": photos_of(album),
        "readiness": (state := readiness(album)),
        "readiness_text": readiness_sentence(state),
        "closed": refusal(request.user, album),
        "may_withdraw": may_withdraw(request.user),
        "breadcrumbs": [
            {"url": reverse("albums:index"), "label": _("Photo albums")},
            {"url": None, "label": album.get_admin_display_title(), "sublabel": _("Photos")},
        ],
        "buttons": header_buttons(album),
        "limit": MAX_BYTES,
        "limit_text": filesizeformat(MAX_BYTES),
        "words": words(),
    }
    return render(request, "gallery/admin/photos.html", context, status=status)


def header_buttons(album: AlbumPage) -> list[HeaderButton]:
    """The ways back to the album's form and to what readers see."""
    edit = HeaderButton(_("Edit album"), reverse("wagtailadmin_pages:edit", args=[album.pk]), icon_name="edit")
    if album.live:
        return [edit, HeaderButton(_("View live"), album.url, icon_name="view")]
    return [
        edit,
        HeaderButton(_("Preview"), reverse("wagtailadmin_pages:view_draft", args=[album.pk]), icon_name="view"),
    ]


def card(request: HttpRequest, album: AlbumPage, photo: Photo) -> str:
    """One photo's card, as the screen shows it."""
    attach_thumbnails([photo])
    context = {"album": album, "photo": photo, "may_withdraw": may_withdraw(request.user)}
    return render_to_string("gallery/admin/card.html", context, request)


@require_safe
def progress(request: HttpRequest, album_id: int) -> JsonResponse:
    """How many pictures are ready, and the thumbnails of those cards that wait for one (`waiting`, keys by comma)."""
    album = visible_album(request.user, album_id)
    asked = [int(key) for key in request.GET.get("waiting", "").split(",")[:ASKED_THUMBNAILS] if _is_key(key)]
    state = readiness(album)
    return JsonResponse(
        {
            "ready": state.ready,
            "total": state.total,
            "text": readiness_sentence(state),
            "thumbnails": thumbnails(album, asked) if asked else {},
        }
    )


def _is_key(text: str) -> bool:
    # Digits of other scripts are decimals too, and no database takes a number of any length.
    return text.isascii() and text.isdecimal() and len(text) < 19


def readiness_sentence(state: Readiness) -> str:
    """How far the sizes have come, for people."""
    if state.is_complete:
        text = ngettext(
            "%(total)s picture, ready for readers.", "%(total)s pictures, all ready for readers.", state.total
        )
        return text % {"total": state.total}
    return _("%(ready)s of %(total)s pictures are ready.") % {"ready": state.ready, "total": state.total}


def words() -> dict[str, str]:
    """What the screen's script says; it fills in what stands in braces."""
    return {
        "too_large": refusal_sentence(RefusedPicture("too_large", limit=MAX_BYTES)),
        "offline": _("The connection was lost. Check it and try again."),
        "failed": _("The server could not do it. Try again in a moment."),
        "signed_out": _("You are not signed in any more. Sign in in another tab, then try again here."),
        "gone": _("This album is not there any more."),
        "waits": _("Waits"),
        "reads": _("Checking…"),
        "sends": _("Sending: {percent}%"),
        "takes_in": _("Taking in…"),
        "taken": _("Taken in"),
        "known": _("Already here"),
        "refused": _("Not taken in"),
        "again": _("Try again"),
        "again_file": _("Try again: {name}"),
        "again_all": _("Try all again"),
        "uploading": _("{done} of {total} files"),
        "uploaded": _("{taken} taken in, {known} were already here, {refused} not taken in."),
        "saved": _("Saved"),
        "saving": _("Saving…"),
        "all_saved": _("Everything is saved"),
        "not_saved": _("Could not save"),
        "moved": _("Photo {name} is now number {place} of {total}."),
        "is_first": _("Photo {name} is the first already."),
        "is_last": _("Photo {name} is the last already."),
        "moved_many": _("{count} photos moved; the first is now number {place} of {total}."),
        "by_time": _("The photos stand in the order in which they were taken."),
        "selected": _("{count} selected"),
        "applied": _("Applied to {count} photos."),
        "removed": _("{count} photos were removed from the album."),
        "remove_question": _("Remove {count} photos from the album?"),
        "overwrites": _("{count} of the selected photos say something else there; it will be replaced."),
        "for_selected": _("For {count} selected photos"),
    }
