"""What the search shows of a page, beside the index that finds it."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from .index import Entry
from .tokens import document_tokens


class SearchEntry(models.Model):
    """A page as the search knows it: what is found by, cut into snippets, and dated.

    A copy of the page's words, because an article keeps its own in StreamField blocks, from which they would have to
    be gathered for every result. Written by `services` only.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    key = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)
    topic_ids = models.JSONField(default=list)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return self.title

    def tokens(self) -> list[str]:
        """What the page is found by."""
        return document_tokens(self.title, self.text, self.kind, self.topic_ids)


def index_entries(entries: Iterable[SearchEntry]) -> list[Entry]:
    """The entries as the index takes them."""
    return [(entry.key, entry.tokens()) for entry in entries]
