"""What an article still lacks. Nothing here stops anyone: a chief editor knows when a short notice needs no picture.

Plain Python that reads an article's attributes and asks nothing of Django, so that the editor's panel, the messages
after saving and a report can all say the same. The sentences are in `news.panels`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_TITLE = 110
"""In characters. Beyond it search engines and shared links cut a headline off."""


@dataclass(frozen=True)
class Problem:
    """Something to look at again: a code, the field of the form that it is about, and what its sentence names."""

    code: str
    field: str
    params: dict[str, int | str] = field(default_factory=dict)


def problems(article) -> list[Problem]:
    """The problems of an article, in the order of its form."""
    return [
        *_of_title(article),
        *_of_lead(article),
        *_of_main_picture(article),
        *_of_body(article),
        *_of_topics(article),
    ]


def _of_title(article) -> Iterator[Problem]:
    length = len(article.title or "")
    if length > LONGEST_TITLE:
        yield Problem("long_title", "title", {"length": length, "limit": LONGEST_TITLE})


def _of_lead(article) -> Iterator[Problem]:
    if not (article.lead or "").strip():
        yield Problem("no_lead", "lead")


def _of_main_picture(article) -> Iterator[Problem]:
    if article.main_picture is None:
        yield Problem("no_main_picture", "main_picture")
    elif not article.main_picture.description.strip():
        yield Problem("main_picture_without_alt", "main_picture", {"title": article.main_picture.title})


def _of_body(article) -> Iterator[Problem]:
    number = 0
    section_seen = False
    for block in article.body:
        if block.block_type == "heading":
            if block.value["level"] == "2":
                section_seen = True
            elif not section_seen:
                # Reported once: when the first is put right, so are those that follow it.
                yield Problem("heading_skips_level", "body", {"text": block.value["text"]})
                section_seen = True
        for picture in _pictures(block):
            number += 1
            if picture["image"] is None:
                yield Problem("picture_gone", "body", {"number": number})
            elif not picture.shown_alt.strip():
                yield Problem("picture_without_alt", "body", {"number": number})


def _pictures(block) -> Iterator:
    if block.block_type == "picture":
        yield block.value
    elif block.block_type == "picture_row":
        yield from block.value["pictures"]


def _of_topics(article) -> Iterator[Problem]:
    if not article.article_topics.all():
        yield Problem("no_topic", "article_topics")
