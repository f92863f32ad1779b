"""Wagtail's own search, in the explorer and the choosers, needs no accents either."""

import pytest
from django.core.files.base import ContentFile

from accounts.models import User
from documents.models import CustomDocument
from images.models import CustomImage

TYPED = ["hoi thao", "hội thảo", "hoi tha", "HOI THAO"]


@pytest.fixture
def admin(client, db):
    client.force_login(User.objects.create_superuser(email="quan-tri@example.org", password="x", full_name="Quản trị"))
    return client


@pytest.mark.parametrize("typed", TYPED)
def test_pages_in_the_explorer(admin, publish, typed, news_index, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        article = publish("Hội thảo")
        publish("Đại hội")

    for address in ("/quan-tri/pages/search/", f"/quan-tri/pages/{news_index.pk}/"):
        page = admin.get(address, {"q": typed}).content.decode()
        assert f"/quan-tri/pages/{article.pk}/edit/" in page
        assert "Đại hội" not in page


@pytest.mark.parametrize("typed", TYPED)
def test_pages_in_the_chooser(admin, publish, typed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        publish("Hội thảo")
        publish("Đại hội")

    page = admin.get("/quan-tri/choose-page/search/", {"q": typed}).content.decode()

    assert "Hội thảo" in page
    assert "Đại hội" not in page


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("address", ["/quan-tri/images/", "/quan-tri/images/chooser/results/"])
def test_images(admin, typed, address, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CustomImage.objects.create(title="Hội thảo", file="original_images/a.jpg", width=9, height=9)
        CustomImage.objects.create(title="Đại hội", file="original_images/b.jpg", width=9, height=9)

    page = admin.get(address, {"q": typed}).content.decode()

    assert "Hội thảo" in page
    assert "Đại hội" not in page


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("address", ["/quan-tri/documents/", "/quan-tri/documents/chooser/results/"])
def test_documents(admin, typed, address, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        CustomDocument.objects.create(title="Hội thảo", file=ContentFile(b"x", name="a.pdf"))
        CustomDocument.objects.create(title="Đại hội", file=ContentFile(b"x", name="b.pdf"))

    page = admin.get(address, {"q": typed}).content.decode()

    assert "Hội thảo" in page
    assert "Đại hội" not in page
