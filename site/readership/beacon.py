"""Beacons: what a page's script sends when somebody truly has the page before them.

`POST /luot-xem/` with the form field `trang`, a page's id, is answered 204 and sets no cookie. Who it came from is
known for as long as it takes to make a fingerprint of it: a hash of address, browser and page under the salt of the
day. With the salt goes what one could find out by trying all addresses.
"""

import hashlib
import io
import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pagecache import generation
from visitors import address, origin, robots, salt
from visitors.limits import Bucket

from .buffers import buffer

log = logging.getLogger(__name__)

PATH = "/luot-xem/"
LONGEST_BODY = 1024
"""Bytes. A beacon has about fifteen."""
LONGEST_AGENT = 512
MOST_KNOWN = 20_000
"""How many pages a process remembers as countable."""

_FORM = re.compile(rb"trang=([1-9][0-9]{0,17})")

flood = Bucket(rate=20, burst=100)
"""For each network. An office of hundreds behind one address reads less; a script that floods is slowed, alone."""


@dataclass(frozen=True)
class Answer:
    """What a beacon is answered: a status of HTTP and, when it is refused, why (an English msgid)."""

    status: HTTPStatus
    sentence: str = ""


COUNTED = Answer(HTTPStatus.NO_CONTENT)
"""Also of a view that is not counted a second time, and of a program's: nobody learns anything from the answer."""
MALFORMED = Answer(
    HTTPStatus.BAD_REQUEST, gettext_noop("A view is sent as a form with one field, “trang”: a page's id.")
)
TOO_LARGE = Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, gettext_noop("A view is sent in a few bytes."))
NOT_OURS = Answer(HTTPStatus.FORBIDDEN, gettext_noop("Views are counted only for pages of this site that sent them."))
NO_SUCH_PAGE = Answer(HTTPStatus.NOT_FOUND, gettext_noop("There is no page with this id whose views are counted."))
TOO_MANY = Answer(HTTPStatus.TOO_MANY_REQUESTS, gettext_noop("Too many views from one address. Try again later."))
UNAVAILABLE = Answer(HTTPStatus.SERVICE_UNAVAILABLE, gettext_noop("Views cannot be counted at the moment."))


def page_in(content_type: str, body: bytes) -> int | None:
    """The page that a beacon's body names; None when it is not exactly what our script sends."""
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return None
    found = _FORM.fullmatch(body)
    return int(found[1]) if found else None


def refusal(environ: dict) -> Answer | None:
    """Why a beacon is not taken from whoever sends it, or None."""
    if not flood.allows(address.network(address.client(environ))):
        return TOO_MANY
    if not origin.is_own(environ):
        return NOT_OURS
    return None


def count(environ: dict, page_id: int) -> Answer:
    """Counts a view of a page that is known to be countable, unless a program sent it or the reader was here before."""
    if robots.is_automatic(environ):
        return COUNTED
    now = time.time()
    try:
        buffer().count(_fingerprint(environ, page_id, now), page_id, now, settings.READERSHIP_WINDOW_SECONDS)
    except Exception as error:  # whatever the buffer's store raises: a view is not worth an error page
        log.error("a view could not be counted: %r", error)
        return UNAVAILABLE
    return COUNTED


def _fingerprint(environ: dict, page_id: int, now: float) -> int:
    reader = f"{address.client(environ)} {page_id} {environ.get('HTTP_USER_AGENT', '')[:LONGEST_AGENT]}"
    key = salt.of_day(datetime.fromtimestamp(now, UTC))
    digest = hashlib.blake2b(reader.encode(errors="replace"), key=key, digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


class CountablePages:
    """Which pages this process knows to be countable, by the host under which they were asked for.

    They are forgotten when anything on the site changes, so that a page that was withdrawn is asked about again.
    """

    def __init__(self) -> None:
        self._generation = -1
        self._pages: set[tuple[str, int]] = set()

    def __contains__(self, host_and_page: tuple[str, int]) -> bool:
        return generation.current() == self._generation and host_and_page in self._pages

    def add(self, host: str, page_id: int, known_in: int) -> None:
        """Remembers a page that was looked up in the generation `known_in`."""
        if known_in != self._generation or len(self._pages) >= MOST_KNOWN:
            self._generation, self._pages = known_in, set()
        self._pages.add((host, page_id))


countable = CountablePages()


class BeaconFront:
    """Counts, before Django wakes up, what is a beacon beyond doubt for a page that is known to be countable. All the
    rest goes on to `views.receive`, which also gets a page known."""

    def __init__(self, application: Callable) -> None:
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ["PATH_INFO"] != PATH or environ["REQUEST_METHOD"] != "POST":
            return self._application(environ, start_response)
        length = environ.get("CONTENT_LENGTH") or ""
        if not (length.isascii() and length.isdigit() and int(length) <= LONGEST_BODY):
            return self._application(environ, start_response)
        body = environ["wsgi.input"].read(int(length))
        page_id = page_in(environ.get("CONTENT_TYPE", ""), body)
        if page_id is None or (environ.get("HTTP_HOST", ""), page_id) not in countable:
            environ["wsgi.input"] = io.BytesIO(body)
            return self._application(environ, start_response)
        answer = refusal(environ) or count(environ, page_id)
        content = _(answer.sentence).encode() if answer.sentence else b""
        headers = [("Cache-Control", "no-store")]
        if content:
            headers += [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(content)))]
        start_response(f"{answer.status.value} {answer.status.phrase}", headers)
        return [content]
