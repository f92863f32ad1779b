"""The whole way of an archive: line by line, a batch at a time, as a stream of results.

Nothing is kept of the lines that are done, so that the memory is the same for a thousand lines and for a million.
"""

import hashlib
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import BinaryIO
from uuid import uuid4

from django.utils import timezone

from images.models import CustomImage
from news.models import NewsIndexPage

from .assembly import assemble
from .blocks import Heading, Paragraph, Picture, Quote, Table, Video
from .folder import PictureFolder, UnusablePicture
from .html import TooDeep
from .lines import RawLine, check_start, parse, read_lines
from .pictures import PictureStore
from .problems import Problem, RefusedLine
from .records import MAX_ADDRESS, Record, read, unknown_fields
from .writing import CREATED, UPDATED, Prepared, fate, known_articles, old_path, write

BATCH = 100
BATCH_BYTES = 2 * 1024 * 1024
REFUSED = "refused"

_SRC = re.compile(r"""src\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


@dataclass(frozen=True)
class Result:
    """What became of a line: created, updated, unchanged, kept (what the newsroom did since stays) or refused.

    `problems` says why it was refused, or what of it was not taken over. `end` is how far the file has been read.
    """

    number: int
    outcome: str
    end: int
    address: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass
class _Entry:
    """A line of the batch at hand; `article` is None when it was refused."""

    line: RawLine
    article: Prepared | None = None
    problems: tuple[Problem, ...] = ()


def import_archive(
    file: BinaryIO,
    index: NewsIndexPage,
    folder: PictureFolder | None = None,
    *,
    dry_run: bool = False,
    restore: bool = False,
) -> Iterator[Result]:
    """Imports the articles of a file below `index`, and yields what became of each line once it is written.

    Each batch is one transaction: a run that is stopped, even by the power supply, loses at most the batch at hand,
    and the next run takes it up. `dry_run` says what would happen. `restore` brings back what the newsroom deleted.
    Raises lines.NotJsonLines.
    """
    check_start(file)
    store = PictureStore(folder, only_look=dry_run)
    with closing(_Seen()) as seen:
        checked: set[str] = set()
        for lines in _batches(read_lines(file)):
            entries = [_check(line, seen, checked) for line in lines]
            _write(entries, index, folder, store, dry_run=dry_run, restore=restore)
            for entry in entries:
                yield _result(entry)


def _batches(lines: Iterator[RawLine]) -> Iterator[list[RawLine]]:
    batch, size = [], 0
    for line in lines:
        batch.append(line)
        size += len(line.data or b"")
        if len(batch) == BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Seen:
    """The addresses of this run and their lines. In a database of its own that spills to the disk: a set of a
    million addresses would fill the memory."""

    def __init__(self):
        self._rows = sqlite3.connect("")
        self._rows.execute("CREATE TABLE seen (address TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")

    def first_line(self, address: str, line: int) -> int:
        """The line that had this address first: `line`, unless there was one before."""
        self._rows.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (address, line))
        return self._rows.execute("SELECT line FROM seen WHERE address = ?", (address,)).fetchone()[0]

    def close(self) -> None:
        self._rows.close()


# --- Checking ---------------------------------------------------------------------------------


def _check(line: RawLine, seen: _Seen, known_slips: set[str]) -> _Entry:
    try:
        value = parse(line)
        record = read(value, timezone.now())
        path = old_path(record.address)
        if max(map(len, (path, *map(old_path, record.other_addresses)))) > MAX_ADDRESS:
            raise RefusedLine(Problem("address_too_long", {"field": "address", "limit": MAX_ADDRESS}))
        first = seen.first_line(path, line.number)
        if first != line.number:
            raise RefusedLine(Problem("duplicate_address", {"address": path, "line": first}))
    except RefusedLine as refusal:
        return _Entry(line, problems=refusal.problems)
    article = Prepared(record, path, fingerprint="", left_out=list(record.left_out))
    # A field that nobody knows is told once: it is the same slip in every line.
    for name in sorted(unknown_fields(value) - known_slips)[:20]:
        if len(known_slips) < 100:
            known_slips.add(name)
            article.left_out.append(Problem("unknown_field", {"field": name}))
    return _Entry(line, article)


def fingerprint(record: Record, folder: PictureFolder | None) -> str:
    """What tells whether a line, or a picture of it, has changed since it was imported.

    Of pictures the sizes: a file that was missing and lies there now makes the article be written again.
    """
    names = [note.file for note in record.pictures]
    names += ["".join(groups) for groups in _SRC.findall(record.html)]
    sizes = [folder.size(name) for name in names] if folder else []
    content = asdict(record) | {"left_out": None, "sizes": sizes}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


# --- Preparing and writing --------------------------------------------------------------------


def _write(entries, index, folder, store: PictureStore, *, dry_run: bool, restore: bool) -> None:
    """Prepares what is new or changed, pictures too, and writes the batch."""
    articles = [entry.article for entry in entries if entry.article]
    known = known_articles(article.path for article in articles)
    for entry in entries:
        article = entry.article
        if article is None:
            continue
        article.fingerprint = fingerprint(article.record, folder)
        article.outcome, problem = fate(article, known.get(article.path), restore=restore)
        if article.outcome in (CREATED, UPDATED):
            try:
                _prepare(article, store)
            except TooDeep:
                entry.article, entry.problems = None, (Problem("html_too_deep"),)
        elif dry_run and problem:
            article.left_out.append(problem)
    if not dry_run:
        write([entry.article for entry in entries if entry.article], index, restore=restore)


def _prepare(article: Prepared, store: PictureStore) -> None:
    record = article.record
    assembled = assemble(record)
    article.lead = assembled.lead
    article.left_out += assembled.left_out
    article.main_picture_caption = assembled.main.caption if assembled.main else ""
    article.main_picture = _take(assembled.main, article, store) if assembled.main else None
    body = []
    for block in assembled.blocks:
        if isinstance(block, Picture):
            image = _take(block, article, store)
            value = image and _picture_value(image, block)
        else:
            value = _value(block, record.title)
        if value:
            body.append({"type": type(block).__name__.lower(), "value": value, "id": str(uuid4())})
    article.body = json.dumps(body, ensure_ascii=False)


def _take(picture: Picture, article: Prepared, store: PictureStore) -> CustomImage | None:
    try:
        return store.take(picture, article.record.title)
    except UnusablePicture as error:
        article.left_out.append(error.problem)
        return None


def _picture_value(image: CustomImage, picture: Picture) -> dict:
    return {"image": image.pk, "caption": picture.caption, "credit": picture.credit, "alt_text": picture.alt}


def _value(block: Paragraph | Heading | Quote | Table | Video, title: str):
    """A block as StreamField stores it; pages/blocks.py says which fields there are."""
    match block:
        case Paragraph():
            return block.html
        case Heading():
            return {"text": block.text, "level": str(block.level)}
        case Quote():
            return {"text": block.text, "speaker": "", "role": ""}
        case Video():
            return {"url": block.url, "caption": block.caption or title}
        case Table():
            columns = [{"type": "rich_text", "heading": heading} for heading in block.headings]
            return {"columns": columns, "rows": [{"values": list(row)} for row in block.rows], "caption": block.caption}


def _result(entry: _Entry) -> Result:
    if entry.article is None:
        return Result(entry.line.number, REFUSED, entry.line.end, problems=entry.problems)
    article = entry.article
    return Result(entry.line.number, article.outcome, entry.line.end, article.path, tuple(article.left_out))
