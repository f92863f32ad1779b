"""Chromium and the site that it visits."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import server
from tests.browser.watch import Watch

ARGUMENTS = [
    "--no-sandbox",  # CI runs as root, where Chromium's own sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
# A machine that runs everything at once is slow, and waiting costs nothing where all goes well.
PATIENCE = 30_000


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[server.Site]:
    """The running site. What one test writes there, the next ones find."""
    own = tmp_path_factory.mktemp("site")
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    server.prepare(shared / "prepared-site")
    with server.Site(shared / "prepared-site", own / "data") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Not for the whole session: while Playwright runs, Django takes the thread for an asynchronous one."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        # Debian's Chromium where there is one, else the one that Playwright brings.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium, site) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a reader: a browser with a memory of its own. What it asks of other hosts is answered with an empty page,
    so that no test depends on them."""
    contexts = []

    def make(**options) -> BrowserContext:
        context = chromium.new_context(
            base_url=site.url,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        context.route(
            lambda url: not url.startswith((site.url, f"http://127.0.0.1:{site.port}/")),
            lambda route: route.fulfill(content_type="text/html", body="<!doctype html><title>Ngoài trang</title>"),
        )
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_context) -> Page:
    """A reader at a desk."""
    return new_context(**DESKTOP).new_page()


@pytest.fixture
def phone(new_context) -> Page:
    """A reader with a small phone."""
    return new_context(**PHONE).new_page()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def reader(request, new_context) -> Page:
    """Both of them, one after the other."""
    return new_context(**request.param).new_page()


@pytest.fixture
def watch(site) -> Callable[[Page], Watch]:
    """Notes what goes wrong on a page from now on."""
    return lambda page: Watch(page, site.url)


@pytest.fixture
def sample() -> Path:
    """The real file of the newsroom, which is not part of the repository."""
    found = Path(os.environ.get("SAMPLES_DIR", "")) / "tong-ket-khoi-thi-dua-2023.docx"
    assert found.exists(), "SAMPLES_DIR does not name the folder of real input files"
    return found
