"""The page cache in front of a site that is told what to answer."""

import gzip
import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import brotli
import pytest

from pagecache import front, generation
from pagecache.front import PageCache

PAGE = "Trang tin của khối thi đua. " * 40
HTML = ("Content-Type", "text/html; charset=utf-8")


class Site:
    """Answers with what stands in it, and notes what it was asked."""

    def __init__(self):
        self.status, self.headers, self.body = "200 OK", [], PAGE
        self.asked = []
        self.before_answering = lambda environ: None
        self.closed = 0
        self.fails = False

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        self.before_answering(environ)
        if self.fails:
            raise RuntimeError("the site is broken")
        start_response(self.status, [HTML, *self.headers])
        return Chunks(self, [self.body.encode()])


class Chunks(list):
    def __init__(self, site, chunks):
        super().__init__(chunks)
        self._site = site

    def close(self):
        self._site.closed += 1


@dataclass
class Reply:
    status: int = 0
    headers: dict = field(default_factory=dict)
    body: bytes = b""

    @property
    def note(self) -> str:
        return self.headers.get("Cache-Status", "")


@pytest.fixture
def site():
    return Site()


@pytest.fixture
def cache(site):
    return PageCache(site)


@pytest.fixture
def ask(cache):
    def ask(path="/tin-tuc/", query="", method="GET", by=None, **headers) -> Reply:
        reply = Reply()

        def start_response(status, headers, exc_info=None):
            reply.status, reply.headers = int(status[:3]), dict(headers)
            assert len(headers) == len(reply.headers), "a header is told twice"

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "thidua.vn",
            "REMOTE_ADDR": "203.0.113.7",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        reply.body = b"".join((by or cache)(environ, start_response))
        return reply

    return ask


@pytest.fixture
def clock(time_machine):
    time_machine.move_to("2026-11-24 08:00", tick=True)
    return time_machine


def settle(cache: PageCache) -> None:
    """Waits for what is being renewed in the background."""
    deadline = time.monotonic() + 10
    while cache._renewing and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not cache._renewing


class TestKeeping:
    def test_a_page_is_made_once(self, site, ask):
        first, second = ask(), ask()
        assert first.note == "page-cache; fwd=miss; stored"
        assert second.note == "page-cache; hit"
        assert first.body == second.body == PAGE.encode()
        assert len(site.asked) == site.closed == 1

    def test_another_process_takes_it_from_the_shared_level(self, site, ask):
        ask()
        assert ask(by=PageCache(site)).note == "page-cache; hit"
        assert len(site.asked) == 1

    def test_a_change_makes_it_old_at_once(self, site, ask):
        ask()
        site.body = "mới"
        generation.begin()
        assert ask().body == "mới".encode()

    def test_a_change_while_it_is_made_leaves_nothing_behind(self, site, ask):
        """The reader who asked before gets the page as it was; nobody after."""
        site.before_answering = lambda environ: generation.begin()
        ask()
        site.before_answering = lambda environ: None
        site.body = "mới"
        assert ask().body == "mới".encode()

    def test_pages_differ_by_scheme_host_path_and_the_query_that_they_understand(self, site, ask, settings):
        ask(), ask("/tin-tuc/2024/"), ask(query="trang=2"), ask(host="www.thidua.vn")
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        ask(by=PageCache(site), x_forwarded_proto="https")
        assert len(site.asked) == 5
        assert ask(query="utm_source=zalo").note == ask(query="utm_source=fb&trang=2").note == "page-cache; hit"

    def test_the_site_sees_nothing_that_is_not_in_the_key(self, site, ask):
        ask(query="trang=2&utm_source=zalo", cookie="sessionid=1", accept_language="en", if_none_match="*")
        (environ,) = site.asked
        assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
        assert environ["QUERY_STRING"] == "trang=2"

    @pytest.mark.parametrize("headers", [{"cookie": "sessionid=forged"}, {"authorization": "Basic x"}])
    def test_no_header_is_a_way_around_it(self, site, ask, headers):
        ask()
        assert ask(**headers, cache_control="no-cache", pragma="no-cache").note == "page-cache; hit"
        assert len(site.asked) == 1

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", "/tin-tuc/"),
            ("OPTIONS", "/tin-tuc/"),
            ("GET", "/quan-tri/"),
            ("GET", "/thu-vien-anh/khai-mac/tai-ve/"),
            ("GET", "/tai-khoan/x/"),
            ("PUT", "/"),
        ],
    )
    def test_what_is_exempt_is_let_through_untouched(self, site, ask, method, path):
        for _ in range(2):
            reply = ask(path, "x=1", method=method, cookie="sessionid=1")
            assert "Cache-Status" not in reply.headers
        assert [environ["HTTP_COOKIE"] for environ in site.asked] == ["sessionid=1"] * 2
        assert [environ["QUERY_STRING"] for environ in site.asked] == ["x=1"] * 2

    @pytest.mark.parametrize("query", ["trang=" + "9" * 50, "trang=02", "trang=2&trang=2", "trang=hai"])
    def test_a_query_that_no_page_understands_is_not_kept(self, site, ask, query):
        """One page under endless addresses would push out all others."""
        for _ in range(2):
            ask(query=query)
        assert [environ["QUERY_STRING"] for environ in site.asked] == [query] * 2

    def test_nor_is_an_address_that_is_endless(self, site, ask):
        for _ in range(2):
            ask("/" + "x" * 2000)
            ask(host="x" * 256)
        assert len(site.asked) == 4

    def test_one_host_has_one_page_however_it_is_written(self, site, ask):
        for host in ("thidua.vn", "THIDUA.vn", "thidua.vn.", "thidua.vn:80"):
            ask(host=host)
        assert [environ["HTTP_HOST"] for environ in site.asked] == ["thidua.vn"]

    def test_the_memory_is_bounded(self, site, ask, settings):
        settings.PAGE_CACHE_BYTES = 100_000
        small = PageCache(site)
        for number in range(60):
            ask(f"/{number}/", by=small)
        assert small._pages.size <= 100_000
        assert len(small._pages) < 60

    def test_a_huge_answer_is_not_kept(self, site, ask, monkeypatch):
        monkeypatch.setattr(front, "LARGEST", 1000)
        ask(), ask()
        assert len(site.asked) == 2


class TestNotKept:
    @pytest.mark.parametrize(
        "header",
        [
            ("Set-Cookie", "a=b"),
            ("Cache-Control", "private"),
            ("Cache-Control", "max-age=60, Private"),
            ("Cache-Control", "no-store"),
            ("Cache-Control", "no-cache"),
            ("Cache-Control", "max-age=0"),
            ("Cache-Control", "public, s-maxage=0, max-age=60"),
            ("Vary", "Cookie"),
            ("Vary", "Accept-Encoding, Accept-Language"),
            ("Vary", "*"),
            ("Content-Encoding", "gzip"),
            ("WWW-Authenticate", "Basic"),
        ],
    )
    def test_what_is_said_to_one_person(self, site, ask, header):
        site.headers = [header]
        for _ in range(2):
            assert ask().headers[header[0]] == header[1]
        assert len(site.asked) == 2

    @pytest.mark.parametrize(
        "status", ["301 Moved", "302 Found", "403 Forbidden", "400 Bad Request", "500 Error", "204 X"]
    )
    def test_what_is_no_page(self, site, ask, status):
        site.status = status
        ask(), ask()
        assert len(site.asked) == 2

    def test_who_has_a_cookie_is_then_asked_who_they_are(self, site, ask):
        """A page behind a password: the form for others, the page for those who have entered it."""

        def answer(environ):
            site.body = "trang kín" if environ.get("HTTP_COOKIE") == "passed=1" else "mật khẩu?"

        site.before_answering, site.headers = answer, [("Cache-Control", "private")]
        assert ask(cookie="passed=1").body == "trang kín".encode()
        assert ask().body == "mật khẩu?".encode()
        assert ask(cookie="passed=1").body == "trang kín".encode()
        # Twice for the first, who was taken for anyone; then the address is known to be let through.
        assert [environ.get("HTTP_COOKIE") for environ in site.asked] == [None, "passed=1", None, "passed=1"]

    def test_an_address_is_let_through_only_until_the_next_change(self, site, ask):
        site.headers = [("Cache-Control", "private")]
        ask()
        site.headers = []
        generation.begin()
        assert ask(cookie="a=b").note == "page-cache; fwd=miss; stored"

    def test_a_head_of_what_is_not_kept_has_no_body(self, site, ask):
        site.status = "302 Found"
        assert ask(method="HEAD").body == b""


class TestNotFound:
    @pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
    def test_it_is_remembered_for_ten_seconds(self, site, ask, clock, status):
        site.status = status
        ask(), ask()
        assert len(site.asked) == 1
        clock.shift(11)
        ask()
        assert len(site.asked) == 2

    def test_a_page_made_there_is_there_at_once(self, site, ask):
        site.status = "404 Not Found"
        ask()
        site.status = "200 OK"
        generation.begin()
        assert ask().status == 200

    def test_it_takes_no_room_from_pages(self, site, ask, settings):
        settings.PAGE_CACHE_BYTES = 320_000
        small = PageCache(site)
        ask("/trang/", by=small)
        site.status = "404 Not Found"
        for number in range(50):
            ask(f"/{number}/", by=small)
        assert small._brief.size <= 10_000
        assert ask("/trang/", by=small).note == "page-cache; hit"

    def test_other_processes_do_not_hear_of_it(self, site, ask):
        site.status = "404 Not Found"
        ask(), ask(by=PageCache(site))
        assert len(site.asked) == 2

    def test_an_old_address_with_a_query_is_looked_up_whole(self, site, ask):
        """The old portal's addresses end in ?id=…, which no page of ours understands but a redirect does."""

        def answer(environ):
            site.status = "301 Moved" if environ["QUERY_STRING"] == "id=7" else "404 Not Found"

        site.before_answering = answer
        for _ in range(2):
            assert ask("/detail.aspx").status == 404
            assert ask("/detail.aspx", "id=7").status == 301
            assert ask("/detail.aspx", "id=8").status == 404


class TestHeaders:
    def test_of_a_kept_page(self, site, ask, clock):
        site.headers = [
            ("Date", "x"),
            ("Connection", "close"),
            ("Vary", "accept-encoding"),
            ("X-Frame-Options", "DENY"),
        ]
        ask()
        clock.shift(7)
        headers = ask().headers
        etag = headers.pop("ETag")
        assert headers == {
            "Content-Type": "text/html; charset=utf-8",
            "X-Frame-Options": "DENY",
            "Cache-Control": "public, max-age=0, must-revalidate",
            "Vary": "Accept-Encoding",
            "Content-Length": str(len(PAGE.encode())),
            "Age": "7",
            "Cache-Status": "page-cache; hit",
        }
        assert etag[0] == etag[-1] == '"'

    def test_codings_are_the_same_page_under_other_tags(self, ask):
        plain, zipped, brotlied = ask(), ask(accept_encoding="gzip"), ask(accept_encoding="gzip, br")
        assert gzip.decompress(zipped.body) == brotli.decompress(brotlied.body) == plain.body == PAGE.encode()
        assert [reply.headers.get("Content-Encoding") for reply in (plain, zipped, brotlied)] == [None, "gzip", "br"]
        assert len({reply.headers["ETag"] for reply in (plain, zipped, brotlied)}) == 3
        for reply in (plain, zipped, brotlied):
            assert reply.headers["Content-Length"] == str(len(reply.body))

    def test_the_tag_is_of_the_bytes(self, site, ask):
        before = ask().headers["ETag"]
        generation.begin()
        assert ask().headers["ETag"] == before
        site.body = PAGE + "!"
        generation.begin()
        assert ask().headers["ETag"] != before

    def test_head_is_get_without_its_body(self, site, ask):
        head, get = ask(method="HEAD"), ask()
        assert head.body == b""
        assert len(site.asked) == 1
        assert head.headers | {"Cache-Status": ""} == get.headers | {"Cache-Status": ""}

    @pytest.mark.parametrize(
        ("tags", "status"),
        [
            ("{}", 304),
            ("W/{}", 304),
            ('"other", {}', 304),
            ('"a,b" ,W/{} , "c"', 304),
            ("*", 304),
            ('"other"', 200),
            ("", 200),
            ("{}x", 200),
        ],
    )
    def test_who_has_the_page_is_not_sent_it_again(self, ask, tags, status):
        etag = ask().headers["ETag"]
        assert ask(if_none_match=tags.format(etag)).status == status

    def test_the_tag_of_another_coding_is_another_page(self, ask):
        etag = ask(accept_encoding="gzip").headers["ETag"]
        assert ask(if_none_match=etag).status == 200
        assert ask(if_none_match=etag, accept_encoding="gzip").status == 304

    def test_a_304_says_what_the_page_would_have_said_of_caching(self, ask):
        whole = ask(accept_encoding="br")
        reply = ask(accept_encoding="br", if_none_match=whole.headers["ETag"])
        assert reply.body == b""
        assert reply.headers == {
            "Cache-Control": "public, max-age=0, must-revalidate",
            "Vary": "Accept-Encoding",
            "ETag": whole.headers["ETag"],
            "Age": "0",
            "Cache-Status": "page-cache; hit",
        }

    def test_a_date_serves_where_there_is_no_tag(self, site, ask):
        site.headers = [("Last-Modified", "Tue, 24 Nov 2026 01:00:00 GMT")]
        ask()
        assert ask(if_modified_since="Tue, 24 Nov 2026 01:00:00 GMT").status == 304
        assert ask(if_modified_since="Tue, 24 Nov 2026 00:00:00 GMT").status == 200
        assert ask(if_modified_since="Tue, 24 Nov 2026 01:00:00 GMT", if_none_match='"other"').status == 200

    @pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
    def test_not_found_is_never_not_modified(self, site, ask, status):
        site.status = status
        assert ask(if_none_match="*").status == int(status[:3])


class TestAge:
    def test_a_page_that_grew_old_is_served_while_it_is_renewed(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        site.body = "mới"
        assert ask().body == PAGE.encode()
        settle(cache)
        assert ask().body == "mới".encode()
        assert len(site.asked) == 2

    def test_it_says_that_it_is_old(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        reply = ask()
        assert (reply.headers["Age"], reply.note.rsplit("; ", 1)[1]) == ("310", 'detail="stale-while-revalidate"')
        assert "ttl=-1" in reply.note
        settle(cache)

    def test_many_readers_renew_it_once(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        site.before_answering = lambda environ: time.sleep(0.2)
        began = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda _: ask(), range(40)))
        assert time.monotonic() - began < 0.2 + 1
        assert {reply.body for reply in replies} == {PAGE.encode()}
        settle(cache)
        assert len(site.asked) == 2

    def test_what_another_process_has_renewed_is_taken(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        other = PageCache(site)
        ask(by=other)
        settle(other)
        ask()
        settle(cache)
        assert ask().note == "page-cache; hit"
        assert len(site.asked) == 2

    def test_one_that_is_too_old_is_made_by_one_process(self, site, cache, ask, clock):
        other = PageCache(site)
        ask(), ask(by=other)
        clock.shift(5000)
        assert ask().note == "page-cache; fwd=miss; stored"
        assert ask(by=other).note == "page-cache; hit"
        assert len(site.asked) == 2

    def test_after_an_hour_the_reader_waits_for_a_new_one(self, site, ask, clock):
        ask()
        clock.shift(300 + 3601)
        site.body = "mới"
        assert ask().body == "mới".encode()

    def test_an_answer_that_names_its_age_keeps_it(self, site, cache, ask, clock):
        site.headers = [("Cache-Control", "public, max-age=5")]
        assert ask().headers["Cache-Control"] == "public, max-age=5"
        clock.shift(4)
        assert ask().note == "page-cache; hit"
        clock.shift(3)
        assert "ttl=-" in ask().note
        settle(cache)
        clock.shift(11)
        assert ask().note == "page-cache; fwd=miss; stored"

    def test_an_editors_change_is_never_served_old(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        site.body = "mới"
        generation.begin()
        assert ask().body == "mới".encode()


class TestFailure:
    @pytest.mark.parametrize("hours", [0, 5])
    def test_an_old_page_is_better_than_none(self, site, cache, ask, clock, hours):
        ask()
        clock.shift(310 + hours * 3600)
        site.status = "503 Service Unavailable"
        ask()
        settle(cache)
        reply = ask()
        assert (reply.status, reply.body) == (200, PAGE.encode())
        assert "fwd=stale; fwd-status=503" in reply.note
        assert reply.note.endswith('detail="stale-if-error"')

    def test_a_site_that_breaks_altogether_is_the_same(self, site, cache, ask, clock):
        ask()
        clock.shift(310)
        site.fails = True
        ask()
        settle(cache)
        assert "fwd-status=500" in ask().note

    def test_it_is_not_tried_again_for_each_reader(self, site, cache, ask, clock):
        ask()
        clock.shift(5000)
        site.status = "503 Service Unavailable"
        for _ in range(20):
            assert ask().status == 200
        assert len(site.asked) == 2
        clock.shift(6)
        site.status, site.body = "200 OK", "lại có"
        assert ask().body == "lại có".encode()

    def test_a_page_of_before_a_change_is_not_given_even_then(self, site, ask):
        ask()
        generation.begin()
        site.status = "503 Service Unavailable"
        assert ask().status == 503

    def test_an_error_is_not_kept(self, site, ask):
        site.status = "500 Error"
        assert ask().status == 500
        site.status = "200 OK"
        assert ask().status == 200

    def test_those_who_wait_do_not_try_one_after_the_other(self, site, ask):
        def fail_slowly(environ):
            time.sleep(0.3)

        site.status, site.before_answering = "503 Service Unavailable", fail_slowly
        began = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            assert {reply.status for reply in pool.map(lambda _: ask(), range(8))} == {503}
        assert time.monotonic() - began < 8 * 0.3

    @pytest.mark.parametrize("seconds", [310, 5000])
    @pytest.mark.parametrize(
        ("status", "header"),
        [("200 OK", ("Cache-Control", "private")), ("404 Not Found", ("X-A", "b")), ("302 Found", ("Location", "/"))],
    )
    def test_a_page_that_is_there_no_more_goes(self, site, cache, ask, clock, seconds, status, header):
        """Even where nothing has told of the change."""
        ask()
        clock.shift(seconds)
        site.status, site.headers = status, [header]
        ask()
        settle(cache)
        for by in (cache, PageCache(site)):
            reply = ask(by=by)
            assert (reply.status, reply.headers[header[0]]) == (int(status[:3]), header[1])

    def test_without_the_shared_level_each_process_makes_its_own(self, site, ask, monkeypatch):
        def away(*arguments):
            raise ConnectionError

        for name in ("get", "set", "delete"):
            monkeypatch.setattr(f"django.core.cache.backends.filebased.FileBasedCache.{name}", away)
            monkeypatch.setattr(f"pagecache.lenient.LenientRedisCache.{name}", away)
        first, second = PageCache(site), PageCache(site)
        assert [ask(by=by).status for by in (first, first, second, second)] == [200] * 4
        assert len(site.asked) == 2


class TestSingleFlight:
    def rendered(self, site, caches, ask) -> int:
        """How often a page is made that 40 ask for at once, of several processes' caches."""
        site.before_answering = lambda environ: time.sleep(0.2)
        together = threading.Barrier(40)

        def reader(number):
            together.wait()
            return ask(by=caches[number % len(caches)]).body

        with ThreadPoolExecutor(40) as pool:
            assert set(pool.map(reader, range(40))) == {PAGE.encode()}
        return len(site.asked)

    def test_one_makes_a_missing_page(self, site, ask):
        assert self.rendered(site, [PageCache(site), PageCache(site)], ask) == 1

    def test_without_the_lock_they_all_would(self, site, ask, monkeypatch):
        monkeypatch.setattr("pagecache.flight.fcntl.flock", lambda *_: None)
        caches = [PageCache(site), PageCache(site)]
        assert self.rendered(site, caches, ask) > 1

    def test_who_waited_through_a_change_gets_the_new_page(self, site, ask):
        started, go_on = threading.Event(), threading.Event()

        def slowly(environ):
            site.before_answering = lambda environ: None
            started.set()
            go_on.wait(10)

        site.before_answering = slowly
        with ThreadPoolExecutor(2) as pool:
            first = pool.submit(ask)
            started.wait(10)
            generation.begin()
            second = pool.submit(ask)  # the editor has seen 'published', and somebody asks
            time.sleep(0.1)
            go_on.set()
            assert first.result(10).note == second.result(10).note == "page-cache; fwd=miss; stored"
        assert len(site.asked) == 2
