"""The pure parts: words and tokens, what was typed, keys, snippets."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.keys import HIGHEST, LOWEST, first_key, key_of, last_key
from search.snippets import LENGTH, marked, snippet
from search.tokens import TOKEN_BYTES, document_tokens, phrase, words
from search.typed import TYPED_WORDS, suggestion_tiers, understand
from vietnamese.dates import VIETNAM

SAFE = re.compile(r"[^\s\"'\\()*^&|!<>\x00]+")
anything = st.text(st.characters(codec=None), max_size=300)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội thảo, KH&CN!", ["hội", "thảo", "kh", "cn"]),
        ("03/2024 – 1.079", ["03", "2024", "1", "079"]),
        ("ĐẮK LẮK", ["đắk", "lắk"]),
        ("xã\u00adhội", ["xãhội"]),
        ("snake_case", ["snake", "case"]),
        ("…", []),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_a_phrase_is_its_pairs():
    assert phrase(["a"]) == ("a",)
    assert phrase(["a", "b", "c"]) == ("a_b", "b_c")


@given(anything, anything)
def test_no_token_has_a_sign_that_a_query_could_trip_over(title, text):
    tokens = document_tokens(title, text, "news", [1])
    tiers = [token for tier in [*understand(text).tiers(), *understand(text).excluded()] for token in tier]
    for token in [*tokens, *tiers, *(token for tier in suggestion_tiers(text) for token in tier)]:
        assert SAFE.fullmatch(token)


@given(anything)
def test_a_title_is_found_by_itself(title):
    tokens = set(document_tokens(title, "", "news", []))
    typed = understand(" ".join(words(title)[:5]))
    if typed.wanted and not typed.was_cut:
        assert set(typed.tiers()[0]) <= tokens


def test_a_text_without_end_stays_below_what_postgresql_takes():
    tokens = document_tokens("", " ".join(f"{number:032}" for number in range(10_000)), "news", [])

    assert sum(len(token.encode()) for token in tokens) <= TOKEN_BYTES


def test_typing_without_accents_asks_for_no_exact_tier():
    assert understand("hoi thao").tiers() == [("t:hoi_thao",), ("t:hoi", "t:thao"), ("hoi_thao",), ("hoi", "thao")]


def test_the_order_of_the_tiers():
    assert understand("hội thảo").tiers() == [
        ("t:hội_thảo",), ("t:hội", "t:thảo"), ("hội_thảo",), ("hội", "thảo"),
        ("t:hoi_thao",), ("t:hoi", "t:thao"), ("hoi_thao",), ("hoi", "thao"),
    ]  # fmt: skip


def test_the_little_language():
    typed = understand('bóng "hội nghị" -thảo -"tổng kết" KH&CN')

    assert typed.wanted == (("bóng",), ("hội", "nghị"), ("kh", "cn"))
    assert typed.unwanted == (("thảo",), ("tổng", "kết"))


def test_too_many_words_are_cut():
    typed = understand("một hai ba " * 15)
    assert typed.was_cut
    assert sum(map(len, typed.wanted)) <= TYPED_WORDS


@given(st.datetimes(timezones=st.just(UTC)), st.integers(1, 2**25 - 1), st.datetimes(timezones=st.just(UTC)))
def test_keys_are_in_the_order_of_time(one, page, other):
    assert LOWEST < key_of(one, page) < HIGHEST
    if one + timedelta(seconds=1) <= other if one.year < 9999 else False:
        assert key_of(one, page) < key_of(other, 1)


@given(st.datetimes(min_value=datetime(1976, 1, 1), max_value=datetime(9998, 1, 1), timezones=st.just(VIETNAM)))
def test_a_day_is_a_span_of_keys(moment):
    # From 1976 on: before, clocks in Vietnam were put back now and then, and a day ended twice.
    key = key_of(moment, 7)
    day = moment.date()

    assert first_key(day, VIETNAM) <= key <= last_key(day, VIETNAM)
    assert last_key(day - timedelta(days=1), VIETNAM) < key < first_key(day + timedelta(days=1), VIETNAM)


def test_the_first_and_the_last_day_have_keys():
    assert first_key(date(1, 1, 1), VIETNAM) < last_key(date(9999, 12, 31), VIETNAM)


def test_a_snippet_shows_the_place_of_the_phrase_rather_than_of_a_word():
    text = "Hội đồng họp. " + "Nhiều lời ở giữa. " * 60 + "Hội thảo khai mạc sáng nay. " + "Và sau đó. " * 60

    piece = snippet(text, ["hoi thao", "hoi", "thao"])

    assert "<mark>Hội thảo</mark> khai mạc" in piece
    assert piece.startswith("… ") and piece.endswith(" …")
    assert len(re.sub("<.*?>", "", piece)) <= LENGTH + 4


def test_a_short_text_is_its_own_snippet():
    assert snippet("Có hội thảo & đào tạo.", ["hội thảo"]) == "Có <mark>hội thảo</mark> &amp; đào tạo."


def test_a_text_without_the_words_begins_at_its_beginning():
    assert snippet("Không có gì ở đây.", ["hội thảo"]) == "Không có gì ở đây."


def test_marks_take_whole_words_and_beginnings_only_where_asked():
    assert marked("Toàn ban", ["an"]) == "Toàn ban"
    assert marked("Hội thảo", ["tha"], prefix=True) == "Hội <mark>thả</mark>o"


@given(anything, st.lists(anything, max_size=3))
def test_a_snippet_is_never_markup(text, terms):
    piece = snippet(text, terms).replace("<mark>", "").replace("</mark>", "")

    assert "<" not in piece and ">" not in piece


@given(anything, anything)
def test_the_last_tier_has_all_pages_of_the_others(title, typed):
    tokens = set(document_tokens(title, "", "news", []))
    for tiers in (understand(typed).tiers(), suggestion_tiers(typed)):
        if any(set(tier) <= tokens for tier in tiers):
            assert set(tiers[-1]) <= tokens


@given(anything)
def test_a_page_in_the_best_tier_is_in_the_last(title):
    tokens = set(document_tokens(title, "", "news", []))
    tiers = understand(" ".join(words(title)[:5])).tiers()
    if tiers:
        assert set(tiers[-1]) <= tokens
