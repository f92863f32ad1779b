"""The page in the admin: who may, what is refused and how it is said, and where it leads."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from news.models import ArticlePage, NewsIndexPage
from news.word.safety import RefusedDocument
from news.word.sentences import refusal_sentence
from news.word.views import import_word
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def url():
    return reverse("news_word_import")


@pytest.fixture
def editor(client):
    user = UserFactory(role=EDITOR)
    client.force_login(user)
    return user


def upload(data, name="tin.docx"):
    return {"file": SimpleUploadedFile(name, data)}


@pytest.fixture
def good(word):
    return word.file(word.title("Khối họp bàn"), word.lead(), word.body()).getvalue()


@pytest.mark.parametrize("role", [EDITOR, CHIEF_EDITOR])
def test_who_may_add_articles_sees_the_form(client, url, role):
    client.force_login(UserFactory(role=role))
    response = client.get(url)
    page = html.fromstring(response.content)
    (field,) = page.xpath("//form[@data-word-import]//input[@type='file']")
    assert response.status_code == 200
    assert page.xpath(f"//label[@for='{field.get('id')}']")
    assert page.xpath("//p[@id='word-import-error' and @hidden]")


def test_an_organiser_may_not(client, url, good):
    client.force_login(UserFactory(role=ORGANISER))
    assert client.get(url).status_code in (302, 403)
    assert client.post(url, upload(good)).status_code in (302, 403)
    assert not ArticlePage.objects.exists()


def test_a_stranger_is_asked_to_sign_in(client, url, good):
    assert client.get(url).status_code == 302
    assert client.post(url, upload(good)).status_code == 302
    assert not ArticlePage.objects.exists()


def test_a_file_leads_to_the_editor_of_its_draft(client, editor, url, good):
    response = client.post(url, upload(good), follow=True)
    draft = ArticlePage.objects.get()
    assert response.redirect_chain == [(reverse("wagtailadmin_pages:edit", args=[draft.pk]), 302)]
    assert (draft.title, draft.owner, draft.live) == ("Khối họp bàn", editor, False)
    messages = html.fromstring(response.content).xpath("//div[@class='messages']//li[contains(@class, 'success')]")
    assert "Khối họp bàn" in messages[0].text_content()


def test_the_report_stands_above_the_editor_and_stays_in_the_history(client, editor, url, word):
    equation = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    file = word.file(word.title(), word.lead(), word.paragraph("Công thức <i>là</i>", equation)).getvalue()
    response = client.post(url, upload(file, "<b>.docx"), follow=True)
    draft = ArticlePage.objects.get()
    (warning,) = html.fromstring(response.content).xpath("//div[@class='messages']//li[contains(@class, 'warning')]")[
        :1
    ]
    assert "Công thức <i>là</i>" in warning.text_content()
    history = client.get(reverse("wagtailadmin_pages:history", args=[draft.pk]))
    text = html.fromstring(history.content).xpath("string(//main)")
    assert "<b>.docx" in text
    assert "Công thức <i>là</i>" in text


def test_the_script_gets_an_address_and_leaves_the_messages_to_it(client, editor, url, good):
    response = client.post(url, upload(good), headers={"accept": "application/json"})
    draft = ArticlePage.objects.get()
    assert response.json() == {"url": reverse("wagtailadmin_pages:edit", args=[draft.pk])}
    assert "Khối họp bàn" in client.get(response.json()["url"]).content.decode()


@pytest.mark.parametrize(("data", "code"), [(b"MZ\x90\x00", "not_word"), (b"", "empty"), (b"PK\x03\x04", "damaged")])
def test_a_refused_file_is_answered_beside_the_field(client, editor, url, data, code):
    response = client.post(url, upload(data))
    page = html.fromstring(response.content)
    (error,) = page.xpath("//p[@id='word-import-error' and not(@hidden)]")
    (field,) = page.xpath("//input[@type='file']")
    assert response.status_code == 422
    assert error.text_content() == refusal_sentence(RefusedDocument(code))
    assert field.get("aria-invalid") == "true"
    assert "word-import-error" in field.get("aria-describedby")
    in_json = client.post(url, upload(data), headers={"accept": "application/json"})
    assert (in_json.status_code, in_json.json()) == (422, {"error": error.text_content()})
    assert not ArticlePage.objects.exists()


def test_no_file_at_all(client, editor, url):
    response = client.post(url, {})
    assert response.status_code == 422
    assert html.fromstring(response.content).xpath("string(//p[@id='word-import-error'])").strip()


class Unreadable:
    def read(self, *args):
        raise AssertionError("the body was read")


def test_a_body_over_the_limit_is_refused_unread(rf, editor, url, settings):
    request = rf.post(url)
    request.META |= {"CONTENT_LENGTH": str(500 * 1024 * 1024), "wsgi.input": Unreadable()}
    request._stream = Unreadable()
    request.user = editor
    request.headers = {"Accept": "application/json"}
    response = import_word(request)
    assert response.status_code == 413


def test_a_body_over_the_limit_gets_a_whole_page(client, editor, url):
    response = client.generic("POST", url, b"x", CONTENT_LENGTH=str(500 * 1024 * 1024))
    assert response.status_code == 413
    assert html.fromstring(response.content).xpath("string(//p[@id='word-import-error'])").strip()


@pytest.mark.parametrize("length", ["", "-1", "viel"])
def test_an_odd_length_is_no_error_of_ours(client, editor, url, length):
    assert client.generic("POST", url, b"", CONTENT_LENGTH=length).status_code in (400, 422)


def test_the_form_needs_its_token(good, url):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role=EDITOR))
    assert strict.post(url, upload(good)).status_code == 403
    assert not ArticlePage.objects.exists()


def test_only_get_and_post(client, editor, url):
    assert client.put(url).status_code == 405


def test_the_ways_in(client, editor, url):
    index = NewsIndexPage.objects.get()
    for place in (reverse("wagtailadmin_explore", args=[index.pk]), reverse("wagtailadmin_home")):
        assert html.fromstring(client.get(place).content).xpath(f"//a[@href='{url}']")


def test_an_administrator_without_an_index_gets_a_404(client, url):
    NewsIndexPage.objects.get().delete()
    client.force_login(UserFactory(role=ADMINISTRATOR, is_superuser=True))
    assert client.get(url).status_code == 404
