"""Whether a person reads, or a program."""

from functools import lru_cache

from crawleruseragents import is_crawler

LONGEST = 512
"""Letters of a User-Agent that are looked at. Browsers have about 150."""

_PREFETCH_HEADERS = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")


def is_automatic(environ: dict) -> bool:
    """Whether the request is of a known bot, of a link preview, or of a browser that fetches ahead of its reader."""
    for header in _PREFETCH_HEADERS:
        if environ.get(header, "").lower().startswith(("prefetch", "preview", "prerender")):
            return True
    return _is_program(environ.get("HTTP_USER_AGENT", "")[:LONGEST])


# The list has 700 patterns, a tenth of a millisecond; readers have a few hundred browsers between them.
@lru_cache(maxsize=4096)
def _is_program(user_agent: str) -> bool:
    return not user_agent.strip() or is_crawler(user_agent)
