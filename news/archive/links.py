"""Where a link of the old portal leads on this site."""

import re
from urllib.parse import urljoin, urlsplit

from news.word import inline


def reader_href(href: str, address: str) -> str:
    """A link as readers may follow it: within the old portal it becomes local, where a redirect waits for it."""
    href = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]", "", href).replace("\\", "/")
    if not href or href.startswith("#"):
        return ""
    try:
        parts = urlsplit(urljoin(address, href))
        own_host = urlsplit(address).hostname
        is_local = (not parts.scheme and not parts.netloc) or (
            parts.scheme in ("http", "https") and own_host is not None and parts.hostname == own_host
        )
    except ValueError:
        return ""
    if not is_local:
        return inline.clean_href(parts._replace(scheme=parts.scheme or "https").geturl())
    # One slash only: a browser reads two as the name of another site.
    return parts._replace(scheme="", netloc="", path="/" + parts.path.lstrip("/")).geturl()
