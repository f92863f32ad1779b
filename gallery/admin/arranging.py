"""What the screen saves by itself: each change in a request of its own, answered in JSON.

Every answer says which photo is the cover now and how many there are: leaving one out may hand the cover on.
"""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse

from gallery import services
from gallery.models import AlbumPage, Photo

from .access import for_arrangers
from .forms import PhotoForm

LONGEST_KEY = 18
"""Digits. No database takes a number of any length."""


def state_of(album: AlbumPage) -> dict:
    """What may have changed besides what was asked for."""
    cover = album.photos.filter(is_cover=True).values_list("pk", flat=True).first()
    return {"cover": cover, "count": album.photos.count()}


@for_arrangers
def write(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """Says the same of one or many photos: those of the fields that were sent. Returns them as they are kept."""
    form = PhotoForm(request.POST)
    if not form.fields:
        raise BadRequest("nothing is said of the photos")
    if not form.is_valid():
        return JsonResponse({"error": " ".join(e for errors in form.errors.values() for e in errors)}, status=422)
    services.write(album, _photos(request, "photos"), **form.cleaned_data)
    return JsonResponse({"written": form.cleaned_data, **state_of(album)})


@for_arrangers
def choose_cover(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """Makes a photo the cover, and lets readers see it."""
    (photo, *others) = _photos(request, "photos")
    if others:
        raise BadRequest("an album has one cover")
    services.choose_cover(album, photo)
    return JsonResponse(state_of(album))


@for_arrangers
def order(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """Puts the photos into an order: that of their keys, or, with `by_time`, that of their taking."""
    if "by_time" in request.POST:
        services.arrange_by_time(album)
    else:
        services.arrange(album, _keys(request, "order"))
    keys = album.photos.order_by("position", "pk").values_list("pk", flat=True)
    return JsonResponse({"order": list(keys), **state_of(album)})


@for_arrangers
def remove(request: HttpRequest, album: AlbumPage) -> JsonResponse:
    """Takes photos out of the album."""
    count = services.remove(album, _photos(request, "photos"), user=request.user)
    return JsonResponse({"removed": count, **state_of(album)})


def _keys(request: HttpRequest, name: str) -> list[int]:
    keys = request.POST.get(name, "").split(",")
    if not all(key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY for key in keys):
        raise BadRequest(f"{name}: keys of photos, with commas between them")
    return [int(key) for key in keys]


def _photos(request: HttpRequest, name: str) -> list[Photo]:
    # Their keys are all that a service reads: it looks for the rows itself, once it holds the album.
    return [Photo(pk=key) for key in _keys(request, name)]
