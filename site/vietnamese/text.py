"""Normalise, fold and slug Vietnamese text.

Vietnamese letters can be written in two ways that look alike: composed (NFC, 'ộ' is one character) or
decomposed (NFD, as macOS and some Word files write it). We store NFC, and compare and search through
`fold`, which drops every accent.
"""

import re
import unicodedata
from collections.abc import Iterable

SLUG_LENGTH = 100
"""Longest slug that `slug` makes: some twenty words of a title, and an address that can be passed on."""

# The accents of Latin letters. Marks of other scripts (Thai, Lao) stay: there they are vowels, not accents.
_ACCENTS = "\u0300-\u036f"
# Soft hyphen, zero-width characters, word joiner, byte order mark: nobody sees or types them.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
# In place names of the Central Highlands the apostrophe is inside a word: "Cư M'gar" is cu-mgar, not
# cu-m-gar.
_APOSTROPHES = "'\u2018\u2019\u02bc"

# Letters that Unicode does not decompose. Eth and African D stand here because texts that were converted
# from old Vietnamese fonts have them where Đ is meant, and nobody can see the difference.
_WITHOUT_DECOMPOSITION = str.maketrans(
    {"đ": "d", "ð": "d", "ɖ": "d", "ø": "o", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)

_DROPPED = re.compile(f"[{_ACCENTS}{_INVISIBLE}]")
_DROPPED_FROM_SLUG = re.compile(f"[{_ACCENTS}{_INVISIBLE}{_APOSTROPHES}]")
_NOT_IN_SLUG = re.compile("[^a-z0-9]+")

_LINE_END = re.compile("\r\n?")
# Separators that are control characters or that XML and JavaScript treat in a special way.
_ODD_SPACE = re.compile("[\v\f\x1c-\x1f\x85\u2028\u2029]")
# Control characters, directional overrides (which can show a file name backwards), byte order mark, lone
# surrogates (which no database can store) and noncharacters (which no XML may contain).
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)

_EXTENSION = re.compile(r"[a-z0-9]{1,10}")


def nfc(text: str) -> str:
    """The text in composed form, in which the site stores everything."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """The text in composed form, without characters that a database, a feed or a reader chokes on.

    Line ends become '\\n'; odd separators become a blank rather than a line end, so that a JSON document that
    passes through here (StreamField and rich text arrive as JSON) stays valid.
    """
    text = _LINE_END.sub("\n", text)
    text = _ODD_SPACE.sub(" ", text)
    # Composing comes last: a character that was dropped may have stood between a letter and its accent.
    return nfc(_FORBIDDEN.sub("", text))


def clean_line(text: str) -> str:
    """`clean`, for what must stay on one line: a title, a name. Runs of white space become one blank."""
    return " ".join(clean(text).split())


def _fold_character(character: str) -> str:
    bare = _DROPPED.sub("", unicodedata.normalize("NFD", character))
    # Case folding can bring accents of its own, so they are dropped again.
    folded = unicodedata.normalize("NFD", bare.casefold().translate(_WITHOUT_DECOMPOSITION))
    return _DROPPED.sub("", folded)


class _FoldTable(dict):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, code_point: int) -> str:
        folded = self[code_point] = _fold_character(chr(code_point))
        return folded


_FOLD_TABLE = _FoldTable()


def fold(text: str) -> str:
    """The text without accents and case: 'Hội thảo  ĐỔI MỚI' becomes 'hoi thao doi moi'.

    Two texts that differ only in accents, case, white space or composition fold to the same string.
    """
    return " ".join(unicodedata.normalize("NFD", text).translate(_FOLD_TABLE).split())


def fold_with_offsets(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the span of `text` that it came from.

    A span takes in the accents that follow a letter in a decomposed text, so that marking it never
    separates a letter from its accent.
    """
    folded: list[str] = []
    spans: list[tuple[int, int]] = []
    for position, character in enumerate(text):
        piece = _FOLD_TABLE[ord(character)]
        if piece.isspace():
            if not folded or folded[-1] == " ":
                continue
            piece = " "
        elif not piece and spans and folded[-1] != " ":
            spans[-1] = (spans[-1][0], position + 1)
        for folded_character in piece:
            folded.append(folded_character)
            spans.append((position, position + 1))
    if folded and folded[-1] == " ":
        folded.pop()
        spans.pop()
    return "".join(folded), spans


def match_spans(text: str, terms: Iterable[str], *, prefix: bool = False) -> list[tuple[int, int]]:
    """Where `text` has one of the terms, whatever the accents: spans in order, none overlapping another.

    Terms may be phrases and are folded here. Only whole words count, for 'an' inside 'toàn' is nothing that
    the reader searched for; with `prefix` the beginning of a word is enough, as in suggestions.
    """
    wanted = sorted({fold(term) for term in terms} - {""}, key=lambda term: (-len(term), term))
    if not wanted:
        return []
    end = "" if prefix else r"(?!\w)"
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wanted))}){end}")
    folded, spans = fold_with_offsets(text)
    return [(spans[match.start()][0], spans[match.end() - 1][1]) for match in pattern.finditer(folded)]


def slug(text: str, max_length: int = SLUG_LENGTH, *, fallback: str = "trang") -> str:
    """The text as part of an address: 'Đoàn kết, đổi mới' becomes 'doan-ket-doi-moi'.

    Only a-z, 0-9 and single hyphens between them; a long text is cut after a whole word. A text of which
    nothing is left ('!!!', '日本') gives `fallback`, because an empty slug is no address.
    `static/vietnamese/slug.js` follows the same rules; a test holds the two together.
    """
    if max_length < 1:
        raise ValueError("A slug has at least one character.")
    bare = _DROPPED_FROM_SLUG.sub("", unicodedata.normalize("NFKD", text))
    words = bare.lower().translate(_WITHOUT_DECOMPOSITION)
    whole = _NOT_IN_SLUG.sub("-", words).strip("-") or fallback
    if len(whole) <= max_length:
        return whole
    # One character more than fits, so that a word which ends exactly at the limit stays whole.
    cut_after_word = whole[: max_length + 1].rpartition("-")[0]
    return cut_after_word or whole[:max_length]


def file_name(name: str, max_length: int = 80) -> str:
    """A name for an uploaded file that every file system, address and mail program takes.

    'Ảnh hội nghị.JPG' becomes 'anh-hoi-nghi.jpg'. Folders in the name are dropped: some browsers send the
    path.
    """
    base = re.split(r"[/\\]", name)[-1]
    stem, _, extension = base.rpartition(".")
    extension = extension.lower()
    if not stem or not _EXTENSION.fullmatch(extension):
        return slug(base, max_length, fallback="tep")
    return f"{slug(stem, max_length - len(extension) - 1, fallback='tep')}.{extension}"
