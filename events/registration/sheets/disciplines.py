"""Which discipline is meant by what somebody wrote: 'Cầu lông: đơn nam', 'keo co', 'bóng đá nam; tốp ca'.

What is not certain is not guessed: a woman who lands in the men's singles is worse than a question.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from vietnamese.text import clean_line, fold

CLOSE = 0.88
"""From this likeness on a spelling is taken for a slip, when nothing else comes near it."""
MARGIN = 0.06
LIKE = 0.6
SUGGESTIONS = 3

# Words that tell one discipline from its sister. A likeness that rests on other words must not carry over these.
_TELLING = {"nam", "nu", "don", "doi", "hon", "hop", "phoi", "dong", "ca", "tam", "song", "lua", "tuoi", "tren", "duoi"}
_SISTERS = {"nam", "nu", "don", "doi"}
_FILLERS = re.compile(r"^(?:(?:thi|mon|noi dung|the thao|van nghe|tiet muc)\s+)+")
MOST_CUTS = 8
"""Parts that may belong to one name: of a cell full of commas, all pairs would be tried for minutes."""
_SPLITS = re.compile(r"[;\n,/+]")
_HARD_SPLITS = re.compile(r"[;\n]")
_BULLET = re.compile(r"^\s*(?:[-–•*+]|[0-9]{1,2}[.)](?!\d))\s*")
_ROMAN = re.compile(r"^\s*(?:[IVX]+|[A-Z]|[0-9]{1,2})\s*[.):/-]\s*")


@dataclass(frozen=True)
class Known:
    """A discipline of the festival."""

    pk: int
    name: str


@dataclass(frozen=True)
class Wish:
    """A discipline that a row names. `pk` is None where it is not certain which; `how` is "exact", "close",
    "ambiguous", "unknown", or "told" where somebody has said what is meant."""

    written: str
    pk: int | None
    how: str
    suggestions: tuple[int, ...] = ()


class Disciplines:
    """The disciplines of a festival, found by what people write. `told` says what is meant by which words, folded;
    None there means that they name no discipline."""

    def __init__(self, known: Iterable[Known], told: Mapping[str, int | None] | None = None):
        self.known = list(known)
        pks = {discipline.pk for discipline in self.known}
        self._told = {key: pk for key, pk in (told or {}).items() if pk is None or pk in pks}
        self._keys = {discipline.pk: key_of(discipline.name) for discipline in self.known}
        self._bare_keys = {discipline.pk: key_of(_without_brackets(discipline.name)) for discipline in self.known}
        self._were_read: dict[str, list[Wish]] = {}

    def read(self, written: str) -> list[Wish]:
        """All that a cell names, in its order, each once."""
        if written not in self._were_read:  # a list says the same in many rows
            self._were_read[written] = self._read(written)
        return self._were_read[written]

    def _read(self, written: str) -> list[Wish]:
        wishes: dict[object, Wish] = {}
        for part in _HARD_SPLITS.split(written):
            for wish in self._read_part(_BULLET.sub("", clean_line(part))):
                wishes.setdefault(wish.pk or fold(wish.written), wish)
        return [wish for wish in wishes.values() if wish.how != "none"]

    def exactly(self, written: str) -> int | None:
        """The discipline that is called so, for headings."""
        wish = self._certain(_ROMAN.sub("", clean_line(written)))
        return wish.pk if wish else None

    def _read_part(self, part: str) -> list[Wish]:
        """A comma or a plus may part two disciplines or belong to a name: the longest name that is there wins."""
        if not part:
            return []
        if wish := self._certain(part):
            return [wish]
        cuts = [0, *(match.end() for match in _SPLITS.finditer(part)), len(part) + 1]
        if len(cuts) == 2:
            return [self._likely(part)]
        found, first = [], 0
        while first < len(cuts) - 1:
            for last in range(min(len(cuts) - 1, first + MOST_CUTS), first, -1):
                piece = _BULLET.sub("", part[cuts[first] : cuts[last] - 1].strip())
                wish = self._certain(piece) if piece else None
                if wish or last == first + 1:
                    found += [wish or self._likely(piece)] if piece else []
                    first = last
                    break
        return found

    def _certain(self, written: str) -> Wish | None:
        key = key_of(written)
        if not key:
            return None
        if key in self._told:
            pk = self._told[key]
            return Wish(written, pk, "told" if pk else "none")
        for keys in (self._keys, self._bare_keys):
            pks = [pk for pk, its_key in keys.items() if key == its_key]
            if len(pks) == 1:
                return Wish(written, pks[0], "exact")
        return None

    def _likely(self, written: str) -> Wish:
        key = key_of(written)
        words = set(key.split())
        # The same words in another order: 'đơn nam cầu lông'.
        same = [pk for pk, its_key in self._keys.items() if sorted(its_key.split()) == sorted(key.split())]
        # Less than the whole name, where one discipline alone has all of it: 'kéo co' for 'Kéo co nam nữ phối hợp'.
        wider = [pk for pk, its_key in self._keys.items() if len(words) > 1 and _is_wider(key, its_key)]
        for pks in (same, wider):
            if len(pks) == 1:
                return Wish(written, pks[0], "close")
        ratios = sorted(((_likeness(key, its_key), -pk) for pk, its_key in self._keys.items()), reverse=True)
        near = [(ratio, -pk) for ratio, pk in ratios if ratio >= LIKE]
        if near and near[0][0] >= CLOSE and _telling(key) == _telling(self._keys[near[0][1]]):
            rivals = [pk for ratio, pk in near[1:] if ratio > near[0][0] - MARGIN]
            if not rivals:
                return Wish(written, near[0][1], "close")
        part_of = [pk for pk, its_key in self._keys.items() if words and words <= set(its_key.split())]
        suggestions = tuple(dict.fromkeys([*part_of, *(pk for _, pk in near)]))[:SUGGESTIONS]
        return Wish(written, None, "ambiguous" if suggestions else "unknown", suggestions)


def key_of(written: str) -> str:
    """What makes two spellings of a discipline one: its words without accents, signs, and 'môn' before them."""
    words = " ".join(re.findall(r"[0-9]+|[^\W0-9_]+", fold(written)))  # '100m' is '100 m'
    return _FILLERS.sub("", words)


def _without_brackets(name: str) -> str:
    return re.sub(r"\([^)]*\)", " ", name)


def _telling(key: str) -> set[str]:
    return {word for word in key.split() if word in _TELLING or word.isdigit()}


def _is_wider(key: str, other: str) -> bool:
    """Whether the other says all of this and more, but not of whom or of how many: 'đôi nam' is not 'đôi nam nữ'."""
    words, its_words = set(key.split()), set(other.split())
    sisters = words & _SISTERS
    return words <= its_words and (not sisters or sisters == its_words & _SISTERS)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
