"""Requests in another charset than the pages': refused before Django reads them.

Our pages are UTF-8, so every browser writes its forms so. Django believes whatever codec of Python's a Content-Type
names, and reads the query with it too while it puts the request together, where no middleware stands: 'rot13' and
'punycode' end as an error of the server.
"""

import codecs
from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.template.loader import render_to_string
from django.utils.http import parse_header_parameters

OURS = "utf-8"


class RefuseOtherCharsets:
    """WSGI: answers 400 where the Content-Type names another charset than UTF-8, or cannot be read at all."""

    def __init__(self, application: Callable) -> None:
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        if is_ours(environ.get("CONTENT_TYPE") or ""):
            return self._application(environ, start_response)
        content = render_to_string("400.html").encode()
        start_response(
            f"{HTTPStatus.BAD_REQUEST.value} {HTTPStatus.BAD_REQUEST.phrase}",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(content))),
                ("Cache-Control", "no-store"),
            ],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [content]


def is_ours(content_type: str) -> bool:
    """Whether a body of this type is in UTF-8: what names no charset is."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", OURS)
        return codecs.lookup(charset).name == OURS
    except (LookupError, ValueError):  # no such codec; a parameter that is too long, or with a NUL in it
        return False
