"""Pictures are served; what lies beside them is not."""

from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404
from django.test import RequestFactory
from django.urls import Resolver404, resolve

SECRET = "only for those who may"


@pytest.fixture
def media(settings) -> Path:
    root = Path(settings.MEDIA_ROOT)
    for name in ("images/a.jpg", "documents/secret.txt", "images-of-others/b.jpg"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(SECRET)
    return root


def get(path: str):
    view, args, kwargs = resolve(path)
    return view(RequestFactory().get(path), *args, **kwargs)


def test_a_picture_is_served_for_keeps_and_runs_nothing(media):
    response = get("/media/images/a.jpg")
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=604800"
    assert response["Content-Security-Policy"].startswith("sandbox")


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/secret.txt",
        "/media/images/../documents/secret.txt",
        "/media/images/x/../../documents/secret.txt",
        "/media/images//../documents/secret.txt",
        "/media/images/..\\documents\\secret.txt",
        "/media/images-of-others/b.jpg",
        "/media/original_images/../documents/secret.txt",
    ],
)
def test_nothing_else_is(media, path):
    with pytest.raises((Http404, Resolver404, SuspiciousFileOperation)):
        get(path)
