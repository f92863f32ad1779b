"""`manage.py load_demo`: the example content, into an empty site only."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from demo import loading

WIDTH = 30


class Command(BaseCommand):
    help = gettext_lazy("Loads the example content into an empty site. Refused in production.")

    def handle(self, *args, **options):
        if not settings.EXAMPLE_CONTENT:
            raise CommandError(_("Example content and example accounts are not for production."))
        if not loading.is_empty():
            self.stdout.write(_("The site has content already; nothing was loaded."))
            return
        loading.load(self.show)

    def show(self, what: str, done: int, of: int) -> None:
        """A bar on a terminal; elsewhere a line when a part is done."""
        if sys.stdout.isatty():
            bar = "█" * (WIDTH * done // of)
            self.stdout.write(f"\r  {what:<10} {bar:<{WIDTH}} {done}/{of}", ending="\n" if done == of else "")
            self.stdout.flush()
        elif done == of:
            self.stdout.write(f"  {what}: {of}")
