"""A request is written in UTF-8, or refused."""

import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import RequestFactory

from operations.charset import RefuseOtherCharsets, is_ours
from tests.factories import ArticleFactory

OTHERS = ["rot13", "base64", "punycode", "idna", "utf-16", "iso-8859-1", "there-is-no-such", "''"]


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "text/plain; charset=utf-8", 'multipart/form-data; boundary=x; charset="UTF8"', "nonsense"],
)
def test_utf8_is_ours_and_so_is_what_names_nothing(content_type):
    assert is_ours(content_type)


@pytest.mark.parametrize(
    "content_type",
    [*(f"text/plain; charset={charset}" for charset in OTHERS), "text/plain; charset*=utf-8''%00"],
)
def test_nothing_else_is(content_type):
    assert not is_ours(content_type)


@pytest.fixture
def ask(db):
    """Asks as a server does, without the test client, which puts its request together before anybody is asked."""
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    application = RefuseOtherCharsets(WSGIHandler())

    def ask(method, address, content_type, body=b""):
        path, _, query = address.partition("?")
        environ = RequestFactory()._base_environ(
            REQUEST_METHOD=method,
            PATH_INFO=path,
            QUERY_STRING=query,
            CONTENT_TYPE=content_type,
            CONTENT_LENGTH=str(len(body)),
        )
        environ["wsgi.input"] = io.BytesIO(body)
        told = {}
        chunks = application(environ, lambda status, headers: told.update(status=status, headers=dict(headers)))
        return told["status"], told["headers"], b"".join(chunks)

    yield ask
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@pytest.mark.parametrize("charset", ["rot13", "punycode", "utf-16"])
def test_a_query_is_refused(ask, charset):
    status, headers, content = ask("GET", "/tim-kiem/?q=hoi", f"text/plain; charset={charset}")

    assert status == "400 Bad Request"
    assert headers["Content-Length"] == str(len(content))
    assert 'class="error-page__code" aria-hidden="true">400<' in content.decode()


def test_the_head_of_the_answer_has_no_body(ask):
    assert ask("HEAD", "/tim-kiem/?q=hoi", "text/plain; charset=rot13")[2] == b""


@pytest.mark.parametrize(
    ("charset", "outcome", "votes"), [("rot13", "400 Bad Request", 0), ("utf-8", "303 See Other", 1)]
)
def test_a_form_is_refused_or_taken(ask, charset, outcome, votes):
    article = ArticleFactory()
    body = b'--x\r\nContent-Disposition: form-data; name="diem"\r\n\r\n5\r\n--x--\r\n'

    status, _, _ = ask("POST", f"/danh-gia/{article.pk}/", f"multipart/form-data; boundary=x; charset={charset}", body)

    assert (status, article.ratings.count()) == (outcome, votes)
