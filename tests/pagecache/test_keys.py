"""Which requests are the same request."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecache import keys

NUMBERS = {"trang": "/tin-tuc/", "nam": "/tin-tuc/tim-ngay/", "thang": "/tin-tuc/tim-ngay/", "p": "/sitemap"}
DATES = "/tin-tuc/tim-ngay/"
numbers = st.integers(1, 999_999).map(str)
known = st.dictionaries(st.sampled_from(["trang", "nam", "thang"]), numbers)
foreign = st.dictionaries(st.sampled_from(["p", "utm_source", "fbclid", "q"]), st.text(max_size=20))


@pytest.mark.parametrize(
    ("query", "picked"),
    [
        ("trang=2", ("trang=2", False)),
        ("trang=2&utm_source=zalo", ("trang=2", True)),
        ("fbclid=" + "x" * 2000, ("", True)),
        ("thang=1&nam=2024", ("nam=2024&thang=1", False)),
        ("p=3", ("", True)),
        ("trang=1&trang=2", None),
        ("trang=2&trang=2", None),
        ("trang=", None),
        ("trang=02", None),
        ("trang=0", None),
        ("trang=-1", None),
        ("trang=x", None),
        ("trang=%C4%91%20%26", None),
        ("trang=%D9%A2", None),
        ("trang=2%0A", None),
        ("trang=1234567", None),
        ("x=" + "1" * 4000, None),
        ("&".join(["a=1"] * 31), None),
    ],
)
def test_of_a_query_the_fields_are_kept_that_pages_understand(query, picked):
    assert keys.pick(query, DATES, NUMBERS) == picked


@pytest.mark.parametrize(
    ("path", "picked"),
    [("/tin-tuc/", ("trang=2", True)), ("/sitemap-news.xml", ("p=3", True)), ("/", ("", True))],
)
def test_a_field_counts_only_where_it_is_understood(path, picked):
    assert keys.pick("p=3&trang=2", path, NUMBERS) == picked


@given(known, foreign, st.randoms())
def test_the_order_of_fields_makes_no_other_page(known, foreign, chance):
    fields = list((known | foreign).items())
    shuffled = list(fields)
    chance.shuffle(shuffled)
    assert keys.pick(urlencode(shuffled), DATES, NUMBERS) == keys.pick(urlencode(fields), DATES, NUMBERS)


@given(known, foreign)
def test_a_picked_query_says_the_same_as_the_whole_one(known, foreign):
    query, left_out = keys.pick(urlencode(known | foreign), DATES, NUMBERS)
    assert dict(parse_qsl(query)) == known
    assert left_out == bool(foreign)
    assert keys.pick(query, DATES, NUMBERS) == (query, False)


@pytest.mark.parametrize(
    ("host", "scheme", "name"),
    [
        ("thidua.vn", "https", "thidua.vn"),
        ("ThiDua.VN", "https", "thidua.vn"),
        ("thidua.vn.", "https", "thidua.vn"),
        ("thidua.vn:443", "https", "thidua.vn"),
        ("thidua.vn.:443", "https", "thidua.vn"),
        ("thidua.vn:80", "https", "thidua.vn:80"),
        ("thidua.vn:80", "http", "thidua.vn"),
        ("localhost:8000", "http", "localhost:8000"),
    ],
)
def test_a_host_has_one_name(host, scheme, name):
    assert keys.host_of(host, scheme) == name


@pytest.mark.parametrize(
    ("header", "scheme"),
    [
        ("https", "https"),
        ("http", "http"),
        ("https, http", "https"),
        (" https", "https"),
        ("HTTPS", "http"),
        ("", "http"),
    ],
)
def test_the_proxy_in_front_tells_the_scheme(header, scheme):
    told_by = ("HTTP_X_FORWARDED_PROTO", "https")
    assert keys.scheme_of({"wsgi.url_scheme": "http", told_by[0]: header}, told_by) == scheme


def test_without_such_a_proxy_nobody_can_claim_a_scheme():
    environ = {"wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https"}
    assert keys.scheme_of(environ, None) == "http"


def test_what_is_not_in_the_key_is_not_shown_to_the_site():
    asked = keys.anonymous(
        {
            "REQUEST_METHOD": "HEAD",
            "PATH_INFO": "/tin-tuc/",
            "QUERY_STRING": "trang=2&utm_source=zalo",
            "HTTP_HOST": "ThiDua.vn:443",
            "HTTP_X_FORWARDED_PROTO": "https",
            "HTTP_COOKIE": "sessionid=1",
            "HTTP_AUTHORIZATION": "Basic x",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_X_FORWARDED_HOST": "evil.example",
            "HTTP_RANGE": "bytes=0-1",
            "REMOTE_ADDR": "203.0.113.7",
            "REMOTE_USER": "admin",
            "CONTENT_LENGTH": "5",
            "CONTENT_TYPE": "text/plain",
            "SERVER_NAME": "localhost",
            "wsgi.input": None,
        },
        "thidua.vn",
        "trang=2",
        ("HTTP_X_FORWARDED_PROTO", "https"),
    )
    assert asked.pop("wsgi.input").read() == b""
    assert asked == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/tin-tuc/",
        "QUERY_STRING": "trang=2",
        "HTTP_HOST": "thidua.vn",
        "HTTP_X_FORWARDED_PROTO": "https",
        "SERVER_NAME": "localhost",
    }
