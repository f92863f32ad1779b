"""The kinds of pages that readers can ask for alone."""

from django.utils.translation import gettext_lazy as _

ALBUM = "album"
KINDS = {"news": _("News"), ALBUM: _("Albums"), "event": _("Events"), "page": _("Information")}
"""Code (see `pages.search.SearchDocument.kind`) and name."""


def label_of(kind: str) -> str:
    """The name of a kind."""
    return str(KINDS.get(kind, kind))
