"""`manage.py renew_pages`: no page that was made until now is served again."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy

from pagecache import generation


class Command(BaseCommand):
    help = gettext_lazy(
        "Makes every page anew, after a change that did not go through the site (a restored backup, SQL)."
    )

    def handle(self, *args, **options):
        generation.begin()
