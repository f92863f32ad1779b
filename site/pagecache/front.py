"""The page cache: a WSGI layer in front of Django that answers GET and HEAD for public pages.

What it promises:

- A page of an older generation is never served. The generation is read before the page is made, and the page is kept
  under that one, so that a change meanwhile leaves nothing behind.
- Django sees a question for a page without cookies, and without any header that is not in the key. So everybody gets
  the same page, and a forged cookie is no way around the cache. Where the answer cannot be kept (a page behind a
  password, a redirect, an error) the person's own question follows, and the address is let through from then on.
- One makes a missing page while the others wait; a page that merely grew old is served while one makes it anew; and
  where that fails it is served still, and says so in Cache-Status (RFC 9211).
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import connections

from . import entries, generation, keys
from .entries import Entry, respond
from .flight import Flight
from .keys import Environ, Key
from .store import Memory, Shared

log = logging.getLogger(__name__)

Application = Callable[[Environ, Callable], Iterable[bytes]]

METHODS = frozenset({"GET", "HEAD"})
GRACE = 3600.0
"""Seconds for which a page that grew old is served at once and renewed meanwhile. An answer that names its own age has
as long again as that. Older ones are made while the reader waits, for who comes in the morning wants no page of
last night."""
PATIENCE = 10.0
"""Seconds to wait for another who makes the page, before making it too."""
PAUSE = 1.0
"""Seconds after which one who could not renew a page, because another was at it, looks again."""
PAUSE_AFTER_FAILURE = 5.0
"""Seconds for which a page that cannot be made is not tried again."""
BRIEF_SHARE = 32
"""Pages not found, and notes of what is let through, have this part of the memory: anyone can ask for more of them."""
LARGEST = 4 * 2**20
"""Bytes of the largest answer that is kept."""
BACKGROUND_THREADS = 2
MOST_RENEWALS = 32
"""How many pages a process renews or has waiting for it. Others are renewed a little later."""


@dataclass(frozen=True, slots=True)
class Through:
    """A note that answers of this address are not kept: whoever asks is let through."""

    generation: int
    renew_at: float
    size: int = 3000  # of which most is for the key


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said, read to its end."""

    status: str
    headers: entries.Headers
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks. `left_out` when the key lacks a part of their query."""

    key: Key
    environ: Environ
    start_response: Callable
    left_out: bool

    def is_personal(self) -> bool:
        """Whether the site could answer this one otherwise than an anonymous one of the same key."""
        return self.left_out or "HTTP_COOKIE" in self.environ or "HTTP_AUTHORIZATION" in self.environ


class PageCache:
    """See the module's text. `site` is the application behind it."""

    def __init__(self, site: Application):
        self._site = site
        self._exempt = tuple(settings.PAGE_CACHE_EXEMPT)
        self._exempt_ends = tuple(settings.PAGE_CACHE_EXEMPT_ENDS)
        self._numbers = settings.PAGE_CACHE_QUERY_NUMBERS
        self._scheme_header = settings.SECURE_PROXY_SSL_HEADER
        self._life = settings.PAGE_CACHE_SECONDS
        self._pages: Memory[Entry] = Memory(settings.PAGE_CACHE_BYTES)
        self._brief: Memory[Entry | Through] = Memory(settings.PAGE_CACHE_BYTES // BRIEF_SHARE)
        self._shared = Shared(caches["pages"])
        self._flight = Flight(settings.DATA_DIR / "run")
        self._background = ThreadPoolExecutor(BACKGROUND_THREADS, "page-cache")
        self._renewing: set[Key] = set()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        host = environ.get("HTTP_HOST", "")
        if (
            environ["REQUEST_METHOD"] not in METHODS
            or path.startswith(self._exempt)
            or path.endswith(self._exempt_ends)
            or len(path) > keys.LONGEST_PATH
            or not 0 < len(host) <= keys.LONGEST_HOST
        ):
            return self._site(environ, start_response)
        query, left_out = environ.get("QUERY_STRING", ""), False
        if query:
            picked = keys.pick(query, path, self._numbers)
            if picked is None:
                return self._site(environ, start_response)
            query, left_out = picked
        scheme = keys.scheme_of(environ, self._scheme_header)
        key = (scheme, keys.host_of(host, scheme), path, query)
        now = time.time()
        entry = self._pages.get(key)
        if entry is not None and now < entry.fresh_until and entry.generation == generation.current():
            return respond(entry, environ, start_response, now, entries.HIT)
        return self._look_further(Request(key, environ, start_response, left_out))

    # --- What is there ------------------------------------------------------------------------

    def _look_further(self, request: Request) -> Iterable[bytes]:
        now = time.time()
        found = self._find(request.key, generation.current(), now)
        if isinstance(found, Entry) and _is_too_old(found, now) and now >= found.renew_at:
            found = None
        if found is None:
            return self._make_alone(request)
        if isinstance(found, Entry) and now >= found.renew_at:
            self._renew_later(request, found, now)
        return self._give(request, found, now)

    def _find(self, key: Key, of_generation: int, now: float) -> Entry | Through | None:
        """What is kept under this key in this generation, fresh or old."""
        entry = self._pages.get(key)
        if entry is not None and entry.generation == of_generation:
            return entry
        brief = self._brief.get(key)
        if brief is not None and brief.generation == of_generation and now < brief.renew_at:
            return brief
        entry = self._shared.get(key, of_generation)
        if entry is not None:
            self._pages.put(key, entry)
        return entry

    def _give(self, request: Request, found: Entry | Through, now: float, note: str = "") -> Iterable[bytes]:
        """Answers with what was found. A redirect of an old address may hang on the part of the query that the key
        lacks, so 'not found' is only true of the whole query."""
        if isinstance(found, Through) or (request.left_out and not found.is_page):
            return self._site(request.environ, request.start_response)
        return respond(found, request.environ, request.start_response, now, note or entries.note_on(found, now))

    # --- What has to be made ------------------------------------------------------------------

    def _make_alone(self, request: Request) -> Iterable[bytes]:
        """Makes a page, or waits for who is making it."""
        key = request.key
        with self._flight.alone(key, PATIENCE):
            now = time.time()
            token = generation.current()  # of now and not of when we began to wait
            outcome = self._find(key, token, now)
            if outcome is not None and now >= outcome.renew_at:
                outcome = self._made_elsewhere(key, token, outcome) or outcome
            note = ""
            if outcome is None or now >= outcome.renew_at:
                old, outcome = outcome, self._make(key, self._anonymous(request), token)
                note = entries.MISSED_AND_STORED
                if isinstance(outcome, Answer) and outcome.code >= 500:
                    # Before the others are let in: else each would try in turn.
                    self._note_failure(key, token, old, outcome)
                    outcome, note = (old, "") if isinstance(old, Entry) else (outcome, "")
        if not isinstance(outcome, Answer):
            return self._give(request, outcome, now, note)
        if outcome.code < 500 and request.is_personal():
            return self._site(request.environ, request.start_response)
        request.start_response(outcome.status, [*outcome.headers, ("Cache-Status", entries.MISSED)])
        return [] if request.environ["REQUEST_METHOD"] == "HEAD" else [outcome.body]

    def _make(self, key: Key, environ: Environ, token: int) -> Entry | Answer:
        """Asks the site, and keeps what may be kept under the generation that was current before asking."""
        began = time.time()
        answer = self._ask(environ)
        if answer.code >= 500:
            return answer
        life = entries.life_of(answer.code, answer.headers, self._life)
        if not life or len(answer.body) > LARGEST:
            self._put_brief(key, Through(token, began + self._life))
            return answer
        entry = entries.make(answer.status, answer.headers, answer.body, generation=token, made_at=began, life=life)
        if entry.is_page:
            self._pages.put(key, entry)
            self._shared.put(key, entry)
        else:
            self._put_brief(key, entry)
        return entry

    def _put_brief(self, key: Key, what: Entry | Through) -> None:
        self._brief.put(key, what)
        # Should a page have been there that nobody said was changed, it is there no more.
        self._pages.discard(key)
        self._shared.discard(key)

    def _made_elsewhere(self, key: Key, token: int, old: Entry | Through | None) -> Entry | None:
        """The page that another process has made meanwhile."""
        entry = self._shared.get(key, token) if isinstance(old, Entry) else None
        if entry is None or entry.made_at <= old.made_at:
            return None
        self._pages.put(key, entry)
        return entry

    def _ask(self, environ: Environ) -> Answer:
        told: list[Any] = []
        written: list[bytes] = []

        def start_response(status, headers, exc_info=None):
            told[:] = status, headers
            return written.append

        try:
            body = entries.read(self._site(environ, start_response))
        except Exception:  # Django answers its own errors; whatever else fails is an error of the same kind
            log.exception("the site failed at %s", environ["PATH_INFO"])
            return Answer("500 Internal Server Error", [("Content-Type", "text/plain")], b"")
        return Answer(*told, b"".join(written) + body)

    def _anonymous(self, request: Request) -> Environ:
        _, host, _, query = request.key
        return keys.anonymous(request.environ, host, query, self._scheme_header)

    def _note_failure(self, key: Key, token: int, old: Entry | Through | None, answer: Answer) -> None:
        """For a while nobody tries again: an old page is given as it is, and without one everybody is let through."""
        again = time.time() + PAUSE_AFTER_FAILURE
        if isinstance(old, Entry):
            old.failure, old.renew_at = answer.code, again
        else:
            self._brief.put(key, Through(token, again))

    # --- What grew old ------------------------------------------------------------------------

    def _renew_later(self, request: Request, old: Entry, now: float) -> None:
        key = request.key
        with self._lock:
            if key in self._renewing or len(self._renewing) >= MOST_RENEWALS:
                return
            self._renewing.add(key)
        old.renew_at = now + PAUSE
        self._background.submit(self._renew, key, self._anonymous(request), old)

    def _renew(self, key: Key, environ: Environ, old: Entry) -> None:
        try:
            with self._flight.alone(key, 0) as nobody_else:
                if not nobody_else:
                    return
                token = generation.current()
                made = self._made_elsewhere(key, token, old) or self._make(key, environ, token)
                if isinstance(made, Answer) and made.code >= 500:
                    self._note_failure(key, token, old, made)
        except Exception:  # nobody waits for a background thread who could be told
            log.exception("renewing %s failed", key)
        finally:
            with self._lock:
                self._renewing.discard(key)
            connections.close_all()


def _is_too_old(entry: Entry, now: float) -> bool:
    """Too old to be given while it is renewed."""
    return now - entry.fresh_until > (entry.life if entry.names_its_age else GRACE)
