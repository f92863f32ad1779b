"""Whether a POST comes from a page of this site.

Public pages are cached and have no CSRF token, and need none: what a token proves, browsers say themselves.
Sec-Fetch-Site (every browser since March 2023, over https) and Origin (with every POST, since 2020) are set by the
browser; no script of another site can leave them out or change them. So a request that has neither comes from no
browser that could be tricked into sending it, or from one so old that it knows SameSite, which keeps our cookie from
it. A program of its own may write what it likes, but has nobody's cookies; rate limits are for that.
"""

from urllib.parse import urlsplit

from django.conf import settings

OWN = {"same-origin", "none"}
"""What Sec-Fetch-Site may say. 'none' is the reader's own doing (a reload). 'same-site' would be a neighbour: another
office's site below the same domain, which is not ours to trust."""

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def is_own(environ: dict) -> bool:
    """Whether no other site can have caused this request."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return site in OWN
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return True
    # Not the scheme: TLS ends at the proxy, and what reaches us says http. The host is what another site cannot have.
    scheme, _, host = origin.lower().partition("://")
    port = DEFAULT_PORTS.get(scheme)
    if not port or not host:  # 'null', which a sandboxed frame of anybody sends
        return False
    own = {environ.get("HTTP_HOST", "").lower(), urlsplit(settings.SITE_URL).netloc.lower()} - {""}
    return host.removesuffix(port) in {name.removesuffix(port) for name in own}
