"""An answer as it is kept, whether one may be kept at all, and how it is told to a browser (RFC 9110, 9111, 9211)."""

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from . import encodings

Headers = list[tuple[str, str]]

REVALIDATE = "public, max-age=0, must-revalidate"
"""What browsers are told: keep it, and ask each time whether it still holds. An editor's change shows at once, and
whoever has the page gets a 304."""

NOT_FOUND_LIFE = 10.0
"""Seconds for which it is remembered that an address leads nowhere."""

_CACHE = "page-cache"
HIT = f"{_CACHE}; hit"
MISSED = f"{_CACHE}; fwd=miss"
MISSED_AND_STORED = f"{MISSED}; stored"
"""What Cache-Status (RFC 9211) says."""

# Told anew for each coding or each answer, or of the connection and not of the page.
_REPLACED = {
    "age", "cache-control", "cache-status", "connection", "content-length", "date", "etag", "keep-alive",
    "transfer-encoding", "vary",
}  # fmt: skip
_OF_A_304 = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}
_UNKEEPABLE = {"set-cookie", "content-encoding", "content-range", "www-authenticate"}
_PRIVATE = {"private", "no-store", "no-cache"}
_OVERHEAD = 4000
"""Bytes that an entry takes beside its bodies, about: headers, in three codings."""


def life_of(status: int, headers: Headers, usual: float) -> float:
    """For how many seconds an answer may be given again; 0 when it may not.

    Only pages, and briefly that there is none, or none any more; nothing that is said to one person (a cookie,
    `private`) or that depends on more than the coding. An answer that names its own age keeps it.
    """
    if status not in (200, 404, 410) or any(name.lower() in _UNKEEPABLE for name, _ in headers):
        return 0
    if not _items(headers, "vary") <= {"accept-encoding"}:
        return 0
    directives = _items(headers, "cache-control")
    if directives & _PRIVATE:
        return 0
    own = own_life(headers)
    life = usual if own is None else own
    return life if status == 200 else min(life, NOT_FOUND_LIFE)


def own_life(headers: Headers) -> float | None:
    """The seconds that an answer says it holds for: s-maxage, which is meant for caches like this, else max-age."""
    ages = dict(item.partition("=")[::2] for item in _items(headers, "cache-control"))
    for name in ("s-maxage", "max-age"):
        if name in ages:
            return float(ages[name]) if ages[name].isdecimal() else 0.0
    return None


def _items(headers: Headers, wanted: str) -> set[str]:
    values = (value for name, value in headers if name.lower() == wanted)
    return {item.strip().lower() for value in values for item in value.split(",") if item.strip()}


class Entry:
    """A kept answer in all its codings. What changes in it is only when it is to be renewed, and why that failed."""

    __slots__ = (
        "bodies", "codings", "failure", "fresh_until", "generation", "headers", "is_page", "life", "made_at",
        "names_its_age", "renew_at", "representations", "size", "status",
    )  # fmt: skip

    def __init__(self, status, headers, bodies, generation, made_at, life, names_its_age):
        self.status: str = status
        self.headers: Headers = headers
        self.bodies: dict[str, bytes] = bodies
        self.generation: int = generation
        self.made_at: float = made_at
        self.life: float = life
        self.names_its_age: bool = names_its_age
        self.is_page = status.startswith("200")
        self.fresh_until = self.renew_at = made_at + life
        self.failure = 0
        self.codings = tuple(bodies)
        self.size = _OVERHEAD + sum(map(len, bodies.values()))
        # A tag is of the bytes that are sent: a strong one differs from coding to coding.
        tag = hashlib.sha256(bodies["identity"]).hexdigest()[:20]
        self.representations = {coding: _representation(headers, body, coding, tag) for coding, body in bodies.items()}

    def __reduce__(self):
        return Entry, (
            self.status, self.headers, self.bodies, self.generation, self.made_at, self.life, self.names_its_age,
        )  # fmt: skip


def make(status: str, headers: Headers, body: bytes, *, generation: int, made_at: float, life: float) -> Entry:
    """An entry of what the site answered."""
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    # Anyone can have pages not found made by the thousand; they are not worth the slower coding.
    codings = encodings.PREFERRED if status.startswith("200") else ("gzip", "identity")
    bodies = encodings.encode(body, content_type, codings)
    names_its_age = own_life(headers) is not None
    own = ", ".join(value for name, value in headers if name.lower() == "cache-control")
    kept = [item for item in headers if item[0].lower() not in _REPLACED]
    kept += [("Cache-Control", own if names_its_age else REVALIDATE), ("Vary", "Accept-Encoding")]
    return Entry(status, kept, bodies, generation, made_at, life, names_its_age)


def _representation(headers: Headers, body: bytes, coding: str, tag: str) -> tuple[bytes, str, Headers, Headers]:
    """Body, ETag, headers, and the headers of the 304."""
    if coding == "identity":
        etag, encoding = f'"{tag}"', []
    else:
        etag, encoding = f'"{tag}-{coding}"', [("Content-Encoding", coding)]
    whole = [*headers, *encoding, ("ETag", etag), ("Content-Length", str(len(body)))]
    return body, etag, whole, [item for item in whole if item[0].lower() in _OF_A_304]


def respond(entry: Entry, environ: Mapping[str, Any], start_response: Callable, now: float, note: str) -> list[bytes]:
    """Answers with an entry: whole, the head of it, or 304. `note` is what Cache-Status says."""
    ask = environ.get
    coding = encodings.choose(ask("HTTP_ACCEPT_ENCODING", ""), entry.codings)
    body, etag, headers, headers_of_304 = entry.representations[coding]
    age = int(now - entry.made_at)
    told = [("Age", str(age) if age > 0 else "0"), ("Cache-Status", note)]
    if _is_known(ask("HTTP_IF_NONE_MATCH"), etag, ask, headers) and entry.is_page:
        start_response("304 Not Modified", headers_of_304 + told)
        return []
    start_response(entry.status, headers + told)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_known(tags: str | None, etag: str, ask: Callable, headers: Headers) -> bool:
    """Whether the browser has this very representation (RFC 9110, 13.1.2 and 13.1.3)."""
    if tags is not None:
        # Ours holds no comma, so a part of somebody's tag that holds one cannot be taken for it.
        return tags == etag or any(
            tag.strip() == "*" or tag.strip().removeprefix("W/") == etag for tag in tags.split(",")
        )
    since = ask("HTTP_IF_MODIFIED_SINCE")
    # Compared as text: it is our own Last-Modified that comes back.
    return since is not None and ("Last-Modified", since) in headers


def note_on(entry: Entry, now: float) -> str:
    """What Cache-Status says of an entry that is given: fresh, or old by so many seconds, and why."""
    if now < entry.fresh_until:
        return HIT
    ttl = math.floor(entry.fresh_until - now)
    if entry.failure:
        return f'{_CACHE}; fwd=stale; fwd-status={entry.failure}; ttl={ttl}; detail="stale-if-error"'
    return f'{_CACHE}; hit; ttl={ttl}; detail="stale-while-revalidate"'


def read(chunks: Iterable[bytes]) -> bytes:
    """An answer to its end; whoever gave it is told that it was read."""
    try:
        return b"".join(chunks)
    finally:
        close = getattr(chunks, "close", None)
        if close is not None:
            close()
