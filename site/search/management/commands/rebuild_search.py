"""manage.py rebuild_search"""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from search import services

WIDTH = 40


class Command(BaseCommand):
    """Builds the search anew from the published pages. Needed after a restore of single tables, or a change of what
    is indexed; otherwise the search keeps itself up to date."""

    help = gettext_lazy("Builds the search anew from the published pages.")

    def handle(self, *args, **options):
        total = Page.objects.live().count()
        done = 0

        def progress(more: int) -> None:
            nonlocal done
            done += more
            if self.stdout.isatty():
                filled = WIDTH * done // max(total, 1)
                self.stdout.write(f"\r[{'#' * filled:<{WIDTH}}] {done}/{total}", ending="")
                self.stdout.flush()

        found = services.rebuild(progress)
        if self.stdout.isatty():
            self.stdout.write("")
        self.stdout.write(_("The search knows %(count)d pages.") % {"count": found})
