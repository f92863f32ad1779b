"""The form in the portal: what the page says, what is downloaded, and how the signed one comes back."""

import pytest
from django.urls import reverse

from accounts.roles import ORGANISER
from events.registration.models import EntryMember, SignedForm, State
from tests.factories import MembershipFactory, RegistrationFactory, UnitFactory, UserFactory, picture_bytes

from .test_signed import file, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(unit, registration):
    """address("portal_form", …): one of the form's pages."""
    return lambda name, *more: reverse(name, args=[unit.code, registration.festival_id, *more])


@pytest.fixture
def representative(client, unit):
    client.force_login(MembershipFactory(unit=unit, user__full_name="Lê Thị Mỹ").user)
    return client


class TestPage:
    def test_it_says_what_stands_on_the_form_and_what_does_not(self, representative, unit, enter):
        on_it, not_yet = enter("Kéo co"), enter("Cờ vua", state=State.DRAFT)
        contents = representative.get(reverse("portal_paper", args=[unit.code])).context["contents"]
        assert (contents.entries, contents.missing) == ([on_it], [not_yet])

    def test_before_anything_is_submitted_there_is_nothing_to_download(self, representative, unit, address, enter):
        enter("Cờ vua", state=State.DRAFT)
        page = representative.get(reverse("portal_paper", args=[unit.code])).content.decode()
        assert address("portal_form_pdf") not in page
        assert 'type="file"' not in page
        assert address("portal_form_draft") in page

    def test_the_festival_that_the_unit_enters_goes_before_others(self, representative, unit, registration):
        page = representative.get(reverse("portal_paper", args=[unit.code]))
        assert page.context["festival"] == registration.festival

    def test_a_unit_without_any_festival_gets_a_page_that_says_so(self, client):
        membership = MembershipFactory()
        client.force_login(membership.user)
        assert client.get(reverse("portal_paper", args=[membership.unit.code])).status_code == 200

    def test_it_takes_the_same_queries_for_one_entry_and_for_three(
        self, representative, address, enter, django_assert_num_queries
    ):
        enter("Kéo co")
        representative.get(address("portal_form"))
        with django_assert_num_queries(8):
            representative.get(address("portal_form"))
        enter("Cờ vua", ["Trần Văn Ý", "Vũ Thị Hà"])
        enter("Cờ tướng", ["Trần Văn Ý"], state=State.DRAFT)
        with django_assert_num_queries(8):
            representative.get(address("portal_form"))


class TestDownload:
    def test_the_form_is_a_file_to_keep(self, representative, unit, address, enter, read):
        enter("Kéo co", ["Trần Văn Ý"])
        response = representative.get(address("portal_form_pdf"))
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"] == f'attachment; filename="phieu-dang-ky-{unit.code}.pdf"'
        assert response["Cache-Control"] == "private, no-store"
        assert "Trần Văn Ý" in read(response.content).text

    def test_an_organiser_prints_it_too(self, client, address, enter):
        enter("Kéo co")
        client.force_login(UserFactory(role=ORGANISER))
        assert client.get(address("portal_form_pdf")).status_code == 200

    def test_what_is_empty_is_not_there(self, representative, address, registration):
        assert representative.get(address("portal_form_pdf")).status_code == 404
        assert representative.get(address("portal_form_draft")).status_code == 404

    def test_a_festival_that_is_not_published_is_not_there(self, representative, address, enter, registration):
        enter("Kéo co")
        registration.festival.unpublish()
        assert representative.get(address("portal_form_pdf")).status_code == 404


class TestUpload:
    @pytest.fixture
    def upload(self, representative, address):
        return lambda *files: representative.post(address("portal_form"), {"ban-ky": list(files)}, follow=True)

    def test_a_scan_is_kept_and_shown(self, upload, enter, address):
        enter("Kéo co")
        page = upload(file(pdf()))
        (kept,) = SignedForm.objects.all()
        assert page.redirect_chain == [(address("portal_form"), 302)]
        assert page.context["contents"].is_current
        assert address("portal_signed_form", kept.pk) in page.content.decode()
        assert "Lê Thị Mỹ" in page.content.decode()

    def test_several_photographs_come_at_once(self, upload, enter):
        enter("Kéo co")
        upload(file(picture_bytes(), "1.jpg"), file(picture_bytes(), "2.jpg"))
        assert SignedForm.objects.count() == 1

    def test_the_page_says_when_the_rosters_have_changed_since(self, upload, enter, representative, address):
        entry = enter("Kéo co", ["Trần Văn Ý", "Vũ Thị Hà"])
        upload(file(pdf()))
        entry.members.update(role=EntryMember.Role.RESERVE)
        assert not representative.get(address("portal_form")).context["contents"].is_current

    def test_an_approval_does_not_ask_for_another_signature(self, upload, enter, representative, address):
        entry = enter("Kéo co")
        upload(file(pdf()))
        entry.state = State.APPROVED
        entry.save()
        assert representative.get(address("portal_form")).context["contents"].is_current

    def test_a_wrong_file_is_told_beside_the_field(self, upload, enter):
        enter("Kéo co")
        page = upload(file(b"MZ programme", "phieu.pdf"))
        assert page.status_code == 422
        assert "phieu.pdf" in page.context["error"]
        assert 'aria-describedby="ban-ky-giup ban-ky-loi"' in page.content.decode()

    def test_nothing_chosen_is_told(self, upload, enter):
        enter("Kéo co")
        assert upload().status_code == 422

    @pytest.mark.usefixtures("registration")
    def test_a_unit_that_has_submitted_nothing_is_told_so(self, upload):
        assert upload(file(pdf())).status_code == 422


class TestSignedForm:
    @pytest.fixture
    def kept(self, representative, address, enter):
        enter("Kéo co")
        self.data = pdf(3)
        representative.post(address("portal_form"), {"ban-ky": file(self.data)})
        return SignedForm.objects.get()

    def test_it_comes_back_as_it_was_and_runs_nowhere(self, kept, representative, address):
        response = representative.get(address("portal_signed_form", kept.pk))
        assert response.getvalue() == self.data
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("sandbox")

    def test_not_under_the_address_of_another_unit(self, kept, client, registration):
        other = RegistrationFactory(festival=registration.festival, unit=UnitFactory())
        client.force_login(MembershipFactory(unit=other.unit).user)
        address = reverse("portal_signed_form", args=[other.unit.code, registration.festival_id, kept.pk])
        assert client.get(address).status_code == 404

    def test_not_under_that_of_another_festival(self, kept, representative, unit):
        other = RegistrationFactory(unit=unit)
        address = reverse("portal_signed_form", args=[unit.code, other.festival_id, kept.pk])
        assert representative.get(address).status_code == 404

    def test_a_file_that_is_lost_is_no_error(self, kept, representative, address):
        kept.file.storage.delete(kept.file.name)
        assert representative.get(address("portal_signed_form", kept.pk)).status_code == 404
