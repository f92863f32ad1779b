"""Scans of signed forms: what is taken in, what is refused and why, and what is kept."""

import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader, PdfWriter

from events.registration.models import SignedForm, State
from events.registration.paper import form, scans, signed
from tests.factories import MembershipFactory, UserFactory, picture_bytes

pytestmark = pytest.mark.django_db


def pdf(pages=1, password="") -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def file(data: bytes, name="phieu.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def representative(unit):
    return MembershipFactory(unit=unit).user


@pytest.fixture
def bring(registration, enter, representative):
    """bring(files…) as a representative of a unit that has submitted something."""
    enter("Kéo co", ["Trần Văn Ý"])

    def run(*files, by=representative):
        return signed.receive(registration, files, by=by)

    return run


@pytest.fixture
def refused(bring):
    """The code and the parameters with which files are refused; nothing was kept."""

    def run(*files):
        with pytest.raises(scans.RefusedScan) as caught:
            bring(*files)
        assert not SignedForm.objects.exists()
        return caught.value.code, caught.value.params

    return run


class TestTakenIn:
    def test_a_pdf_is_kept_as_it_is(self, bring):
        data = pdf(2)
        assert bring(file(data, "../../etc/passwd")).file.read() == data

    def test_one_that_a_scanner_has_padded_is_whole(self, bring):
        assert bring(file(pdf() + b"\r\n" + bytes(500))).size == len(pdf()) + 502

    @pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
    def test_photographs_of_pages_become_the_pages_of_one_pdf(self, bring, file_format):
        pages = [file(picture_bytes(file_format=file_format, size=size)) for size in ((600, 800), (800, 600))]
        found = PdfReader(io.BytesIO(bring(*pages).file.read())).pages
        sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in found]
        assert sizes == [(595, 794), (842, 631)]

    def test_so_does_a_photograph_of_an_iphone(self, bring):
        out = io.BytesIO()
        Image.new("RGB", (300, 400), "white").save(out, "HEIF")
        assert len(PdfReader(io.BytesIO(bring(file(out.getvalue(), "IMG_1.HEIC")).file.read())).pages) == 1

    def test_what_is_see_through_is_white(self, bring):
        out = io.BytesIO()
        Image.new("RGBA", (300, 400), (0, 0, 0, 0)).save(out, "PNG")
        page = PdfReader(io.BytesIO(bring(file(out.getvalue())).file.read())).pages[0]
        assert page.images[0].image.convert("L").getextrema()[0] > 250


class TestRefused:
    def test_nothing_chosen(self, refused):
        assert refused() == ("empty", {"name": ""})

    def test_an_empty_file(self, refused):
        assert refused(file(b"")) == ("empty", {"name": "phieu.pdf"})

    def test_a_programme_that_calls_itself_pdf(self, refused):
        assert refused(file(b"MZ\x90\x00" + bytes(100))) == ("unknown", {"name": "phieu.pdf"})

    def test_a_page_of_the_web_that_calls_itself_a_picture(self, refused):
        assert refused(file(b"<svg onload=alert(1)>", "anh.jpg"))[0] == "unknown"

    def test_a_pdf_that_was_cut_off(self, refused):
        assert refused(file(pdf()[:-40]))[0] == "broken"

    def test_a_pdf_that_ends_with_something_else(self, refused):
        assert refused(file(pdf() + b"<script>alert(1)</script>"))[0] == "broken"

    def test_a_pdf_with_a_password(self, refused):
        assert refused(file(pdf(password="bi-mat")))[0] == "encrypted"

    def test_a_file_that_is_too_large(self, refused, monkeypatch):
        monkeypatch.setattr(scans, "MOST_BYTES", 1000)
        assert refused(file(bytes(1001))) == ("too_large", {"name": "phieu.pdf", "limit": 1000})

    def test_too_many_pictures(self, refused):
        assert refused(*[file(picture_bytes())] * 31) == ("too_many", {"limit": 30})

    def test_a_pdf_among_pictures(self, refused):
        assert refused(file(picture_bytes()), file(pdf()))[0] == "mixed"

    def test_two_pdfs(self, refused):
        assert refused(file(pdf()), file(pdf()))[0] == "mixed"

    def test_a_bomb(self, refused):
        out = io.BytesIO()
        Image.new("1", (20_000, 20_000)).save(out, "PNG")
        assert refused(file(out.getvalue(), "bom.png"))[0] == "too_many_pixels"

    def test_a_second_page_that_is_damaged_leaves_nothing_behind(self, refused):
        code, params = refused(
            file(picture_bytes()), file(picture_bytes(file_format="JPEG", size=(600, 800))[:3000], "trang2.jpg")
        )
        assert (code, params["name"]) == ("damaged", "trang2.jpg")

    def test_a_unit_that_has_submitted_nothing(self, registration, representative, enter):
        enter("Kéo co", state=State.DRAFT)
        with pytest.raises(scans.RefusedScan, match="nothing_to_sign"):
            signed.receive(registration, [file(pdf())], by=representative)


class TestKept:
    def test_the_latest_counts_and_those_before_stay(self, bring, registration, representative):
        first, second = bring(file(pdf(1))), bring(file(pdf(2)))
        assert list(registration.signed_forms.all()) == [second, first]
        assert first.file.storage.exists(first.file.name)
        assert second.uploaded_by == representative

    def test_the_same_file_again_is_the_same_form(self, bring, registration):
        data = pdf()
        assert bring(file(data)) == bring(file(data))
        assert registration.signed_forms.count() == 1

    def test_unless_the_rosters_have_changed_meanwhile(self, bring, enter, registration):
        data = pdf()
        bring(file(data))
        enter("Cờ vua", ["Vũ Thị Hà"])
        assert bring(file(data)).fingerprint == form.fingerprint(registration)
        assert registration.signed_forms.count() == 2

    def test_it_ends_somewhere(self, bring, monkeypatch, registration):
        monkeypatch.setattr(signed, "MOST_KEPT", 1)
        bring(file(pdf(1)))
        with pytest.raises(scans.RefusedScan, match="too_often"):
            bring(file(pdf(2)))
        assert registration.signed_forms.count() == 1

    def test_files_lie_where_no_address_leads(self, bring, client):
        kept = bring(file(pdf()))
        assert kept.file.name.startswith("signed_forms/")
        assert client.get(f"/media/{kept.file.name}").status_code == 404

    def test_a_file_whose_row_is_not_committed_goes_too(self, bring, monkeypatch, settings):
        def fail(*args, **kwargs):
            raise RuntimeError

        monkeypatch.setattr(SignedForm, "save", fail)
        with pytest.raises(RuntimeError):
            bring(file(pdf()))
        assert list((settings.MEDIA_ROOT / "signed_forms").rglob("*.pdf")) == []

    def test_strangers_bring_nothing(self, bring):
        with pytest.raises(PermissionDenied):
            bring(file(pdf()), by=UserFactory())
