"""Photos to take home: one, or a whole album.

Neither is kept by a cache: a photo that is withdrawn is gone at once. They come through us and not from the storage's
own address, so that they have a name that a reader knows again, wherever they lie.
"""

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import content_disposition_header
from django.shortcuts import render
from django.utils.translation import gettext as _

from gallery import archive, queries
from gallery.models import AlbumPage, Downloads
from gallery.neighbours import place_of
from visitors import address
from visitors.limits import Bucket

log = logging.getLogger(__name__)

LONGEST = 3600.0
"""Seconds after which an archive is broken off: who reads that slowly holds a thread of ours, and may mean to."""
RETRY_AFTER = 60

# An office behind one address takes home what was taken of it; a script takes everything, again and again.
flood_of_photos = Bucket(rate=1, burst=100)
flood_of_albums = Bucket(rate=1 / 30, burst=10)


class Turns:
    """Who is being sent an album by this process: some networks at once, and each of them one.

    An archive holds a thread until its last byte is sent, and a process has few of them (operations, `serve`: four):
    at least half stay free for pages.
    """

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._busy: set[str] = set()
        self._lock = threading.Lock()

    def take(self, network: str) -> bool:
        with self._lock:
            if network in self._busy or len(self._busy) >= self._at_once:
                return False
            self._busy.add(network)
            return True

    def give_back(self, network: str) -> None:
        with self._lock:
            self._busy.discard(network)


turns = Turns(at_once=2)


class Sending:
    """An archive on its way, which gives its turn back when the last byte is sent or the reader has gone."""

    def __init__(self, chunks: Iterable[bytes], network: str) -> None:
        self._chunks = iter(chunks)
        self._network = network
        self._until = time.monotonic() + LONGEST

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if time.monotonic() > self._until:
            raise TimeoutError("an album took too long to send")
        return next(self._chunks)

    def close(self) -> None:
        # The generator first: it has a file open.
        self._chunks.close()
        turns.give_back(self._network)


def album(request: HttpRequest, page: AlbumPage) -> HttpResponse:
    """The whole album as a ZIP."""
    _refuse_where_nothing_is_offered(page)
    files = archive.members(page, queries.shown(page))
    if not files:
        raise Http404("an album without photos")
    stream = archive.archive(files)
    headers = {
        "Content-Type": "application/zip",
        "Content-Length": str(len(stream)),
        "Content-Disposition": content_disposition_header(True, f"{page.slug}.zip"),
    }
    if request.method == "HEAD":
        return _uncached(HttpResponse(headers=headers))
    network = _network(request)
    if not flood_of_albums.allows(network):
        return _refuse(request, page, HTTPStatus.TOO_MANY_REQUESTS)
    if not turns.take(network):
        return _refuse(request, page, HTTPStatus.SERVICE_UNAVAILABLE)
    return _uncached(StreamingHttpResponse(Sending(stream, network), headers=headers))


def photo(request: HttpRequest, page: AlbumPage, photo_id: int) -> HttpResponse:
    """One photo of the album."""
    _refuse_where_nothing_is_offered(page)
    place = place_of(page, photo_id)
    file = archive.file_of(page, place.photo)
    if request.method != "HEAD" and not flood_of_photos.allows(_network(request)):
        return _refuse(request, page, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        source = file.storage.open(file.name)
    except OSError as error:
        log.error("a photo's file is lost: %s", file.name)
        raise Http404("the file is lost") from error
    return _uncached(FileResponse(source, as_attachment=True, filename=archive.single_name(page, place.number, file)))


def _refuse_where_nothing_is_offered(page: AlbumPage) -> None:
    if page.downloads == Downloads.NONE:
        raise Http404("the album offers no download")


def _network(request: HttpRequest) -> str:
    return address.network(address.client(request.META))


def _uncached(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _refuse(request: HttpRequest, page: AlbumPage, status: HTTPStatus) -> HttpResponse:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        sentence = _("Very many photos have just been downloaded from your network. Please try again in a minute.")
    else:
        sentence = _("Several readers are downloading albums at this moment. Please try again in a minute.")
    context = {"error": sentence, "album": page, "album_url": page.get_url(request)}
    response = render(request, "gallery/download_refused.html", context, status=status)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return _uncached(response)
