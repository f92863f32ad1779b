"""`manage.py recount_ratings`: the figures of every page anew, from the votes themselves."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from ratings import queries, services


class Command(BaseCommand):
    help = gettext_lazy("Counts the votes of every rated page anew and says which figures were wrong.")

    def handle(self, *args, **options):
        rated = Page.objects.filter(ratings__isnull=False) | Page.objects.filter(rating_total__isnull=False)
        pages = wrong = 0
        for page in rated.distinct().order_by("pk").iterator():
            before = queries.figures(page.pk)
            services.recount(page)
            after = queries.figures(page.pk)
            pages += 1
            if after != before:
                wrong += 1
                self.stdout.write(f"{page.pk} {page.title}: {before.distribution} -> {after.distribution}")
        done = _("%(pages)s pages counted anew; the figures of %(wrong)s were wrong and are now right.")
        self.stdout.write(done % {"pages": pages, "wrong": wrong})
