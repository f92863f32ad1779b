"""The page cache in a real server with two worker processes."""

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser import server

HERE = Path(__file__).parent
CLIENTS = 200
EMPTY_FORM = {
    "lead": "",
    "main_picture": "",
    "body-count": "0",
    "article_topics-TOTAL_FORMS": "0",
    "article_topics-INITIAL_FORMS": "0",
    "related_articles-TOTAL_FORMS": "0",
    "related_articles-INITIAL_FORMS": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


class Answer:
    def __init__(self, response: http.client.HTTPResponse):
        self.status, self.headers = response.status, response.headers
        self.text = response.read().decode()
        self.note = response.headers.get("Cache-Status", "")


def get(port: int, path: str, **headers: str) -> Answer:
    """Over a connection of its own, which either of the workers may take."""
    connection = http.client.HTTPConnection("localhost", port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        return Answer(connection.getresponse())
    finally:
        connection.close()


def all_at_once(port: int, path: str, clients: int = CLIENTS) -> list[Answer]:
    together = threading.Barrier(clients)

    def ask(_) -> Answer:
        together.wait()
        return get(port, path)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(ask, range(clients)))


@contextlib.contextmanager
def granian(application: str, data_dir: Path, **variables: str) -> Iterator[int]:
    """The port of an application under granian, two workers, with nothing beside it."""
    port = server.free_port()
    command = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--port", str(port), "--no-ws"]
    command += ["--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--log-level", "error"]
    command += ["--workers-kill-timeout", "8"]  # else one that is told to stop while it begins never does
    environment = server.environment(data_dir) | variables
    process = subprocess.Popen([*command, application], cwd=HERE, env=environment)
    try:
        deadline = time.monotonic() + server.START_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(60)


# --- A site whose pages take their time -------------------------------------------------------


class SlowSite:
    def __init__(self, port: int, data_dir: Path):
        self.port, self._made = port, data_dir / "made"

    def makers(self) -> list[int]:
        """The process of each page that was made."""
        return [int(line) for line in self._made.read_text().split()] if self._made.exists() else []


@pytest.fixture
def slow_site(tmp_path):
    @contextlib.contextmanager
    def start(seconds: float, **variables: str) -> Iterator[SlowSite]:
        with granian("slow_site:application", tmp_path, PAGE_TAKES=str(seconds), **variables) as port:
            get(port, "/quick/")
            yield SlowSite(port, tmp_path)

    return start


def test_one_page_that_two_hundred_ask_for_at_once_is_made_once(slow_site):
    with slow_site(0.5) as site:
        answers = all_at_once(site.port, "/")
        assert {answer.status for answer in answers} == {200}
        assert len(site.makers()) == 1
        assert sorted({answer.note for answer in answers}) == ["page-cache; fwd=miss; stored", "page-cache; hit"]


def test_without_the_lock_it_would_be_made_several_times(slow_site):
    with slow_site(0.5, WITHOUT_LOCK="1") as site:
        all_at_once(site.port, "/")
        assert len(site.makers()) > 1


def test_a_worker_that_is_killed_while_it_makes_a_page_holds_up_nobody(slow_site):
    with slow_site(3) as site, ThreadPoolExecutor(40) as pool:

        def ask(_) -> int:
            while True:
                # Those whose own worker is killed lose their connection, and ask again.
                with contextlib.suppress(OSError, http.client.HTTPException):
                    return get(site.port, "/").status

        asking = [pool.submit(ask, number) for number in range(40)]
        deadline = time.monotonic() + 30
        while not site.makers() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(site.makers()[0], signal.SIGKILL)
        assert {one.result(60) for one in asking} == {200}
        assert time.monotonic() - began < 3 + 7  # one more making, and a new worker
        makers = site.makers()
        assert len(makers) == len(set(makers)) == 2


# --- The real site ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    server.prepare(shared / "prepared-site")
    return shared / "prepared-site"


@pytest.fixture(scope="module")
def site(prepared, tmp_path_factory) -> Iterator[server.Site]:
    """With pages that grow old within seconds."""
    data_dir = tmp_path_factory.mktemp("two-workers") / "data"
    with server.Site(prepared, data_dir, workers=2, PAGE_CACHE_SECONDS="3") as running:
        yield running


class Editor:
    """Signed in, and publishes an article under one title after the other."""

    def __init__(self, port: int):
        self._connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self._ask("GET", "/tai-khoan/dang-nhap/")
        assert self._ask("POST", "/tai-khoan/dang-nhap/", login=EMAIL, password=PASSWORD) == 302

    def publish(self, pk: int, slug: str, title: str) -> None:
        """Is back when the answer says that it is published."""
        form = EMPTY_FORM | {"title": title, "slug": slug, "action-publish": "action-publish"}
        assert self._ask("POST", f"/quan-tri/pages/{pk}/edit/", **form) == 302

    def _ask(self, method: str, path: str, **form: str) -> int:
        body = urlencode(form | {"csrfmiddlewaretoken": self._cookies.get("csrftoken", "")}) if form else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        response.read()
        for header in response.headers.get_all("Set-Cookie", []):
            name, value = re.match(r"([^=]+)=([^;]*)", header).groups()
            self._cookies[name] = value
        return response.status


EMAIL, PASSWORD = "dieuhanh@example.vn", "mật khẩu dài"
MAKE = f"""
from accounts.models import User
from tests.factories import ArticleFactory
User.objects.filter(email="{EMAIL}").exists() or User.objects.create_superuser("{EMAIL}", "{PASSWORD}", full_name="A")
page = ArticleFactory(title="Bản 0", slug="duoi-tai", lead="", display_at=None)
page.save_revision().publish()
print("made", page.pk)
"""


def test_a_page_of_the_real_site_is_made_once_for_two_hundred(site):
    site.python("from pagecache import generation; generation.begin()")
    answers = all_at_once(site.port, "/")
    assert {answer.status for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.note for answer in answers].count("page-cache; fwd=miss; stored") == 1


def test_after_published_nobody_sees_the_page_of_before(site):
    """While both workers are busy with that very page, each request that begins after the editor was told gets the
    new one."""
    pk = int(re.search(r"made (\d+)", site.python(MAKE)).group(1))
    seen: list[tuple[float, int]] = []  # when a request began, and which title came
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            began = time.monotonic()
            text = get(site.port, "/tin-tuc/duoi-tai/").text
            seen.append((began, int(re.search(r"<h1[^>]*>\s*Bản (\d+)", text).group(1))))

    editor = Editor(site.port)
    published = []
    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(read) for _ in range(6)]
        try:
            for number in range(1, 9):
                editor.publish(pk, "duoi-tai", f"Bản {number}")
                published.append((time.monotonic(), number))
                answers = all_at_once(site.port, "/tin-tuc/duoi-tai/", 12)
                assert all(f"Bản {number}</h1>" in re.sub(r"\s+<", "<", answer.text) for answer in answers)
        finally:
            over.set()
        for reader in readers:
            reader.result(60)
    for when, number in published:
        assert min((title for began, title in seen if began > when), default=number) >= number
    assert len(seen) > 100
    assert {title for _, title in seen} >= {1, 8}


def test_while_the_database_is_away_the_pages_that_are_known_are_served(prepared, tmp_path):
    data_dir = tmp_path / "data"
    shutil.copytree(prepared, data_dir, ignore=shutil.ignore_patterns("static", "cache", "pages", "run"))
    (data_dir / "static").symlink_to(prepared / "static")
    paths = ["/", "/tin-tuc/", "/tin-tuc/rss.xml"]
    with granian("config.wsgi:application", data_dir, PAGE_CACHE_SECONDS="3") as port:
        known = [get(port, path).text for path in paths]
        database, away = data_dir / "db.sqlite3", data_dir / "db.away"
        database.rename(away)
        database.mkdir()  # or SQLite would make an empty one
        assert get(port, "/tin-tuc/2024/").status == 500
        time.sleep(4)
        for path, text in list(zip(paths, known, strict=True))[:2]:
            assert "stale" in get(port, path).note  # and whoever answered tries to renew it
            time.sleep(1)
            answers = [get(port, path) for _ in range(20)]
            assert {answer.status for answer in answers} == {200}
            assert {answer.text for answer in answers} == {text}
            assert any("fwd=stale; fwd-status=500" in answer.note for answer in answers)
        # A process that begins meanwhile finds them too, on the disk.
        with granian("config.wsgi:application", data_dir, PAGE_CACHE_SECONDS="3") as other:
            assert [get(other, path, Host=f"localhost:{port}").text for path in paths] == known
            assert get(other, "/tin-tuc/2024/").status == 500
        database.rmdir()
        away.rename(database)
        time.sleep(6)
        get(port, "/")
        time.sleep(1)
        assert {get(port, "/").text for _ in range(4)} == {known[0]}
        assert get(port, "/tin-tuc/2024/").status == 200
