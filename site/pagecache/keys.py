"""Under which name an answer is kept: scheme, host, path, and the part of the query that a page may depend on.

Whatever is not in the key is not shown to whoever makes the page either, so that nobody can have one made to their
taste and kept for all (cache poisoning).
"""

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

Environ = dict[str, Any]
Key = tuple[str, str, str, str]
"""Scheme, host, path, query."""

# What is longer leads nowhere on this site, and is not worth the memory.
LONGEST_HOST = 255
LONGEST_PATH = 1000
LONGEST_QUERY = 4000
MOST_FIELDS = 30
NUMBER = re.compile(r"[1-9][0-9]{0,5}")

DEFAULT_PORTS = {"http": ":80", "https": ":443"}

# What the server says of the person rather than of the page, beside all the headers they send.
_PERSONAL = {"REMOTE_ADDR", "REMOTE_PORT", "REMOTE_HOST", "REMOTE_USER", "CONTENT_TYPE", "CONTENT_LENGTH"}


def scheme_of(environ: Mapping[str, Any], told_by: tuple[str, str] | None) -> str:
    """http or https. `told_by` is Django's SECURE_PROXY_SSL_HEADER, the header of the proxy that ends TLS, if any."""
    if told_by is None or told_by[0] not in environ:
        return environ["wsgi.url_scheme"]
    return "https" if environ[told_by[0]].split(",", 1)[0].strip() == told_by[1] else "http"


def host_of(host: str, scheme: str) -> str:
    """One name for the many that one host can be called by: 'LOCALHOST.:80' is 'localhost'."""
    return host.lower().removesuffix(DEFAULT_PORTS.get(scheme, "")).removesuffix(".")


def pick(query: str, path: str, numbers: Mapping[str, tuple[str, ...]]) -> tuple[str, bool] | None:
    """The fields of a query that a page at this path understands, in the order of their names, and whether others
    were there. `numbers` are the names of fields that hold a number, each with the beginnings of the paths that ask
    for it.

    None for a query that is not worth keeping a page for: too long, a field twice, or a number that is none or is
    written otherwise than we write it. Else one page could be kept under endless addresses and push out all others.
    """
    if len(query) > LONGEST_QUERY:
        return None
    try:
        fields = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return None
    picked = sorted(field for field in fields if field[0] in numbers and path.startswith(numbers[field[0]]))
    if len(dict(picked)) < len(picked) or not all(NUMBER.fullmatch(value) for _, value in picked):
        return None
    return urlencode(picked), len(picked) < len(fields)


def anonymous(environ: Environ, host: str, query: str, told_by: tuple[str, str] | None) -> Environ:
    """The same question as somebody would put it of whom nothing is known: a GET without cookies, languages, ranges,
    conditions and encodings. Of the headers it has those which are in the key."""
    asked = {name: value for name, value in environ.items() if name[:5] != "HTTP_" and name not in _PERSONAL}
    asked["HTTP_HOST"] = host
    if told_by is not None and told_by[0] in environ:
        asked[told_by[0]] = environ[told_by[0]]
    asked["REQUEST_METHOD"] = "GET"
    asked["QUERY_STRING"] = query
    asked["wsgi.input"] = io.BytesIO()
    return asked
