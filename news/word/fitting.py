"""Fits an article into what the page's fields and blocks hold, without losing a word of its text."""

from dataclasses import replace
from html import escape

from .article import (
    Block,
    Figure,
    FigureRow,
    Heading,
    Notice,
    Paragraph,
    Quote,
    Table,
    WordArticle,
    figures_of,
    first_words,
)

LENGTHS = {
    "title": 255,
    "lead": 1000,
    "byline": 150,
    "source": 200,
    "caption": 500,
    "credit": 200,
    "alt_text": 255,
    "heading": 200,
    "quote": 1000,
}


def fit(article: WordArticle) -> WordArticle:
    """The article as the page takes it. What was too long for its field is told in the report."""
    report: list[Notice] = list(article.report)
    title = shorten(article.title, LENGTHS["title"])
    if title != article.title:
        report.append(Notice("title_shortened", params={"text": article.title}))
    blocks = [_fit_block(block, report) for block in article.blocks]
    lead = article.lead
    if len(lead) > LENGTHS["lead"]:
        # It stays whole at the head of the text, where the editor can take from it what belongs above.
        blocks.insert(0, Paragraph(f"<p><b>{escape(lead, quote=False)}</b></p>"))
        lead = shorten(lead, LENGTHS["lead"])
        report.append(Notice("lead_shortened", first_words(lead)))
    byline = _short(article.byline, "byline", report)
    source = _short(article.source, "source", report)
    return WordArticle(title, lead, tuple(blocks), byline, source, tuple(report))


def keep_pictures(blocks: tuple[Block, ...], parts: set[str]) -> tuple[Block, ...]:
    """The blocks with these pictures only. A row of which one is left is a single picture."""
    kept: list[Block] = []
    for block in blocks:
        figures = tuple(figure for figure in figures_of(block) if figure.picture.part in parts)
        match block:
            case FigureRow(caption=caption):
                kept += _row(figures, caption)
            case Figure():
                kept += figures
            case _:
                kept.append(block)
    return tuple(kept)


def take_main_picture(blocks: tuple[Block, ...]) -> tuple[Figure | None, tuple[Block, ...]]:
    """The first picture, and the blocks without it: the page shows it on top, and a newspaper shows nothing twice."""
    for index, block in enumerate(blocks):
        match block:
            case Figure():
                return block, blocks[:index] + blocks[index + 1 :]
            case FigureRow(figures=(first, *others), caption=caption):
                return first, (*blocks[:index], *_row(tuple(others), caption), *blocks[index + 1 :])
    return None, blocks


def _row(figures: tuple[Figure, ...], caption: str) -> list[Block]:
    if len(figures) > 1:
        return [FigureRow(figures, caption)]
    return [replace(figure, caption=figure.caption or caption) for figure in figures]


def _fit_block(block: Block, report: list[Notice]) -> Block:
    match block:
        case Heading(text=text) if len(text) > LENGTHS["heading"]:
            return Paragraph(f"<p><b>{escape(text, quote=False)}</b></p>")
        case Quote(text=text) if len(text) > LENGTHS["quote"]:
            return Paragraph(f"<p>{escape(text, quote=False)}</p>")
        case Figure():
            return _fit_figure(block, report)
        case FigureRow(figures=figures, caption=caption):
            fitted = tuple(_fit_figure(figure, report) for figure in figures)
            return FigureRow(fitted, _short(caption, "caption", report))
        case Table(caption=caption):
            return replace(block, caption=_short(caption, "caption", report))
        case _:
            return block


def _fit_figure(figure: Figure, report: list[Notice]) -> Figure:
    texts = {name: _short(getattr(figure, name), name, report) for name in ("caption", "credit", "alt_text")}
    return replace(figure, **texts)


def _short(text: str, name: str, report: list[Notice]) -> str:
    """The text within its field's length; a text that loses its end is kept whole in the report."""
    short = shorten(text, LENGTHS[name])
    if short != text:
        report.append(Notice("shortened", first_words(text), {"text": text}))
    return short


def shorten(text: str, length: int) -> str:
    """Cut after a whole word, with an ellipsis."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–-") + "…"
