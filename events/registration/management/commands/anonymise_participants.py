"""`manage.py anonymise_participants`: the law's end of personal data; once a month by cron."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.registration.delegates.services import anonymising as delegates
from events.registration.services import anonymising


class Command(BaseCommand):
    help = gettext_lazy(
        "Takes names, birth dates, genders and posts from people who have entered no festival since one that ended "
        "PARTICIPANT_KEEP_MONTHS ago, and deletes the signed forms of then; the same from delegates to conferences of "
        "then. Entries and results stay."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help=_("Only says how many that would be."))

    def handle(self, *args, dry_run: bool, **options):
        before = months_before(timezone.localdate(), settings.PARTICIPANT_KEEP_MONTHS)
        numbers = {"date": before.strftime("%d/%m/%Y")}
        if dry_run:
            numbers["people"] = anonymising.due(before).count()
            numbers["forms"] = anonymising.old_signed_forms(before).count()
            numbers["delegates"] = delegates.due(before).count()
            said = _(
                "Festivals before %(date)s: %(people)s people would be anonymised, %(forms)s signed forms deleted."
            )
        else:
            done = anonymising.anonymise(before)
            numbers |= {"people": done.people, "forms": done.signed_forms}
            numbers["delegates"] = delegates.anonymise(before)
            said = _("Festivals before %(date)s: %(people)s people anonymised, %(forms)s signed forms deleted.")
        self.stdout.write(said % numbers)
        of_conferences = (
            _("Conferences before %(date)s: %(delegates)s delegates would be anonymised.")
            if dry_run
            else _("Conferences before %(date)s: %(delegates)s delegates anonymised.")
        )
        self.stdout.write(of_conferences % numbers)


def months_before(day: date, months: int) -> date:
    """The same day so many months ago, or the first of the next month where there is none."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return date(year + (month + 2 > 12), (month + 1) % 12 + 1, 1)
