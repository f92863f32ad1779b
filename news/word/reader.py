"""Reads an editor's Word file: `read_article(file, name)` gives a WordArticle or raises RefusedDocument."""

from functools import partial
from typing import BinaryIO

import mammoth
from mammoth import documents

from .article import Picture, WordArticle
from .composition import compose
from .content import ContentReader
from .preparation import PreparedDocument, prepare
from .safety import RefusedDocument, open_package


def read_article(file: BinaryIO, name: str) -> WordArticle:
    """The article in a file. `name` is the file's, for want of a better title.

    The pictures are read from `file` when they are asked for, so it has to stay open as long as they are.
    """
    with open_package(file) as package:
        prepared = prepare(package)
    content = ContentReader(_read_with_mammoth(prepared))
    items = content.items()
    if not items:
        raise RefusedDocument("nothing_inside")
    composition = compose(items, content.notes, name, partial(Picture, file=file))
    return WordArticle(
        title=composition.title,
        lead=composition.lead,
        blocks=composition.blocks,
        byline=composition.byline,
        source=composition.source,
        report=(*prepared.report, *content.report, *composition.report),
    )


def _read_with_mammoth(prepared: PreparedDocument) -> documents.Document:
    """mammoth's tree of the document, by its documented hook; its HTML is not needed."""
    read: list[documents.Document] = []

    def keep(document: documents.Document) -> documents.Document:
        read.append(document)
        return documents.document([])

    try:
        mammoth.convert_to_html(prepared.package, transform_document=keep)
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError, OSError) as error:
        # Well-formed XML that does not mean what it should (a list without a number, say) fails in many ways.
        raise RefusedDocument("damaged") from error
    return read[0]
