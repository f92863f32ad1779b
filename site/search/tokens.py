"""What a page is found by: its tokens, the same on every database.

Words are made here and not by SQLite's or PostgreSQL's own parsers, which cut 'KH&CN', '03/2024' and 'Đắk' in
different ways. A text gives each of its words and each pair of neighbours ('hội_thảo'), as written and folded.
Pairs, because a Vietnamese word has two syllables more often than one, and the syllables stand in nearly every
article: an index of pairs answers 'hội thảo' from the pages that have it, where an index of positions would compare
all pages that have 'hội' and 'thảo' somewhere. A longer phrase is all of its pairs; a page that has 'hội nghị' and
'nghị quyết' but not 'hội nghị quyết' is the price, and a rare one.

Tokens of the title bear a `t:`, beginnings of its words an `s:` (for suggestions), filters `k:` (kind) and `c:`
(topic). No token has anything but letters, digits and `:_@-` in it, which is why it can stand in a query of any
database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from vietnamese.text import clean, fold

TITLE, START, KIND, TOPIC = "t:", "s:", "k:", "c:"

WORD_LENGTH = 32
"""Longer words (addresses, checksums) are found by their beginning."""

START_LENGTH = 10
"""Suggestions tell beginnings of words apart up to here; no Vietnamese syllable is longer than seven letters."""

WORDS_INDEXED = 8_000
TOKEN_BYTES = 900_000
"""How much of a text is indexed: some twenty printed pages. PostgreSQL refuses more than 1 MB a row."""

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")


def words(text: str) -> list[str]:
    """The words of a text, lower case and composed, with their accents."""
    plain = _INVISIBLE.sub("", clean(text)).casefold()
    # Composing once more: case folding takes some letters apart.
    return [word[:WORD_LENGTH] for word in _WORD.findall(unicodedata.normalize("NFC", plain))]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The word without accents. Remembered: Vietnamese has some seven thousand syllables, and a text repeats them."""
    # A word made of accents alone would fold to nothing; then it is found as it was written.
    return fold(word) or word


def pairs(sequence: Sequence[str]) -> Iterator[str]:
    """The tokens of neighbours."""
    return (f"{left}_{right}" for left, right in pairwise(sequence))


def phrase(sequence: Sequence[str]) -> tuple[str, ...]:
    """The tokens that a text has if these words stand in it side by side."""
    return tuple(dict.fromkeys(pairs(sequence))) if len(sequence) > 1 else tuple(sequence)


def beginnings(sequence: Sequence[str]) -> Iterator[str]:
    """What may have been typed of each word, alone and after its neighbour."""
    for position, word in enumerate(sequence):
        for length in range(1, min(len(word), START_LENGTH) + 1):
            yield word[:length]
            if position:
                yield f"{sequence[position - 1]}_{word[:length]}"


def document_tokens(title: str, text: str, kind: str, topic_ids: Iterable[int]) -> list[str]:
    """All tokens of a page, in an order that depends on nothing but the page.

    SQLite takes a page out of its index by the tokens that it was put in with: when this function changes, the
    index must be rebuilt (`manage.py rebuild_search`).
    """
    title_words = words(title)
    folded_title = [folded(word) for word in title_words]
    text_words = words(text)[:WORDS_INDEXED]
    folded_text = [folded(word) for word in text_words]

    found = dict.fromkeys([KIND + kind, *(f"{TOPIC}{topic_id}" for topic_id in sorted(topic_ids))])
    found.update(dict.fromkeys(START + start for start in beginnings(folded_title)))
    for sequence in (title_words, folded_title):
        for token in (*sequence, *pairs(sequence)):
            found[TITLE + token] = found[token] = None
    for sequence in (text_words, folded_text):
        found.update(dict.fromkeys(sequence))
        found.update(dict.fromkeys(pairs(sequence)))
    return _as_much_as_fits(found)


def _as_much_as_fits(found: Iterable[str]) -> list[str]:
    kept = list(found)
    if sum(map(len, kept)) * 3 < TOKEN_BYTES:
        return kept
    room = TOKEN_BYTES
    for position, token in enumerate(kept):
        room -= len(token.encode())
        if room < 0:
            return kept[:position]
    return kept
