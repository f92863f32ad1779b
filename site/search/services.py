"""Writing the search: put pages in, take them out, build it anew.

Each function owns its transaction, in which a page's entry and the index change together.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import connections, router, transaction
from wagtail.models import Page, PageViewRestriction

from vietnamese.text import clean_line

from .index import Index, index_on
from .keys import key_of
from .models import SearchEntry, index_entries

BATCH = 500

Progress = Callable[[int], None]
"""Is told how many pages more have been gone through."""


def index_pages(pages: Iterable[Page], progress: Progress | None = None) -> None:
    """Brings the search up to date with these pages: found if they may be found, else forgotten.

    Takes any number of them, and holds 500 at a time. Give specific pages (`.specific().iterator()`): of a plain
    `Page` the specific one is fetched, with a query each.
    """
    for batch in _batches(pages):
        _index_batch(batch)
        if progress:
            progress(len(batch))


def index_tree(top: Page) -> None:
    """Brings the search up to date with a page and everything below it."""
    index_pages(Page.objects.descendant_of(top, inclusive=True).specific().iterator(BATCH))


def forget(pks: Iterable[int]) -> None:
    """Takes these pages out of the search. Asked twice, it does nothing the second time.

    While a page is deleted Wagtail withdraws it, too, so both happen; and an entry must leave SQLite's index once
    only, because that index keeps no text by which it could tell. Entry and index therefore go together, here.
    """
    with transaction.atomic(using=_database()):
        entries = list(SearchEntry.objects.select_for_update().filter(pk__in=list(pks)))
        writing_index().remove(index_entries(entries))
        SearchEntry.objects.filter(pk__in=[entry.pk for entry in entries])._raw_delete(_database())


def rebuild(progress: Progress | None = None) -> int:
    """Forgets everything and indexes all published pages; how many can be found now.

    Until it is done, readers find only a part: one transaction would keep every editor waiting.
    """
    with transaction.atomic(using=_database()):
        SearchEntry.objects.all()._raw_delete(_database())
        writing_index().clear()
    with writing_index().loading():
        index_pages(Page.objects.live().order_by("pk").specific().iterator(BATCH), progress)
    return SearchEntry.objects.count()


def writing_index() -> Index:
    """The index on the database that entries are written to."""
    return index_on(connections[_database()])


def _database() -> str:
    return router.db_for_write(SearchEntry)


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    pages = iter(pages)
    while batch := list(islice(pages, BATCH)):
        yield batch


def _index_batch(pages: list[Page]) -> None:
    with transaction.atomic(using=_database()):
        hidden = _restricted_paths()
        entries = {page.pk: _entry_of(page, hidden) for page in pages}
        known = {entry.pk: entry for entry in SearchEntry.objects.select_for_update().filter(pk__in=entries)}
        changed = [entry for entry in entries.values() if entry and not _same(entry, known.get(entry.pk))]
        if gone := [pk for pk in known if entries[pk] is None]:
            forget(gone)
        writing_index().remove(index_entries(known[entry.pk] for entry in changed if entry.pk in known))
        SearchEntry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["page"], update_fields=_FIELDS)
        writing_index().add(index_entries(changed))


_FIELDS = ["key", "kind", "title", "text", "published_at", "topic_ids"]


def _same(entry: SearchEntry, known: SearchEntry | None) -> bool:
    return known is not None and all(getattr(entry, name) == getattr(known, name) for name in _FIELDS)


def _restricted_paths() -> tuple[str, ...]:
    """The tree paths below which nothing is public."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def _entry_of(page: Page, hidden: tuple[str, ...]) -> SearchEntry | None:
    """The page as the search should know it, or None if readers may not or should not find it."""
    if not page.live or page.path.startswith(hidden):
        return None
    page = page.specific
    describe = getattr(page, "search_document", None)
    document = describe() if describe else None
    if document is None:
        return None
    return SearchEntry(
        page_id=page.pk,
        key=key_of(document.date, page.pk),
        kind=document.kind,
        title=clean_line(document.title),
        # On one line: a snippet is cut out of it, and folding keeps its length.
        text=clean_line(f"{document.lead}\n{document.text}"),
        published_at=document.date,
        topic_ids=sorted(document.topic_ids),
    )
