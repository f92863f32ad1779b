"""What a reader typed into the search box, and the tiers of pages that it asks for.

The little language: words, all of which a page must have; "a phrase in quotes"; -word or -"a phrase" for what it
must not have. Signs inside a word ('KH&CN', '03/2024') make a phrase of their parts. Everything else is passed
over; nothing a reader can type is an error.
"""

import re
from dataclasses import dataclass

from vietnamese.text import clean_line

from .tokens import START, START_LENGTH, TITLE, folded, phrase, words

TYPED_LENGTH = 200
TYPED_WORDS = 16
"""How much of what was typed is searched for. More words find nothing more, and cost more."""

_OPENING, _CLOSING = '"“”„«', '"“”»'
_PART = re.compile(
    rf"(?P<minus>(?<!\S)-)?"
    rf"(?:[{_OPENING}](?P<quoted>[^{_CLOSING}]*)(?:[{_CLOSING}]|$)|(?P<bare>[^\s{_OPENING}]+))"
)

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Typed:
    """What was typed, understood. `wanted` and `unwanted` hold phrases: tuples of one word or more, with accents."""

    text: str
    wanted: tuple[tuple[str, ...], ...] = ()
    unwanted: tuple[tuple[str, ...], ...] = ()
    was_cut: bool = False

    def marks(self) -> list[str]:
        """What is to be marked in a snippet, the most telling first: all words in a row, phrases, single words."""
        row = list(dict.fromkeys(word for part in self.wanted for word in part))
        return list(dict.fromkeys([" ".join(row), *(" ".join(part) for part in self.wanted), *row]))

    def tiers(self) -> list[Tokens]:
        """The tokens that a page must have to be in each tier, the best tier first.

        The accents as typed count before any others, the title before the text, words in a row before words
        apart. Somebody who types without accents has not said which are meant: then there is no exact tier. The last
        tier has all pages of the others in it.
        """
        if not self.wanted:
            return []
        bare = tuple(tuple(folded(word) for word in part) for part in self.wanted)
        forms = [bare] if bare == self.wanted else [self.wanted, bare]
        tiers: dict[Tokens, None] = {}
        for form in forms:
            for place in (TITLE, ""):
                row = phrase([word for part in form for word in part])
                apart = tuple(dict.fromkeys(token for part in form for token in phrase(part)))
                for tier in (row, apart):
                    tiers[tuple(place + token for token in tier)] = None
        return list(tiers)

    def excluded(self) -> tuple[Tokens, ...]:
        """The groups of tokens of which a page must not have any whole group; accents count if they were typed."""
        return tuple(phrase(part) for part in self.unwanted)


def understand(text: str) -> Typed:
    """Reads what was typed."""
    text = clean_line(text)
    was_cut = len(text) > TYPED_LENGTH
    text = text[:TYPED_LENGTH].rstrip()
    wanted: list[tuple[str, ...]] = []
    unwanted: list[tuple[str, ...]] = []
    room = TYPED_WORDS
    for match in _PART.finditer(text):
        quoted = match["quoted"]
        part = tuple(words(match["bare"] if quoted is None else quoted))
        if len(part) > room:
            part, was_cut = part[:room], True
        room -= len(part)
        if part:
            (unwanted if match["minus"] else wanted).append(part)
    # A word typed twice stays twice: in a row with its neighbours it says something each time.
    return Typed(text, tuple(wanted), tuple(dict.fromkeys(unwanted)), was_cut)


def suggestion_tiers(text: str) -> list[Tokens]:
    """The tiers for words that are still being typed, the last one perhaps not to its end. Titles only, no accents.

    First the titles with the words in a row, then those with the words anywhere, which are all of them.
    """
    typed = [folded(word) for word in words(clean_line(text)[:TYPED_LENGTH])][:TYPED_WORDS]
    if not typed:
        return []
    *whole, last = typed
    last = last[:START_LENGTH]
    apart = (*(TITLE + word for word in dict.fromkeys(whole)), START + last)
    if not whole:
        return [apart]
    before = tuple(TITLE + token for token in phrase(whole)) if len(whole) > 1 else ()
    return [(*before, f"{START}{whole[-1]}_{last}"), apart]
