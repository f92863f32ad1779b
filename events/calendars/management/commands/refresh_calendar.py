"""`manage.py refresh_calendar`: brings the calendar in line with all events."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext_lazy, ngettext

from events.calendars import ledger


class Command(BaseCommand):
    help = gettext_lazy(
        "Brings the calendar in line with all events. It follows each change by itself; this is for events that were "
        "there before it, or came by another way (a backup, a script)."
    )

    def handle(self, *args, **options):
        count = ledger.refresh_all(is_silent=True)
        self.stdout.write(
            ngettext("The calendar of %(count)d event changed.", "The calendar of %(count)d events changed.", count)
            % {"count": count}
        )
