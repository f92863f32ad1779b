"""Writes a batch of articles: a handful of queries for all of them where Wagtail's `add_child` takes fifteen for each.

What `add_child`, `save` and the signals after them do is done here for the whole batch: place in the tree, slug,
listing, topics, redirects, Wagtail's reference index and the search of its admin. The signals themselves are not
sent, because each would leave a task in the queue, two hundred thousand of them, before the pictures of an editor.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F, Model, prefetch_related_objects
from django.utils import timezone
from modelcluster.models import get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends

from images.models import CustomImage
from news.models import RESERVED_SLUGS, ArchivedArticle, ArticlePage, ArticleTopic, NewsIndexPage
from news.signals import articles_imported
from pagecache import generation
from readership.services import set_imported
from topics.models import Topic
from vietnamese.dates import in_vietnam
from vietnamese.text import slug

from .problems import Problem
from .records import Record

TOPIC_LENGTH = 80
CREATED, UPDATED, UNCHANGED, KEPT = "created", "updated", "unchanged", "kept"


@dataclass
class Prepared:
    """An article that is ready to be written, and what became of it."""

    record: Record
    path: str  # the old address as redirects know it: the identity of the article
    fingerprint: str
    lead: str = ""
    body: str = ""
    main_picture: CustomImage | None = None
    main_picture_caption: str = ""
    outcome: str = ""
    left_out: list[Problem] = field(default_factory=list)


def old_path(address: str) -> str:
    """An address as redirects are looked up by: without host, the parts of its query in order."""
    return Redirect.normalise_path(address)


def write(batch: list[Prepared], index: NewsIndexPage, *, restore: bool = False) -> None:
    """Writes the articles of a batch in one transaction, and notes in each of them what became of it.

    Whoever runs beside us (another import, an editor who publishes) waits for the index page's row; what they have
    written is seen, for everything is read after the lock.
    """
    with transaction.atomic():
        index = NewsIndexPage.objects.select_for_update().get(pk=index.pk)
        known = known_articles(article.path for article in batch)
        new, changed = [], []
        for article in batch:
            row = known.get(article.path)
            article.outcome, problem = fate(article, row, restore=restore)
            if problem:
                article.left_out.append(problem)
            if article.outcome == CREATED:
                new.append(article)
            elif article.outcome == UPDATED:
                changed.append((article, row.page))
        pages = _create(new, index)
        for article, page in changed:
            _update(article, page)
        written = [*zip(new, pages, strict=True), *changed]
        if not written:
            return
        set_imported({page.pk: article.record.views for article, page in written})
        _set_topics(written, TopicBook())
        _remember(written)
        _redirect(written, index)
        _index(pages)
        generation.renew()
        articles_imported.send(sender=ArticlePage, articles=[page for _, page in written])


def known_articles(paths: Iterable[str]) -> dict[str, ArchivedArticle]:
    """What has been imported of these addresses, by address."""
    rows = ArchivedArticle.objects.filter(address__in=list(paths)).select_related("page")
    return {row.address: row for row in rows}


def fate(article: Prepared, row: ArchivedArticle | None, *, restore: bool) -> tuple[str, Problem | None]:
    """What is to become of a line, when `row` says that it was imported before.

    What the newsroom did since has precedence: an article that was edited here (only then has it a revision) or
    deleted stays as it is.
    """
    if row is None:
        return CREATED, None
    if row.page is None:
        return (CREATED, None) if restore else (KEPT, Problem("deleted_here"))
    if row.fingerprint == article.fingerprint:
        return UNCHANGED, None
    if row.page.latest_revision_id:
        return KEPT, Problem("edited_here")
    return UPDATED, None


def _create(articles: list[Prepared], index: NewsIndexPage) -> list[ArticlePage]:
    if not articles:
        return []
    content_type = ContentType.objects.get_for_model(ArticlePage)
    is_open = not index.get_view_restrictions().exists()
    last = index.get_last_child()
    step = ArticlePage._str2int(last.path[-ArticlePage.steplen :]) if last else 0
    pages = []
    for number, (article, name) in enumerate(zip(articles, _slugs(articles, index), strict=True), start=step + 1):
        page = ArticlePage(
            path=ArticlePage._get_path(index.path, index.depth + 1, number),
            depth=index.depth + 1,
            slug=name,
            url_path=f"{index.url_path}{name}/",
            locale_id=index.locale_id,
            content_type=content_type,
            live=True,
            has_unpublished_changes=False,
        )
        _fill(page, article)
        page.draft_title = page.title
        if is_open:  # as ArticlePage.set_listing does, which asks for each article what is the same for all
            page.listed_at = page.shown_at
            page.listed_on = timezone.localdate(page.listed_at)
        pages.append(page)
    own = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    bases = Page.objects.bulk_create([Page(**{name: getattr(page, name) for name in own}) for page in pages])
    for page, base in zip(pages, bases, strict=True):
        page.pk = base.pk
        # The row of the article alone, as loaddata writes it: Django has no bulk_create for inherited models.
        Model.save_base(page, raw=True, force_insert=True)
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(pages))
    return pages


def _update(article: Prepared, page: ArticlePage) -> None:
    """Brings a page up to the line. Its address stays, and so does whether it is published."""
    _fill(page, article)
    page.draft_title = page.title
    page.save()


def _fill(page: ArticlePage, article: Prepared) -> None:
    record = article.record
    page.title = record.title
    page.lead = article.lead
    page.body = article.body
    page.main_picture = article.main_picture
    page.main_picture_caption = article.main_picture_caption
    page.byline = record.byline
    page.source = record.source
    page.display_at = page.first_published_at = record.published
    page.last_published_at = record.edited


# --- Slugs ------------------------------------------------------------------------------------


def _slugs(articles: list[Prepared], index: NewsIndexPage) -> list[str]:
    """A slug for each article that no other page below the index has."""
    wanted = [wanted_slug(article.record) for article in articles]
    dated = [f"{name}-{in_vietnam(a.record.published):%Y-%m-%d}" for name, a in zip(wanted, articles, strict=True)]
    taken = _taken({*wanted, *dated}, index)
    chosen = []
    for name, with_date in zip(wanted, dated, strict=True):
        # 'thong-bao' there may be a thousand times; of one day hardly ever twice.
        candidate = name if _is_free(name, taken) else with_date
        number = 1
        while not _is_free(candidate, taken):
            number += 1
            candidate = f"{with_date}-{number}"
            taken |= _taken({candidate}, index)
        taken.add(candidate)
        chosen.append(candidate)
    return chosen


def _taken(names: set[str], index: NewsIndexPage) -> set[str]:
    # By slug alone, and the parent compared here: asked for both, SQLite reads all children of the index.
    rows = Page.objects.filter(slug__in=names).values_list("slug", "path", "depth")
    return {name for name, path, depth in rows if depth == index.depth + 1 and path.startswith(index.path)}


def _is_free(name: str, taken: set[str]) -> bool:
    return name not in taken and name not in RESERVED_SLUGS and not name.isdigit()


def wanted_slug(record: Record) -> str:
    """The slug that the old address had, when it was one of words; else one of the title."""
    last = PurePosixPath(unquote(urlsplit(record.address).path)).name
    old = slug(re.sub(r"\.(?:s?html?|aspx?|php|jsp)$", "", last, flags=re.IGNORECASE), fallback="")
    words = [word for word in old.split("-") if word.isalpha()]
    return old if len(words) >= 3 else slug(record.title)


# --- What stands beside the page --------------------------------------------------------------


class TopicBook:
    """The topics by what a line may call them: name or slug, whatever the accents. Unknown ones are made."""

    def __init__(self):
        self._ids: dict[str, int] = {}
        for pk, name, own_slug in Topic.objects.values_list("pk", "name", "slug"):
            self._ids.setdefault(slug(name, TOPIC_LENGTH), pk)
            self._ids[own_slug] = pk

    def id_of(self, name: str) -> int | None:
        """The topic of this name; None for what is no name of a topic ('---', or a whole sentence)."""
        key = slug(name, TOPIC_LENGTH, fallback="")
        if not key or len(name) > TOPIC_LENGTH:
            return None
        if key not in self._ids:
            self._ids[key] = Topic.objects.create(name=name, slug=key).pk
        return self._ids[key]


def _set_topics(written: list[tuple[Prepared, ArticlePage]], topics: TopicBook) -> None:
    ArticleTopic.objects.filter(page__in=[page.pk for a, page in written if a.outcome == UPDATED]).delete()
    links = []
    for article, page in written:
        ids = []
        for name in article.record.topics:
            pk = topics.id_of(name)
            if pk is None:
                article.left_out.append(Problem("bad_topic", {"name": name[:TOPIC_LENGTH]}))
            elif pk not in ids:
                ids.append(pk)
        links += [
            ArticleTopic(page=page, topic_id=pk, sort_order=order, listed_at=page.listed_at)
            for order, pk in enumerate(ids)
        ]
    ArticleTopic.objects.bulk_create(links)


def _remember(written: list[tuple[Prepared, ArticlePage]]) -> None:
    ArchivedArticle.objects.bulk_create(
        [
            ArchivedArticle(
                address=article.path, page=page, fingerprint=article.fingerprint, imported_at=timezone.now()
            )
            for article, page in written
        ],
        update_conflicts=True,
        unique_fields=["address"],
        update_fields=["page", "fingerprint", "imported_at"],
    )


def _redirect(written: list[tuple[Prepared, ArticlePage]], index: NewsIndexPage) -> None:
    """Leaves a permanent redirect at each old address. One that leads elsewhere is somebody's decision and stays."""
    wanted = {article.path: (article, page) for article, page in written}
    for article, page in written:
        for address in map(old_path, article.record.other_addresses):
            if wanted.setdefault(address, (article, page))[1] is not page:
                article.left_out.append(Problem("redirect_exists", {"address": address}))
    # To itself none leads, or readers would go in a circle should the article ever be withdrawn.
    above = index.url or ""
    wanted = {path: of for path, of in wanted.items() if path != old_path(f"{above}{of[1].slug}/")}
    existing = dict(Redirect.objects.filter(old_path__in=list(wanted)).values_list("old_path", "redirect_page_id"))
    for address, (article, page) in wanted.items():
        if address in existing and existing[address] != page.pk:
            article.left_out.append(Problem("redirect_exists", {"address": address}))
    Redirect.objects.bulk_create(
        [
            Redirect(old_path=address, redirect_page_id=page.pk, is_permanent=True)
            for address, (_, page) in wanted.items()
            if address not in existing
        ]
    )


def _index(pages: list[ArticlePage]) -> None:
    """What Wagtail's tasks would do of each new page: note which pictures and topics it uses, and let the admin's
    search find it."""
    if not pages:
        return
    prefetch_related_objects(pages, *(relation.get_accessor_name() for relation in get_all_child_relations(pages[0])))
    # Wagtail's create_or_update_for_object takes a dozen queries a page, most of them for what a new page cannot have.
    content_type = ContentType.objects.get_for_model(ArticlePage)
    base_content_type = ReferenceIndex._get_base_content_type(ArticlePage)
    ReferenceIndex.objects.bulk_create(
        ReferenceIndex(
            content_type=content_type,
            base_content_type=base_content_type,
            object_id=page.pk,
            to_content_type_id=to_content_type,
            to_object_id=to_object,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
        for page in pages
        for to_content_type, to_object, model_path, content_path in ReferenceIndex._extract_references_from_object(page)
    )
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(ArticlePage, pages)
