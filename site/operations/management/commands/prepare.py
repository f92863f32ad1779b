"""`manage.py prepare`: everything between a fresh clone and the first page. Run again, it takes seconds."""

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from demo.accounts import EXAMPLES, PASSWORD
from demo.loading import is_empty
from events.calendars import ledger
from pagecache import generation


class Command(BaseCommand):
    help = gettext_lazy(
        "Brings the database and the static files up to date, and fills an empty site with example content."
    )

    def handle(self, *args, **options):
        began = time.monotonic()
        self.stdout.write("1/3 " + _("Database"))
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("2/3 " + _("Static files"))
        collect_changed_static_files()
        generation.begin()  # what was kept of pages names the style sheets of the last version
        if settings.EXAMPLE_CONTENT:
            to_load = is_empty()
            self.stdout.write("3/3 " + (_("Example content") if to_load else _("Example content: there already")))
            if to_load:
                call_command("load_demo", stdout=self.stdout)
        # The calendar is reckoned from the events, so what an update changes about it needs no migration.
        ledger.refresh_all(is_silent=True)
        self.stdout.write(_("Done in %(seconds)d seconds.") % {"seconds": round(time.monotonic() - began)})
        if settings.EXAMPLE_CONTENT:
            self.greet()

    def greet(self) -> None:
        """Where the site stands, and with whose accounts to try it."""
        address = f"http://localhost:{os.environ.get('PORT') or 8000}"
        places = ((_("The site"), f"{address}/"), (_("Administration"), f"{address}/quan-tri/"))
        self.stdout.write("\n" + "\n".join(f"  {name + ':':<12} {place}" for name, place in places) + "\n")
        self.stdout.write("  " + _("Example accounts (password %(password)s):") % {"password": PASSWORD})
        for example in EXAMPLES:
            self.stdout.write(f"    {example.label:<20} {example.email}")
        self.stdout.write("  " + _("Stop: Ctrl-C") + "\n")


def collect_changed_static_files() -> bool:
    """Runs collectstatic unless the files are those of last time: hashing and compressing them takes ten seconds."""
    stamp = Path(settings.STATIC_ROOT) / "collected.sha256"
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest.hexdigest())
    return True
