"""`manage.py send_reminders`: what the worker does by itself every half hour; for a site that runs it by cron."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy, ngettext

from events.registration.notices.reminders import remind


class Command(BaseCommand):
    help = gettext_lazy("Reminds units of entries that they have not submitted: 7, 3 and 1 days before the deadline.")

    def handle(self, *args, **options):
        count = remind()
        self.stdout.write(ngettext("%(count)d reminder.", "%(count)d reminders.", count) % {"count": count})
