"""From a Word file to a draft below the news index: all of it, or nothing."""

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from images.intake import RefusedPicture
from images.models import CustomImage
from images.services import store_picture
from news.models import ArticlePage, NewsIndexPage
from vietnamese.text import clean_line

from .article import (
    Block,
    Figure,
    FigureRow,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Quote,
    Table,
    WordArticle,
    figures_of,
)
from .fitting import fit, keep_pictures, take_main_picture
from .reader import read_article

LOG_ACTION = "news.import_word"


def create_draft(
    file: BinaryIO, *, name: str, index: NewsIndexPage, user=None
) -> tuple[ArticlePage, tuple[Notice, ...]]:
    """Makes a draft of a Word file. Returns it with the report of what was not taken over.

    Raises RefusedDocument. Whatever fails, no draft and no new picture is left behind. The pictures are stored before
    the transaction of the page begins: to decode and scale a hundred of them takes the better part of a minute, and
    SQLite would let nobody else write meanwhile.
    """
    article = fit(read_article(file, name))
    with _pictures_kept_only_on_success() as library:
        report = [*article.report, *_store_pictures(article, library, user)]
        with transaction.atomic():
            draft = _save_draft(article, library.images, index, user)
            data = {"file": clean_line(name), "report": [_as_data(notice) for notice in report]}
            log(instance=draft, action=LOG_ACTION, user=user, data=data)
    return draft, tuple(report)


def _as_data(notice: Notice) -> dict:
    return {"code": notice.code, "where": notice.where, "params": notice.params}


# --- Pictures ---------------------------------------------------------------------------------


@dataclass
class Library:
    """The pictures of one file as records, by their part, and which of the records were not there before."""

    images: dict[str, CustomImage] = field(default_factory=dict)
    added: list[CustomImage] = field(default_factory=list)

    def store(self, picture: Picture, **texts) -> None:
        """Puts a picture into the library, or finds it there. Raises RefusedPicture."""
        data = picture.read()
        known = CustomImage.objects.filter(source_hash=hashlib.sha256(data).hexdigest()).exists()
        image = self.images[picture.part] = store_picture(data, **texts)
        if not known:
            self.added.append(image)


@contextmanager
def _pictures_kept_only_on_success():
    """A Library whose new pictures go again, with their files, when what is done with them fails."""
    library = Library()
    try:
        yield library
    except BaseException:
        for image in library.added:
            # Somebody else may have taken the same picture into an article in the meantime.
            if not ReferenceIndex.get_references_to(image).exists():
                image.delete()
        raise


def _store_pictures(article: WordArticle, library: Library, user) -> list[Notice]:
    """Each picture once, with what is said of it where it is first shown; returns those that were refused."""
    report = []
    refused = set()
    for number, figure in enumerate([figure for block in article.blocks for figure in figures_of(block)], start=1):
        part = figure.picture.part
        if part in library.images or part in refused:
            continue
        try:
            library.store(
                figure.picture,
                title=figure.caption or f"{article.title} ({number})",
                description=figure.alt_text,
                caption=figure.caption,
                credit=figure.credit,
                user=user,
            )
        except RefusedPicture as refusal:
            refused.add(part)
            report.append(Notice("picture", figure.where, {"code": refusal.code, "caption": figure.caption}))
    return report


# --- The page ---------------------------------------------------------------------------------


def _save_draft(article: WordArticle, images: dict[str, CustomImage], index: NewsIndexPage, user) -> ArticlePage:
    main, blocks = take_main_picture(keep_pictures(article.blocks, set(images)))
    draft = ArticlePage(
        title=article.title,
        draft_title=article.title,
        lead=article.lead,
        main_picture=images[main.picture.part] if main else None,
        main_picture_caption=main.caption if main else "",
        body=json.dumps(stream_data(blocks, images)),
        byline=article.byline,
        source=article.source,
        live=False,
        has_unpublished_changes=True,
        owner=user,
    )
    index.add_child(instance=draft)
    draft.save_revision(user=user)
    return draft


def stream_data(blocks: tuple[Block, ...], images: dict[str, CustomImage]) -> list[dict]:
    """The body as a StreamField stores it."""
    return [{"type": kind, "value": value} for kind, value in (_block_data(block, images) for block in blocks)]


def _block_data(block: Block, images: dict[str, CustomImage]) -> tuple[str, object]:
    match block:
        case Paragraph(html=html):
            return "paragraph", html
        case Heading(text=text, level=level):
            return "heading", {"text": text, "level": str(level)}
        case Quote(text=text):
            return "quote", {"text": text, "speaker": "", "role": ""}
        case Table():
            return "table", _table_value(block)
        case Figure():
            return "picture", _picture_value(block, images)
        case FigureRow(figures=figures, caption=caption):
            pictures = [_picture_value(figure, images) for figure in figures]
            return "picture_row", {"pictures": pictures, "caption": caption}


def _picture_value(figure: Figure, images: dict[str, CustomImage]) -> dict:
    """What the library says of the picture is not said again: the block shows it where it says nothing itself."""
    image = images[figure.picture.part]
    return {
        "image": image.pk,
        "caption": "" if figure.caption == image.caption else figure.caption,
        "credit": "" if figure.credit == image.credit else figure.credit,
        "alt_text": "" if figure.alt_text == image.description else figure.alt_text,
    }


def _table_value(table: Table) -> dict:
    return {
        "columns": [{"type": "rich_text", "heading": heading} for heading in table.headings],
        "rows": [{"values": list(row)} for row in table.rows],
        "caption": table.caption,
    }
