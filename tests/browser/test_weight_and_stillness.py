"""The budgets: what a page weighs, and that nothing moves while it loads."""

import gzip

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.content import FULL_ARTICLE

pytestmark = pytest.mark.browser

ARTICLE = f"/tin-tuc/{FULL_ARTICLE}/"
KILOBYTE = 1000
# The observer is told of shifts after they have happened, so two frames are waited for before it is asked.
SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
    const moved = (entry) => entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80));
    resolve(found.map((entry) => [entry.value, ...moved(entry)]));
  }, 100)));
})"""


def scroll_through(page: Page) -> None:
    """Down to the end, so that every lazy picture is asked for."""
    page.evaluate(
        """async () => {
          for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
            scrollTo(0, y);
            await new Promise((done) => setTimeout(done, 30));
          }
        }"""
    )
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("path", ["/", ARTICLE], ids=["home", "article"])
def test_nothing_moves(reader, path):
    """Cumulative layout shift is 0, from the first paint to the last lazy picture."""
    reader.goto(path, wait_until="networkidle")
    scroll_through(reader)
    assert reader.evaluate("document.fonts.status") == "loaded"
    assert reader.evaluate(SHIFTS) == []


@pytest.fixture
def bodies(site):
    """Collects what the site answers, by resource type."""

    def collect(page: Page) -> dict[str, list[bytes]]:
        found: dict[str, list[bytes]] = {}

        def keep(request):
            if request.url.startswith(site.url):
                found.setdefault(request.resource_type, []).append(request.response().body())

        page.on("requestfinished", keep)
        return found

    return collect


def gzipped(parts: list[bytes]) -> int:
    """What texts weigh on their way: each by itself, as servers send them."""
    return sum(len(gzip.compress(part)) for part in parts)


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_article_keeps_its_budgets(new_context, bodies, device):
    """An article with four pictures, a table, a video and a file, read to the end."""
    page = new_context(**device).new_page()
    found = bodies(page)
    page.goto(ARTICLE, wait_until="networkidle")
    scroll_through(page)
    texts = {kind: gzipped(found.get(kind, [])) for kind in ("document", "stylesheet", "script", "fetch")}
    rest = {kind: sum(map(len, parts)) for kind, parts in found.items() if kind not in texts}
    assert len(found["image"]) >= 4
    assert len(found["stylesheet"]) == 1
    assert texts["stylesheet"] <= 25 * KILOBYTE
    assert texts["script"] <= 15 * KILOBYTE
    assert sum(texts.values()) + sum(rest.values()) <= 350 * KILOBYTE, texts | rest
