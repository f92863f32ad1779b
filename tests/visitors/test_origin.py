"""A POST that another site caused is told from one of our own pages."""

import pytest

from visitors.origin import is_own

HOST = {"HTTP_HOST": "thidua.example.vn"}


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "none"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "https://thidua.example.vn"}, False),
        ({"HTTP_ORIGIN": "https://thidua.example.vn"}, True),
        ({"HTTP_ORIGIN": "https://THIDUA.example.vn:443"}, True),
        ({"HTTP_ORIGIN": "http://thidua.example.vn"}, True),
        ({"HTTP_ORIGIN": "https://thidua.example.vn:8443"}, False),
        ({"HTTP_ORIGIN": "https://evil.example"}, False),
        ({"HTTP_ORIGIN": "https://thidua.example.vn.evil.example"}, False),
        ({"HTTP_ORIGIN": "https://evilthidua.example.vn"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_ORIGIN": ""}, False),
        ({"HTTP_ORIGIN": "file://"}, False),
        ({"HTTP_ORIGIN": "ftp://thidua.example.vn"}, False),
        ({}, True),
    ],
)
def test_who_may_post(headers, expected):
    assert is_own(HOST | headers) is expected


def test_a_proxy_that_asks_us_by_another_name(settings):
    settings.SITE_URL = "https://thidua.example.vn"
    own = {"HTTP_HOST": "127.0.0.1:8000", "HTTP_ORIGIN": "https://thidua.example.vn"}
    assert (is_own(own), is_own(own | {"HTTP_ORIGIN": "https://evil.example"})) == (True, False)


def test_no_host_is_nobodys():
    assert is_own({"HTTP_ORIGIN": "https://"}) is False
    assert is_own({"HTTP_ORIGIN": "https://:443"}) is False
