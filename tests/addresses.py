"""The site's addresses by their names, for tests that ask of each who gets in."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver


def names(prefix: str, *, without: str | None = None, patterns=None, route: str = "") -> Iterator[str]:
    """The names of all addresses below `prefix`, but those below `without`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = route + str(pattern.pattern)
        if not (here.startswith(prefix) or prefix.startswith(here)) or (without and here.startswith(without)):
            continue
        if isinstance(pattern, URLPattern):
            if here.startswith(prefix):
                yield pattern.name
        else:
            yield from names(prefix, without=without, patterns=pattern.url_patterns, route=here)
