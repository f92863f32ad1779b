"""Beginning an entry, handing it in, withdrawing it, deleting it, asking for a change; consent and music."""

import io
import struct
import wave
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from events.registration import queries, recordings
from events.registration.models import ChangeRequest, Consent, Entry, Music, State
from tests.factories.events import DisciplineFactory
from tests.factories.people import UserFactory
from tests.factories.registration import EntryFactory, EntryMemberFactory, ParticipantFactory
from tests.factories.units import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def client(client, unit):
    client.force_login(MembershipFactory(unit=unit).user)
    return client


@pytest.fixture
def discipline():
    return DisciplineFactory(format="individual", takes_music=True)


@pytest.fixture
def ready(client, unit, discipline):
    """A draft of which nothing is missing."""
    entry = EntryFactory(unit=unit, discipline=discipline)
    EntryMemberFactory(entry=entry)
    confirm(client, entry.registration)
    return entry


def confirm(client, registration, **more):
    festival = registration.festival
    data = {"noi-dung": queries.consent_text(festival), "dong-y": "1"} | more
    return client.post(reverse("portal_consent", args=[registration.unit.code, festival.pk]), data)


def address(entry, name):
    return reverse(name, args=[entry.unit.code, entry.pk])


def state_of(entry):
    return Entry.objects.get(pk=entry.pk).state


class TestBegin:
    def test_a_doubled_click_makes_one_draft(self, client, unit, discipline):
        begin = reverse("portal_begin", args=[unit.code, discipline.festival_id, discipline.pk])

        first, second = client.post(begin), client.post(begin)

        entry = Entry.objects.get(unit=unit)
        assert first["Location"] == second["Location"] == address(entry, "portal_entry")

    def test_a_closed_discipline_takes_none(self, client, unit, discipline):
        discipline.closes_at = timezone.now()
        discipline.save()

        client.post(reverse("portal_begin", args=[unit.code, discipline.festival_id, discipline.pk]))

        assert not Entry.objects.exists()

    def test_a_discipline_of_another_festival_is_not_there(self, client, unit, discipline):
        other = DisciplineFactory()

        response = client.post(reverse("portal_begin", args=[unit.code, discipline.festival_id, other.pk]))

        assert response.status_code == 404


class TestSubmit:
    def test_what_was_shown_is_handed_in(self, client, ready):
        shown = client.get(address(ready, "portal_submit"))
        assert f'name="revision" value="{ready.revision}"' in shown.content.decode()

        response = client.post(address(ready, "portal_submit"), {"revision": ready.revision})

        assert response["Location"] == address(ready, "portal_entry")
        assert state_of(ready) == State.SUBMITTED

    def test_a_doubled_click_hands_in_once(self, client, ready):
        for _ in range(2):
            response = client.post(address(ready, "portal_submit"), {"revision": ready.revision})
            assert response["Location"] == address(ready, "portal_entry")

        assert ready.events.filter(action="submit").count() == 1

    def test_with_a_problem_there_is_no_button_and_no_way(self, client, ready):
        ready.members.all().delete()

        assert "<button" not in client.get(address(ready, "portal_submit")).content.decode().rpartition("<form")[2]
        assert client.post(address(ready, "portal_submit"), {"revision": ready.revision}).status_code == 422
        assert state_of(ready) == State.DRAFT

    def test_what_somebody_changed_since_is_looked_at_again(self, client, ready):
        Entry.objects.filter(pk=ready.pk).update(revision=5)

        response = client.post(address(ready, "portal_submit"), {"revision": ready.revision})

        assert response.status_code == 409
        assert 'name="revision" value="5"' in response.content.decode()
        assert state_of(ready) == State.DRAFT

    def test_the_deadline_passes_between_opening_and_pressing(self, client, ready, time_machine):
        client.get(address(ready, "portal_submit"))
        time_machine.move_to(ready.discipline.festival.closes_at)

        response = client.post(address(ready, "portal_submit"), {"revision": ready.revision})

        assert response.status_code == 422
        assert state_of(ready) == State.DRAFT
        assert ready.members.count() == 1

    def test_a_second_before_the_deadline_is_in_time(self, client, ready, time_machine):
        time_machine.move_to(ready.discipline.festival.closes_at - timedelta(seconds=1), tick=False)

        client.post(address(ready, "portal_submit"), {"revision": ready.revision})

        assert state_of(ready) == State.SUBMITTED

    def test_the_last_place_being_taken_it_is_on_the_waiting_list(self, client, ready):
        ready.discipline.quota = 1
        ready.discipline.save()
        EntryFactory(discipline=ready.discipline, state=State.SUBMITTED, place=1, arrival=1)

        response = client.post(address(ready, "portal_submit"), {"revision": ready.revision}, follow=True)

        assert state_of(ready) == State.WAITING
        assert "message--warning" in response.content.decode()


class TestWithdraw:
    def test_it_asks_first(self, client, ready):
        Entry.objects.filter(pk=ready.pk).update(state=State.SUBMITTED, place=1)

        assert client.get(address(ready, "portal_withdraw")).status_code == 200
        assert state_of(ready) == State.SUBMITTED

        client.post(address(ready, "portal_withdraw"), {"ly-do": "Trùng lịch"})
        assert state_of(ready) == State.WITHDRAWN
        assert "Trùng lịch" in client.get(address(ready, "portal_entry")).content.decode()

    def test_a_reason_that_is_too_long_is_given_back(self, client, ready):
        Entry.objects.filter(pk=ready.pk).update(state=State.SUBMITTED, place=1)

        response = client.post(address(ready, "portal_withdraw"), {"ly-do": "a" * 1001})

        assert response.status_code == 422
        assert "a" * 1001 in response.content.decode()
        assert state_of(ready) == State.SUBMITTED


class TestDiscard:
    def test_a_draft_goes_after_asking(self, client, ready):
        assert client.get(address(ready, "portal_discard")).status_code == 200

        response = client.post(address(ready, "portal_discard"))

        assert response["Location"] == reverse("portal_festival", args=[ready.unit.code, ready.discipline.festival_id])
        assert not Entry.objects.exists()

    def test_what_was_handed_in_stays(self, client, ready):
        Entry.objects.filter(pk=ready.pk).update(state=State.SUBMITTED, place=1)

        client.post(address(ready, "portal_discard"))

        assert state_of(ready) == State.SUBMITTED


class TestChange:
    @pytest.fixture
    def approved(self, ready):
        Entry.objects.filter(pk=ready.pk).update(state=State.APPROVED, place=1)
        return ready

    def test_the_difference_is_shown_before_it_is_sent(self, client, approved, unit):
        old, new = approved.members.get().participant, ParticipantFactory(unit=unit, full_name="Trần Văn Thay")

        shown = client.post(
            address(approved, "portal_change"), {"nguoi": [new.pk], "ly-do": "Chấn thương", "xem": "1"}
        ).content.decode()

        assert old.full_name in shown
        assert "Trần Văn Thay" in shown
        assert not ChangeRequest.objects.exists()

        client.post(address(approved, "portal_change"), {"nguoi": [new.pk], "ly-do": "Chấn thương", "gui": "1"})
        request = ChangeRequest.objects.get()
        assert [seat["name"] for seat in request.wanted["members"]] == ["Trần Văn Thay"]
        assert request.reason == "Chấn thương"
        assert approved.members.get().participant == old

    def test_without_a_reason_or_a_change_it_is_not_shown(self, client, approved):
        person = approved.members.get().participant

        response = client.post(address(approved, "portal_change"), {"nguoi": [person.pk], "xem": "1"})

        assert response.status_code == 422
        assert not ChangeRequest.objects.exists()

    def test_a_name_is_corrected(self, client, approved):
        person = approved.members.get().participant
        data = {"nguoi": [person.pk], f"ten-{person.pk}": "Nguyễn  Văn Sỹ", "ly-do": "Viết sai", "gui": "1"}

        client.post(address(approved, "portal_change"), data)

        assert [name["wanted"] for name in ChangeRequest.objects.get().wanted["names"]] == ["Nguyễn Văn Sỹ"]

    def test_people_are_added_without_a_script_and_nothing_typed_is_lost(self, client, approved, unit):
        person, new = approved.members.get().participant, ParticipantFactory(unit=unit)

        page = client.post(
            address(approved, "portal_change"), {"nguoi": [person.pk], "them": [new.pk], "ly-do": "Bổ sung"}
        ).content.decode()

        assert f'name="nguoi" value="{new.pk}"' in page
        assert "Bổ sung" in page
        assert approved.members.count() == 1

    def test_one_request_at_a_time(self, client, approved, unit):
        new = ParticipantFactory(unit=unit)
        for _ in range(2):
            client.post(address(approved, "portal_change"), {"nguoi": [new.pk], "ly-do": "Chấn thương", "gui": "1"})

        assert ChangeRequest.objects.count() == 1
        assert client.get(address(approved, "portal_change")).status_code == 302

        # Whoever was still writing keeps what they wrote.
        late = client.post(
            address(approved, "portal_change"), {"nguoi": [new.pk], "ly-do": "Ốm nặng từ sáng", "xem": "1"}
        )
        assert late.status_code == 409
        assert "Ốm nặng từ sáng" in late.content.decode()


class TestConsent:
    def test_it_says_who_gave_it_and_when(self, client, ready):
        consent = Consent.objects.get()

        page = client.get(reverse("portal_consent", args=[ready.unit.code, ready.discipline.festival_id]))

        assert consent.given_by.full_name in page.content.decode()
        assert f"{timezone.localtime(consent.given_at):%d/%m/%Y %H:%M}" in page.content.decode()
        assert 'name="dong-y"' not in page.content.decode()

    def test_a_text_of_several_lines_comes_back_with_the_browsers_line_ends(self, client, ready):
        festival = ready.discipline.festival
        festival.consent_text = "Điều một.\nĐiều hai."
        festival.save()

        confirm(client, ready.registration, **{"noi-dung": "Điều một.\r\nĐiều hai."})

        assert Consent.objects.first().text == "Điều một.\nĐiều hai."

    def test_a_text_that_has_changed_since_is_shown_anew(self, client, ready):
        festival = ready.discipline.festival
        festival.consent_text = "Lời mới"
        festival.save()

        response = confirm(client, ready.registration, **{"noi-dung": "Lời cũ"})

        assert response.status_code == 422
        assert "Lời mới" in response.content.decode()
        assert Consent.objects.count() == 1

    def test_it_is_ticked_knowingly(self, client, ready):
        Consent.objects.all().delete()

        assert confirm(client, ready.registration, **{"dong-y": ""}).status_code == 302
        Consent.objects.all().delete()
        response = client.post(
            reverse("portal_consent", args=[ready.unit.code, ready.discipline.festival_id]),
            {"noi-dung": queries.consent_text(ready.discipline.festival)},
        )
        assert response.status_code == 422
        assert not Consent.objects.exists()


def wav(seconds=1):
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * 8000 * seconds)
    return file.getvalue()


class TestMusic:
    def bring(self, client, entry, data, name="nhac.mp3"):
        return client.post(address(entry, "portal_music"), {"nhac": SimpleUploadedFile(name, data)})

    def test_it_is_known_by_its_content_and_kept_under_another_name(self, client, ready):
        assert self.bring(client, ready, wav(), "Bài hát của tôi.mp3").status_code == 302

        music = Music.objects.get()
        assert (music.kind, music.name) == ("wav", "bai-hat-cua-toi.mp3")
        assert "bai-hat" not in music.file.name

        response = client.get(address(ready, "portal_music"))
        assert b"".join(response.streaming_content) == wav()
        assert response["Content-Type"] == "audio/wav"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"

    def test_the_public_has_no_address_for_it(self, client, ready):
        self.bring(client, ready, wav())
        client.logout()

        assert client.get(f"/media/{Music.objects.get().file.name}").status_code == 404

    def test_an_organiser_hears_it_and_another_unit_does_not(self, client, ready):
        self.bring(client, ready, wav())

        client.force_login(UserFactory(is_superuser=True))
        assert client.get(address(ready, "portal_music")).status_code == 200
        client.force_login(MembershipFactory().user)
        assert client.get(address(ready, "portal_music")).status_code == 404

    @pytest.mark.parametrize("data", [b"MZ\x90\x00" + b"\x00" * 5000, b"", b"<html><script>alert(1)</script>", b"ID3"])
    def test_what_is_no_music_is_refused_before_it_is_stored(self, client, ready, data):
        assert self.bring(client, ready, data).status_code == 422
        assert not Music.objects.exists()

    def test_what_is_too_large_is_refused(self, client, ready, monkeypatch):
        monkeypatch.setattr(recordings, "LARGEST", 1000)

        assert self.bring(client, ready, wav()).status_code == 422
        assert not Music.objects.exists()

    @pytest.mark.django_db(transaction=True, serialized_rollback=True)
    def test_another_one_takes_its_place_and_the_former_file_goes(self, client, ready):
        self.bring(client, ready, wav())
        former = Music.objects.get().file

        self.bring(client, ready, wav(2))

        assert Music.objects.get().file.size == len(wav(2))
        assert not former.storage.exists(former.name)

        client.post(address(ready, "portal_music"), {"bo": "1"})
        assert not Music.objects.exists()
        assert client.get(address(ready, "portal_music")).status_code == 404

    def test_a_discipline_without_music_takes_none(self, client, ready):
        ready.discipline.takes_music = False
        ready.discipline.save()

        assert self.bring(client, ready, wav()).status_code == 422


def frames(number):
    """MPEG 1 layer III at 128 kbit/s and 44.1 kHz: 417 bytes a frame."""
    return (b"\xff\xfb\x90\x00" + b"\x00" * 413) * number


def boxes(handler=b"soun"):
    hdlr = b"\x00" * 8 + handler + b"\x00" * 12
    moov = struct.pack(">I4s", len(hdlr) + 8, b"hdlr") + hdlr
    return (
        struct.pack(">I4s", 16, b"ftyp") + b"M4A \x00\x00\x00\x00" + struct.pack(">I4s", len(moov) + 8, b"moov") + moov
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (frames(3), recordings.MP3),
        (b"ID3\x03\x00\x00\x00\x00\x00\x0a" + b"\x00" * 10 + frames(2), recordings.MP3),
        (wav(), recordings.WAV),
        (boxes(), recordings.M4A),
        (boxes(b"vide"), None),
        (frames(1), None),
        (b"MZ" + frames(3), None),
        (b"RIFF\x00\x00\x00\x00AVI LIST", None),
        (b"RIFF\x00\x00\x00\x00WAVE", None),
        (struct.pack(">I4s", 16, b"ftyp") + b"\xff" * 3, None),
        (struct.pack(">I4s", 1, b"ftyp") + b"\xff" * 8, None),
        (struct.pack(">I4s", 16, b"ftyp") + b"M4A \x00\x00\x00\x00" + struct.pack(">I4sQ", 1, b"free", 0), None),
        (b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f", None),
        (b"", None),
    ],
)
def test_recordings_are_known_by_what_stands_in_them(data, kind):
    assert recordings.kind_of(io.BytesIO(data)) == kind
