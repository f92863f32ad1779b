"""Keys that put Vietnamese names and titles in Vietnamese order.

No database that we run on knows this order: SQLite sorts by code point, with Đ after V, and PostgreSQL
sorts as its operating system does. So the order is computed once and stored beside the text. A key has
digits only, which every collation sorts alike; store it in a column of twice the length of its text and
three digits more for every word. Keys may be cut to fit: the beginning of a key sorts as the key does.
"""

import re
import unicodedata

_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Two digits a letter, from 10 on: the end of a word begins with 0 and so comes before every further letter.
_RANK = {letter: f"{position:02}" for position, letter in enumerate(_ALPHABET, start=10)}
_FOREIGN = "99"

_BREVE, _CIRCUMFLEX, _HORN = "\u0306", "\u0302", "\u031b"
_LETTER_MARKS = {_BREVE, _CIRCUMFLEX, _HORN}
_LEVEL_TONE = "1"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}

# The look-alikes of đ, as in vietnamese.text.
_SAME_LETTER = str.maketrans({"ð": "đ", "ɖ": "đ", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"[^\W_]+")
# H'Hen Niê, Y-Moan: names of the Central Highlands have capitals inside a word.
_NAME_PART = re.compile(r"[^\s'’ʼ.-]+")


def sort_key(text: str) -> str:
    """A key for titles: word by word, first by letters (a ă â b c d đ …), then by tone.

    The tones stand in the order of the dictionaries: ngang, huyền, hỏi, ngã, sắc, nặng. The tone belongs to
    the syllable and not to a letter, so that 'hoà' and 'hòa', two spellings of one word, have one key.
    """
    folded = unicodedata.normalize("NFC", text).casefold().translate(_SAME_LETTER)
    return "".join(_word_key(word) for word in _WORD.findall(unicodedata.normalize("NFC", folded)))


def name_sort_key(full_name: str) -> str:
    """A key for people: by given name, which Vietnamese puts last, then by family name and middle names."""
    *rest, given_name = full_name.split() or [""]
    return sort_key(" ".join([given_name, *rest]))


def name_capitals(full_name: str) -> str:
    """NGUYỄN VĂN AN and nguyễn văn an as Nguyễn Văn An. A name written in both cases stays as it is."""
    composed = unicodedata.normalize("NFC", full_name)
    if composed not in (composed.upper(), composed.lower()):
        return composed
    return _NAME_PART.sub(lambda part: part[0][0].upper() + part[0][1:].lower(), composed)


def _word_key(word: str) -> str:
    ranks = []
    tone = _LEVEL_TONE
    for composed in word:
        base, *marks = unicodedata.normalize("NFD", composed)
        for mark in marks:
            tone = _TONES.get(mark, tone)
        letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _LETTER_MARKS))
        # A letter with a foreign accent (ö) sorts as the letter without it.
        ranks.append(_RANK.get(letter) or _RANK.get(base, _FOREIGN))
    return "".join(ranks) + "0" + tone
