"""`manage.py import_archive FILE`: an old portal's articles become articles of this site."""

import json
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from news.archive.folder import PictureFolder
from news.archive.lines import NotJsonLines
from news.archive.sentences import sentence
from news.archive.services import Result, import_archive
from news.models import NewsIndexPage
from vietnamese.numbers import format_number

STOPPED = 130  # what a shell expects of a program that Ctrl-C has ended


class Command(BaseCommand):
    help = gettext_lazy("Brings the articles of an old portal from a JSON Lines file (docs/luu-tru.md describes it).")

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help=_("JSON Lines, one article a line, UTF-8."))
        parser.add_argument("--pictures", type=Path, metavar="DIR", help=_("The folder in which the pictures lie."))
        parser.add_argument("--index", metavar="SLUG", help=_("The slug of the news index, if there are several."))
        parser.add_argument(
            "--report", type=Path, metavar="FILE", help=_("Where to write what was refused or left out.")
        )
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would happen."))
        parser.add_argument("--restore", action="store_true", help=_("Bring back what was deleted here since."))

    def handle(self, *args, file: Path, pictures, index, report, dry_run, restore, **options):
        try:
            folder = PictureFolder(pictures) if pictures else None
            if folder and not pictures.is_dir():
                raise NotADirectoryError(str(pictures))
        except OSError as error:
            raise CommandError(_("There is no folder %(path)s.") % {"path": pictures}) from error
        totals = Counter()
        started = time.monotonic()
        with ExitStack() as stack:
            try:
                source = stack.enter_context(file.open("rb"))
                out = stack.enter_context(report.open("w", encoding="utf-8")) if report else None
            except OSError as error:
                raise CommandError(_("Cannot open the file: %(reason)s.") % {"reason": error}) from error
            progress = Progress(self.stderr, file.stat().st_size)
            try:
                for result in import_archive(source, _index(index), folder, dry_run=dry_run, restore=restore):
                    totals[result.outcome] += 1
                    totals["left_out"] += bool(result.problems) and result.outcome != "refused"
                    self._report(result, out, progress)
                    progress.show(result.end, sum(totals[name] for name in OUTCOMES))
            except NotJsonLines as error:
                raise CommandError(_whole_file(error.code)) from error
            except KeyboardInterrupt:
                progress.end()
                self._sum_up(totals, time.monotonic() - started, dry_run)
                message = _("Stopped. Run the same command again to go on; what is done is not done twice.")
                raise CommandError(message, returncode=STOPPED) from None
            progress.end()
        self._sum_up(totals, time.monotonic() - started, dry_run)

    def _report(self, result: Result, out, progress: "Progress") -> None:
        """A line of JSON for each problem, or a line on the screen without --report."""
        for problem in result.problems:
            message = sentence(problem)
            if out:
                row = {"line": result.number, "address": result.address, "outcome": result.outcome}
                out.write(json.dumps(row | {"code": problem.code, "message": message}, ensure_ascii=False) + "\n")
                continue
            progress.end()
            text = _("Line %(number)s: %(message)s") % {"number": result.number, "message": message}
            self.stderr.write(self.style.ERROR(text) if result.outcome == "refused" else text)
        if out and result.problems:
            out.flush()  # it is wanted most after a run that was killed

    def _sum_up(self, totals: Counter, seconds: float, dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("Nothing was written. This is what would happen:"))
        for outcome in OUTCOMES:
            if totals[outcome] or outcome == "created":
                self.stdout.write(f"{_outcome(outcome)}: {format_number(totals[outcome])}")
        if totals["left_out"]:
            count = totals["left_out"]
            text = ngettext(
                "%(count)s article came over in part: see the report.",
                "%(count)s articles came over in part: see the report.",
                count,
            )
            self.stdout.write(text % {"count": format_number(count)})
        rate = sum(totals[outcome] for outcome in OUTCOMES) / max(seconds, 0.001)
        self.stdout.write(_("%(rate)s lines a second") % {"rate": format_number(round(rate))})


OUTCOMES = ("created", "updated", "unchanged", "kept", "refused")


def _outcome(outcome: str) -> str:
    return {
        "created": _("New articles"),
        "updated": _("Changed articles"),
        "unchanged": _("The same as before"),
        "kept": _("Left as the newsroom made it"),
        "refused": _("Refused lines"),
    }[outcome]


def _whole_file(code: str) -> str:
    return {
        "utf16": _("The file is UTF-16. Save it as UTF-8."),
        "json_array": _("The file is one JSON list. Write one object a line, without brackets and commas around them."),
    }[code]


def _index(slug: str | None) -> NewsIndexPage:
    indexes = NewsIndexPage.objects.filter(slug=slug) if slug else NewsIndexPage.objects.all()
    index = indexes.order_by("pk").first()
    if index is None:
        raise CommandError(_("There is no news index “%(slug)s”.") % {"slug": slug or ""})
    return index


class Progress:
    """One line that is written over again, on a terminal; silent in a log file or a pipe."""

    WIDTH = 30

    def __init__(self, stream, size: int):
        self._stream, self._size = stream, max(size, 1)
        self._shown_at = self._started = time.monotonic()
        self._is_open = False

    def show(self, position: int, lines: int) -> None:
        """Shows how much of the file is done, five times a second at most."""
        now = time.monotonic()
        if not self._stream.isatty() or (now - self._shown_at < 0.2 and position < self._size):
            return
        self._shown_at = now
        share = min(position / self._size, 1)
        bar = "█" * round(share * self.WIDTH)
        rest = _("%(lines)s lines, %(rate)s a second") % {
            "lines": format_number(lines),
            "rate": format_number(round(lines / max(now - self._started, 0.001))),
        }
        self._stream.write(f"\r{bar:░<{self.WIDTH}} {share:4.0%}  {rest}  ", ending="")
        self._stream.flush()
        self._is_open = True

    def end(self) -> None:
        """Leaves the line as it is, and goes to the next."""
        if self._is_open:
            self._stream.write("")
            self._is_open = False
