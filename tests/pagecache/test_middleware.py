"""What is compressed on its way past the page cache."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from pagecache.middleware import CompressText

BODY = b"Khoi thi dua " * 100


def sent(rf, response):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    return CompressText(lambda request: response)(request)


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/json", "application/rss+xml"])
def test_text_is_compressed(rf, content_type):
    response = sent(rf, HttpResponse(BODY, content_type=content_type))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == BODY


@pytest.mark.parametrize("content_type", ["image/jpeg", "application/zip", ""])
def test_what_is_compressed_already_keeps_its_length(rf, content_type):
    response = StreamingHttpResponse([BODY], content_type=content_type, headers={"Content-Length": str(len(BODY))})
    response = sent(rf, response)
    assert (response.get("Content-Encoding"), response["Content-Length"]) == (None, str(len(BODY)))
    assert b"".join(response.streaming_content) == BODY
