"""manage.py import_word."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from news.models import ArticlePage
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(word, tmp_path):
    path = tmp_path / "tin-bai.docx"
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    path.write_bytes(word.file(word.title("Khối họp bàn"), word.paragraph("Câu văn có ghi chú.", comment)).getvalue())
    return path


def run(*args, **options):
    out, errors = io.StringIO(), io.StringIO()
    call_command("import_word", *map(str, args), stdout=out, stderr=errors, no_color=True, **options)
    return out.getvalue()


def test_a_draft_and_its_report_are_printed(path):
    user = UserFactory(email="bien.tap@example.vn")
    out = run(path, index="tin-tuc", user="Bien.Tap@example.vn")
    draft = ArticlePage.objects.get()
    assert (draft.title, draft.owner) == ("Khối họp bàn", user)
    assert f"{path}: Khối họp bàn" in out
    assert reverse("wagtailadmin_pages:edit", args=[draft.pk]) in out
    assert "Câu văn có ghi chú." in out


def test_without_a_user_the_draft_is_nobodys(path):
    run(path)
    assert ArticlePage.objects.get().owner is None


def test_one_refused_file_does_not_hold_up_the_others(path, tmp_path):
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"MZ")
    errors = io.StringIO()
    with pytest.raises(CommandError, match="2"):
        call_command(
            "import_word", str(bad), str(tmp_path / "khong-co.docx"), str(path), stdout=io.StringIO(), stderr=errors
        )
    assert ArticlePage.objects.count() == 1
    assert "hong.docx" in errors.getvalue()
    assert "khong-co.docx" in errors.getvalue()


@pytest.mark.parametrize("options", [{"index": "khong-co"}, {"user": "khong@example.vn"}])
def test_an_index_or_user_that_is_not_there(path, options):
    with pytest.raises(CommandError, match=next(iter(options.values()))):
        run(path, **options)
    assert not ArticlePage.objects.exists()
