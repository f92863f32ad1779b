"""Where a request comes from: the client's address, and the network it belongs to."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


def client(environ: dict) -> str:
    """The client's address in canonical text; "" when nobody says.

    Every proxy appends the address that it was asked from to X-Forwarded-For. What stands left of the entries of our
    own proxies (`TRUSTED_PROXIES` of them) was written by the client and may be anything.
    """
    entries = environ.get("HTTP_X_FORWARDED_FOR", "") if settings.TRUSTED_PROXIES else ""
    if entries:
        forwarded = entries.rsplit(",", settings.TRUSTED_PROXIES)[-settings.TRUSTED_PROXIES :]
        if found := _canonical(forwarded[0]):
            return found
    return _canonical(environ.get("REMOTE_ADDR", ""))


@lru_cache(maxsize=4096)
def _canonical(text: str) -> str:
    """'2001:DB8::0' as '2001:db8::'; "" for what is no address. Some proxies write the port too."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or address).partition("%")[0]
    return str(address)


@lru_cache(maxsize=4096)
def network(address: str) -> str:
    """What one subscriber has: an IPv4 address alone, '203.0.113.5/32', and of IPv6 the /64, '2001:db8:0:1::/64'.

    "" for "": whoever asks knows no more of such clients than that they are not known.
    """
    if not address:
        return ""
    return str(ip_network((address, 64 if ":" in address else 32), strict=False))
