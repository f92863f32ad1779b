"""Taking personal data away after a festival."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from events.models import FestivalPage
from events.registration import services
from events.registration.management.commands.anonymise_participants import months_before
from events.registration.models import ChangeRequest, Entry, EntryEvent, Participant, SignedForm
from events.registration.rosters import Seat
from events.registration.services import Wanted
from tests.factories import DisciplineFactory, FestivalFactory, ParticipantFactory

pytestmark = pytest.mark.django_db

NAME = "Nguyễn Thị Riêng Tư"


def ended(festival, day) -> FestivalPage:
    """Without its checks, which let no registration close after the festival."""
    FestivalPage.objects.filter(pk=festival.pk).update(starts_on=day, ends_on=day)
    festival.refresh_from_db()
    return festival


@pytest.fixture
def long_ago(settings):
    """A festival that is just too old. Its registration is open, so that tests can enter people there."""
    settings.PARTICIPANT_KEEP_MONTHS = 6
    return ended(FestivalFactory(), months_before(timezone.localdate(), 6) - timedelta(days=1))


@pytest.fixture
def old_person(long_ago, unit):
    person = ParticipantFactory(unit=unit, full_name=NAME, post="Chuyên viên")
    Participant.objects.update(created_at=timezone.now() - timedelta(days=400))
    return person


def run(*arguments) -> str:
    said = StringIO()
    call_command("anonymise_participants", *arguments, stdout=said)
    return said.getvalue()


def test_nothing_of_a_person_is_left_and_the_entry_stays(submitted, long_ago, unit, old_person):
    entry = submitted(DisciplineFactory(festival=long_ago), unit, people=[old_person])

    run()

    person = Participant.objects.get(pk=old_person.pk)
    assert (person.birth_date, person.gender, person.post, person.is_active) == (None, "", "", False)
    assert person.anonymised_at is not None
    assert "Riêng" not in f"{person.full_name} {person.folded_name} {person.sort_key}"
    assert entry.members.get().participant == person


def test_nor_in_what_was_written_down(submitted, long_ago, unit, old_person, member, organiser):
    kept = ParticipantFactory(unit=unit, full_name="Lê Ở Lại")
    entry = submitted(DisciplineFactory(festival=long_ago), unit, people=[old_person])
    entry = services.send_back(entry.pk, by=organiser, reason="Thiếu")
    entry = services.save_entry(
        entry.pk, revision=entry.revision, by=organiser, texts={}, members=[Seat(old_person.pk, "player", 7)]
    )
    entry = services.submit(entry.pk, revision=entry.revision, by=organiser)
    services.approve(entry.pk, by=organiser)
    wanted = Wanted(members=[Seat(kept.pk)], names={old_person.pk: f"{NAME} B"})
    services.request_change(entry.pk, by=member, wanted=wanted, reason="Ốm")
    removed = ParticipantFactory(unit=unit)

    run()

    def written():
        return str(
            [
                list(Entry.objects.values_list("frozen_roster", flat=True)),
                list(EntryEvent.objects.values_list("detail", flat=True)),
                list(ChangeRequest.objects.values_list("wanted", "before")),
            ]
        )

    assert "Riêng" not in written()
    assert "Lê Ở Lại" in written()  # who came later is in the list still
    assert removed.pk and Entry.objects.get().revision == entry.revision + 1


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_who_entered_a_newer_festival_stays(ready, submitted, long_ago, festival, unit, old_person, state):
    submitted(DisciplineFactory(festival=long_ago), unit, people=[old_person])
    make = ready if state == "draft" else submitted
    make(DisciplineFactory(festival=festival), unit, people=[old_person])

    run()

    assert Participant.objects.get(pk=old_person.pk).full_name == NAME


def test_who_was_in_the_list_and_entered_nothing_goes_too(old_person):
    run()

    assert Participant.objects.get(pk=old_person.pk).anonymised_at


def test_who_came_into_the_list_after_the_festival_stays(old_person, unit):
    new = ParticipantFactory(unit=unit)

    run()

    assert Participant.objects.get(pk=new.pk).anonymised_at is None


def test_a_festival_that_ended_so_many_months_ago_to_the_day_is_not_too_old(long_ago, old_person):
    ended(long_ago, months_before(timezone.localdate(), 6))

    run()

    assert Participant.objects.get(pk=old_person.pk).anonymised_at is None


def test_signed_forms_of_then_are_deleted_with_their_files(
    long_ago, festival, unit, django_capture_on_commit_callbacks
):
    def scan(festival) -> SignedForm:
        form = SignedForm(registration=services.register(festival, unit), size=3, sha256="0", fingerprint="0")
        form.file.save("phieu.pdf", ContentFile(b"pdf"))
        return form

    old, new = scan(long_ago), scan(festival)

    with django_capture_on_commit_callbacks(execute=True):
        run()

    assert list(SignedForm.objects.all()) == [new]
    assert not old.file.storage.exists(old.file.name)
    assert new.file.storage.exists(new.file.name)


def test_a_dry_run_tells_and_changes_nothing(old_person):
    said = run("--dry-run")

    assert "1" in said
    assert Participant.objects.get(pk=old_person.pk).full_name == NAME


def test_a_second_run_finds_nobody(old_person):
    run()
    anonymised_at = Participant.objects.get(pk=old_person.pk).anonymised_at

    run()

    assert Participant.objects.get(pk=old_person.pk).anonymised_at == anonymised_at


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 8, 15), 6, date(2026, 2, 15)),
        (date(2026, 1, 31), 2, date(2025, 12, 1)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 5, 31), 15, date(2025, 3, 1)),
    ],
)
def test_months_before(day, months, expected):
    assert months_before(day, months) == expected
