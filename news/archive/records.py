"""One line of the archive, checked: docs/luu-tru.md describes the format for those who write it."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from vietnamese.dates import VIETNAM, InvalidDate, parse_date, parse_datetime
from vietnamese.text import clean, clean_line

from .problems import Problem, RefusedLine

MAX_ADDRESS = 255
MAX_VIEWS = 2_147_483_647
MAX_TOPICS = 5
EARLIEST = dt.datetime(1945, 1, 1, tzinfo=VIETNAM)
TOLERANCE = dt.timedelta(minutes=5)  # between the old portal's clock and ours

LENGTHS = {"title": 255, "byline": 150, "source": 200, "lead": 1000}
PICTURE_LENGTHS = {"caption": 500, "credit": 200, "alt": 255}
FIELDS = {
    "address", "other_addresses", "title", "lead", "html", "pictures", "published", "edited", "source", "byline",
    "topics", "views",
}  # fmt: skip


@dataclass(frozen=True)
class PictureNote:
    """What the line says of a picture: the file by its name, and whether and where the article shows it.

    `position` is the number of blocks of the text after which it stands; None: after the last.
    """

    file: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    main: bool = False
    position: int | None = None


@dataclass(frozen=True)
class Record:
    """An article of the old portal. Dates are aware. `left_out` says what of the line was not taken over."""

    address: str
    title: str
    published: dt.datetime
    edited: dt.datetime
    other_addresses: tuple[str, ...] = ()
    lead: str = ""
    html: str = ""
    pictures: tuple[PictureNote, ...] = ()
    source: str = ""
    byline: str = ""
    topics: tuple[str, ...] = ()
    views: int = 0
    left_out: tuple[Problem, ...] = ()


def read(value: dict[str, Any], now: dt.datetime) -> Record:
    """The article that an object describes. Raises RefusedLine with everything that is wrong with it."""
    return _Reading(value, now).record()


class _Reading:
    """One object at hand: the fields are taken one after the other, and what is wrong is gathered."""

    def __init__(self, value: dict[str, Any], now: dt.datetime):
        self.value, self.now = value, now
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []

    def record(self) -> Record:
        address = self.address()
        title = self.line("title", required=True)
        published = self.moment("published", required=True)
        edited = self.moment("edited")
        fields = {
            "other_addresses": self.other_addresses(),
            "lead": self.line("lead"),
            "html": clean(self.take("html", str, "")),
            "pictures": self.pictures(),
            "source": self.line("source"),
            "byline": self.line("byline"),
            "topics": self.topics(),
            "views": self.views(),
        }
        if self.problems:
            raise RefusedLine(*self.problems)
        return Record(
            address=address,
            title=title,
            published=published,
            # Some portals gave an imported article the date of its import as the first edit.
            edited=max(edited or published, published),
            left_out=tuple(self.left_out),
            **fields,
        )

    def refuse(self, code: str, **params) -> None:
        self.problems.append(Problem(code, params))

    def take(self, name: str, kind: type, default: Any, required: bool = False) -> Any:
        """A field of the kind wanted, else the default. JSON's null is the same as no field at all."""
        value = self.value.get(name)
        if value is None:
            if required:
                self.refuse("missing", field=name)
            return default
        if not isinstance(value, kind) or isinstance(value, bool):
            self.refuse("wrong_type", field=name, wanted=kind.__name__)
            return default
        return value

    def line(self, name: str, required: bool = False) -> str:
        text = clean_line(self.take(name, str, "", required))
        if required and not text and isinstance(self.value.get(name), str):
            self.refuse("missing", field=name)
        # A long lead loses nothing: `writing` keeps the whole of it as the first paragraph.
        return text if name == "lead" else self.shortened(name, text, LENGTHS[name])

    def shortened(self, name: str, text: str, length: int) -> str:
        if len(text) <= length:
            return text
        self.left_out.append(Problem("shortened", {"field": name, "length": length}))
        return shorten(text, length)

    def address(self) -> str:
        return self.checked_address("address", self.take("address", str, "", required=True))

    def other_addresses(self) -> tuple[str, ...]:
        others = [self.checked_address("other_addresses", item) for item in self.strings("other_addresses")]
        return tuple(dict.fromkeys(others))

    def checked_address(self, name: str, text: str) -> str:
        text = unicodedata.normalize("NFC", text.strip())
        if not text:
            if self.value.get(name) is not None:
                self.refuse("missing", field=name)
        elif not is_address(text):
            self.refuse("bad_address", field=name)
        elif len(unquote(text)) > MAX_ADDRESS:
            self.refuse("address_too_long", field=name, limit=MAX_ADDRESS)
        return text

    def strings(self, name: str) -> list[str]:
        items = self.take(name, list, [])
        if all(isinstance(item, str) for item in items):
            return items
        self.refuse("wrong_type", field=name, wanted="list of str")
        return []

    def moment(self, name: str, required: bool = False) -> dt.datetime | None:
        text = self.take(name, str, "", required)
        if not text:
            if required and isinstance(self.value.get(name), str):
                self.refuse("missing", field=name)
            return None
        try:
            moment = _moment(text[:100])
        except InvalidDate as error:
            self.refuse("bad_date", field=name, value=clean_line(text[:40]), reason=error.code)
            return None
        if not EARLIEST <= moment <= self.now + TOLERANCE:
            self.refuse("date_out_of_range", field=name, value=clean_line(text[:40]), earliest=EARLIEST.year)
            return None
        return moment

    def views(self) -> int:
        views = self.take("views", int, 0)
        if not 0 <= views <= MAX_VIEWS:
            self.refuse("bad_views")
        return views

    def topics(self) -> tuple[str, ...]:
        names = [clean_line(name) for name in self.strings("topics")]
        names = list(dict.fromkeys(name for name in names if name))
        if len(names) > MAX_TOPICS:
            self.left_out.append(Problem("too_many_topics", {"limit": MAX_TOPICS, "names": names[MAX_TOPICS:][:20]}))
        return tuple(names[:MAX_TOPICS])

    def pictures(self) -> tuple[PictureNote, ...]:
        notes = [self.picture(item) for item in self.take("pictures", list, [])]
        return tuple(note for note in notes if note)

    def picture(self, item: Any) -> PictureNote | None:
        if isinstance(item, str):
            item = {"file": item}
        if not isinstance(item, dict) or not isinstance(item.get("file", item.get("path")), str):
            self.refuse("bad_picture")
            return None
        texts = {}
        for name, length in PICTURE_LENGTHS.items():
            text = item.get(name) or ""
            if not isinstance(text, str):
                self.refuse("wrong_type", field=f"pictures.{name}", wanted="str")
                return None
            texts[name] = self.shortened(f"pictures.{name}", clean_line(text), length)
        main, position = item.get("main") or False, item.get("position")
        if not isinstance(main, bool):
            self.refuse("wrong_type", field="pictures.main", wanted="bool")
        if position is not None and (isinstance(position, bool) or not isinstance(position, int) or position < 0):
            self.refuse("wrong_type", field="pictures.position", wanted="int")
        return PictureNote(file=item.get("file", item.get("path")), main=main, position=position, **texts)


def _moment(text: str) -> dt.datetime:
    try:
        moment = parse_datetime(text)
    except InvalidDate as error:
        if error.code != "unknown_form":
            raise
        moment = dt.datetime.combine(parse_date(text), dt.time(), tzinfo=VIETNAM)
    try:
        return moment.astimezone(dt.UTC)
    except OverflowError:  # the first hours of the year 1
        raise InvalidDate("no_such_day", text) from None


def is_address(text: str) -> bool:
    """Whether a text can be an article's old address: a path or a URL of the web, and not the portal's front page."""
    if re.search(r"[\x00-\x20\x7f\ud800-\udfff]", text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if "\x00" in unquote(text) or parts.scheme not in ("", "http", "https"):
        return False
    return bool(parts.path.strip("/") or parts.query)


def shorten(text: str, length: int) -> str:
    """The text cut after a whole word, with an ellipsis."""
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-–") + "…"


def unknown_fields(value: dict[str, Any]) -> set[str]:
    """Names that the format does not have: most often a slip, as 'view' for 'views'."""
    return {clean_line(name)[:40] for name in value.keys() - FIELDS}
