"""Which coding of a page a browser gets (RFC 9110, 12.5.3), and the codings themselves."""

import functools
import gzip

import brotli

PREFERRED = ("br", "gzip", "identity")
"""The smallest first: what the server takes among codings that the browser likes equally."""

LONGEST_HEADER = 500
SMALLEST = 200
"""Bytes below which compressing gains nothing."""

# The best of each is several times slower and two or three per cent smaller; a page is made again every few minutes.
BROTLI_QUALITY = 5
GZIP_LEVEL = 6

_COMPRESSIBLE = ("text/", "application/json", "application/xml", "application/ld+json", "application/javascript")
_COMPRESSIBLE_ENDS = ("+xml", "+json")


@functools.lru_cache(maxsize=256)
def choose(accepted: str, available: tuple[str, ...]) -> str:
    """The coding to send to someone whose Accept-Encoding is `accepted`.

    A browser that refuses all that there is gets the page as it is: the RFC allows it, and an error helps nobody.
    """
    weights = _weights(accepted[:LONGEST_HEADER])
    anything = weights.get("*", 0.0)
    best, best_weight = "identity", 0.0
    for coding in available:
        # Identity is welcome unless it is refused, but whoever names another coding would rather have that.
        weight = weights.get(coding, anything if coding != "identity" or "*" in weights else 0.0001)
        if weight > best_weight:
            best, best_weight = coding, weight
    return best


def _weights(accepted: str) -> dict[str, float]:
    weights = {}
    for item in accepted.lower().split(","):
        coding, *parameters = (part.strip() for part in item.split(";"))
        if coding:
            weights["gzip" if coding == "x-gzip" else coding] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0  # what cannot be understood is not accepted
    return 1.0


def encode(body: bytes, content_type: str, preferred: tuple[str, ...] = PREFERRED) -> dict[str, bytes]:
    """The body in each of these codings, in their order; as it is alone where compressing gains nothing."""
    if len(body) < SMALLEST or not is_text(content_type):
        return {"identity": body}
    return {coding: _CODERS[coding](body) for coding in preferred}


def is_text(content_type: str) -> bool:
    """Whether what is of this type shrinks. Pictures, ZIPs and PDFs are compressed already."""
    kind = content_type.split(";", 1)[0].strip().lower()
    return kind.startswith(_COMPRESSIBLE) or kind.endswith(_COMPRESSIBLE_ENDS)


# Public pages hold no secret that could be guessed from their compressed length (BREACH): no token, nothing personal.
_CODERS = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    # Without a time, the same page is the same bytes on every machine.
    "gzip": lambda body: gzip.compress(body, GZIP_LEVEL, mtime=0),
    "identity": bytes,
}
