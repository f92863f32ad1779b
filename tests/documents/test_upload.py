"""Files for download come in through the admin under names that every system takes."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.roles import CHIEF_EDITOR
from documents.models import CustomDocument
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# 'Điều lệ' with every accent apart, as a Mac sends it.
DECOMPOSED = "\u0110ie\u0302\u0300u le\u0323\u0302"
PDF = b"%PDF-1.7\n"


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(role=CHIEF_EDITOR))
    return client


def test_the_form_stores_a_plain_file_name_and_a_composed_title(admin):
    file = SimpleUploadedFile(f"{DECOMPOSED} 2024 (bản 2).PDF", PDF)
    admin.post("/quan-tri/documents/add/", {"title": DECOMPOSED, "file": file, "collection": 1})
    document = CustomDocument.objects.get()
    assert (document.title, document.filename) == ("Điều lệ", "dieu-le-2024-ban-2.pdf")
    assert document.file_size == len(PDF)


def test_the_uploader_of_many_does_so_too(admin):
    file = SimpleUploadedFile(f"{DECOMPOSED}.docx", b"PK")
    form = {"title": DECOMPOSED, "files[]": file, "collection": 1}
    response = admin.post("/quan-tri/documents/multiple/add/", form)
    assert json.loads(response.content)["success"]
    document = CustomDocument.objects.get()
    assert (document.title, document.filename) == ("Điều lệ", "dieu-le.docx")


@pytest.mark.parametrize("name", ["trang.html", "anh.svg", "ma.js", "khong-duoi"])
def test_kinds_that_a_browser_would_run_are_refused(admin, name):
    data = {"title": "x", "file": SimpleUploadedFile(name, b"<script>"), "collection": 1}
    assert "file" in admin.post("/quan-tri/documents/add/", data).context["form"].errors
    assert not CustomDocument.objects.exists()


def test_a_change_of_title_leaves_the_file_alone(admin):
    admin.post("/quan-tri/documents/add/", {"title": "A", "file": SimpleUploadedFile("a.pdf", PDF), "collection": 1})
    before = CustomDocument.objects.get()
    admin.post(f"/quan-tri/documents/edit/{before.pk}/", {"title": "B", "collection": 1})
    after = CustomDocument.objects.get()
    assert (after.title, after.file.name) == ("B", before.file.name)


def test_readers_get_it_as_a_download_without_a_cookie(admin, client):
    admin.post("/quan-tri/documents/add/", {"title": "A", "file": SimpleUploadedFile("a.pdf", PDF), "collection": 1})
    client.logout()
    response = client.get(CustomDocument.objects.get().url)
    assert b"".join(response.streaming_content) == PDF
    assert response.headers["Content-Disposition"].startswith(("attachment", "inline"))
    assert not response.cookies
