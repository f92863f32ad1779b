"""Who comes into the room, and what the others are told."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gallery.models import AlbumPage
from gallery.permissions import Obstacle, obstacle
from gallery.services import StrangePhotos


def refusal(user, album: AlbumPage) -> str:
    """Why this user may not arrange the album, in a sentence; '' when they may."""
    match obstacle(user, album):
        case Obstacle.NOT_THEIRS:
            return _("You may not change this album.")
        case Obstacle.PUBLISHED:
            return _(
                "This album is published: what is changed here, readers see at once. So only those who may publish can "
                "change its photos. Ask the chief editor, or to have the album unpublished."
            )
        case Obstacle.LOCKED:
            return _("This album is locked, or waits for approval. Its photos can be changed when it is free again.")
    return ""


def visible_album(user, album_id: int) -> AlbumPage:
    """The album, for those who may at least look at its photos."""
    album = get_object_or_404(AlbumPage, pk=album_id)
    if obstacle(user, album) is Obstacle.NOT_THEIRS:
        raise PermissionDenied
    return album


def for_arrangers(view: Callable[..., JsonResponse]) -> Callable[..., HttpResponse]:
    """A view that changes an album, asked by the screen's script: `view` gets the album in the place of its key."""

    @require_POST
    @wraps(view)
    def checked(request: HttpRequest, album_id: int) -> HttpResponse:
        album = get_object_or_404(AlbumPage, pk=album_id)
        if sentence := refusal(request.user, album):
            return JsonResponse({"error": sentence}, status=403)
        try:
            return view(request, album)
        except StrangePhotos:
            sentence = _("Somebody else has changed the album meanwhile. Load the page again to see it as it is now.")
            return JsonResponse({"error": sentence}, status=409)

    return checked
