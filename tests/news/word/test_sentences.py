"""Every code has a sentence, and each sentence names what it is about."""

import re
from pathlib import Path

import pytest

from documents import packages
from images.intake import MAX_PIXELS, RefusedPicture
from images.refusals import sentence as picture_sentence
from news.word import safety
from news.word.article import Notice
from news.word.safety import RefusedDocument
from news.word.sentences import notice_sentence, refusal_sentence

REFUSALS = [
    "empty",
    "too_large",
    "not_word",
    "old_word",
    "password_protected",
    "damaged",
    "unpacks_too_large",
    "dangerous_xml",
    "too_long",
    "nothing_inside",
]
NOTICES = {
    "chart": {},
    "comment": {},
    "drawing": {"format": "EMF", "caption": "Sơ đồ"},
    "embedded_file": {},
    "embedded_object": {},
    "equation": {},
    "hidden_text": {},
    "layout_table": {},
    "lead_shortened": {},
    "link": {"address": "javascript:x"},
    "linked_picture": {},
    "macros": {},
    "merged_cells": {},
    "missing_picture": {},
    "nested_table": {},
    "picture": {"code": "too_many_pixels", "caption": "Ảnh"},
    "shortened": {"text": "Chú thích rất dài"},
    "smart_art": {},
    "title_shortened": {"text": "Tên rất dài"},
}


def test_the_lists_are_complete():
    """The codes are written out where they are raised: none of them is missing above."""
    source = "".join(path.read_text() for path in Path(safety.__file__).parent.glob("*.py"))
    packages_source = Path(packages.__file__).read_text()
    assert set(re.findall(r'Refused\w+\("(\w+)"', source + packages_source)) <= set(REFUSALS)
    assert set(re.findall(r'(?:Notice\(|_left_out\.append\()"(\w+)"', source)) <= set(NOTICES)


@pytest.mark.parametrize("code", REFUSALS)
def test_a_refusal_says_why(code):
    sentence = refusal_sentence(RefusedDocument(code, limit=safety.MAX_FILE_BYTES))
    assert sentence.endswith(".")
    assert "%" not in sentence


@pytest.mark.parametrize("code", NOTICES)
def test_a_notice_says_what_and_where(code):
    sentence = notice_sentence(Notice(code, "Mở đầu cuộc họp…", NOTICES[code]))
    assert "Mở đầu cuộc họp…" in sentence
    assert "%" not in sentence
    assert all(value in sentence for name, value in NOTICES[code].items() if name != "code")


def test_a_refused_picture_is_told_in_the_librarys_own_words():
    reason = picture_sentence(RefusedPicture("too_many_pixels", limit=MAX_PIXELS))
    assert reason in notice_sentence(Notice("picture", "", {"code": "too_many_pixels", "caption": ""}))
