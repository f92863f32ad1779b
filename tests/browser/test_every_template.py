"""What holds for every public page, at a desk and on a phone, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string

from tests.browser.content import ALBUM, FIRST_PHOTO, FULL_ARTICLE

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "index": "/tin-tuc/",
    "second page of the index": "/tin-tuc/?trang=2",
    "day": "/tin-tuc/2024/01/17/",
    "day without news": "/tin-tuc/2024/01/18/",
    "month": "/tin-tuc/2024/01/",
    "month without news": "/tin-tuc/2023/12/",
    "year": "/tin-tuc/2024/",
    "topic": "/tin-tuc/chu-de/hoi-nghi/",
    "article": f"/tin-tuc/{FULL_ARTICLE}/",
    "print view": f"/tin-tuc/{FULL_ARTICLE}/in/",
    "albums": "/thu-vien-anh/",
    "albums of a year": "/thu-vien-anh/nam/2024/",
    "year without albums": "/thu-vien-anh/nam/2023/",
    "albums about a topic": "/thu-vien-anh/chu-de/ngay-hoi/",
    "albums of an event": "/thu-vien-anh/su-kien/ngay-hoi-2024/",
    "album": f"/thu-vien-anh/{ALBUM}/",
    "photo": FIRST_PHOTO,
    "events": "/su-kien/",
    "events of a year": "/su-kien/nam/2023/",
    "festival": "/su-kien/ngay-hoi-sap-toi/",
    "festival without colour": "/su-kien/ngay-hoi-trong-nuoc/",
    "festival that is over": "/su-kien/ngay-hoi-nam-truoc/",
    "conference": "/su-kien/hoi-nghi-chuyen-de/",
    "conference that was moved": "/su-kien/hoi-nghi-doi-lich/",
    "events of a month": "/su-kien/nam/2024/01/",
    "discipline": "/su-kien/ngay-hoi-sap-toi/noi-dung/keo-co/",
    "act": "/su-kien/ngay-hoi-sap-toi/noi-dung/hop-xuong/",
    "calendar": "/lich/",
    "full month": "/lich/2023/11/",
    "month of a choice": "/lich/2023/11/?loai=3",
    "month without entries": "/lich/2024/03/",
    "what comes": "/lich/danh-sach/",
    "following": "/lich/theo-doi/",
    "units": "/don-vi/",
    "unit": "/don-vi/shtt/",
    "unit without anything": "/don-vi/quy-doi-moi/",
    "unit that has left": "/don-vi/van-phong-cu/",
    "search": "/tim-kiem/",
    "search with results": "/tim-kiem/?q=phong+trao&loai=news",
    "search with a unit": "/tim-kiem/?q=so+huu+tri+tue",
    "search with photos": "/tim-kiem/?q=quang+canh",
    "search without results": "/tim-kiem/?q=khongcotunay",
    "search with an error": "/tim-kiem/?q=hoi+thao&tu=31/02/2024",
    "information page": "/gioi-thieu/",
    "not found": "/tin-tuc/khong-co-bai-nay/",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Frames are other people's pages; axe would wait for an answer from each.
EVERYTHING = {"resultTypes": ["violations"], "iframes": False, "runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {**EVERYTHING, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def assert_accessible(page):
    """No finding of axe's by day; by night only colours are different."""
    found = Axe().run(page, options=EVERYTHING)
    assert not found.violations_count, found.generate_report()
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options=COLOURS)
    assert not found.violations_count, f"dark: {found.generate_report()}"
    page.emulate_media(color_scheme="light")


def assert_fits(page):
    """Nothing stands out to the right, where a phone would let the whole page slide."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room


def assert_leaves_nothing(page):
    """Neither cookies nor notes: a reader stays unknown, and the page is the same for everyone."""
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_public_page(reader, watch, path):
    watched = watch(reader)
    response = reader.goto(path, wait_until="load")
    assert response.status == (404 if "khong-co-bai" in path else 200)
    assert "set-cookie" not in response.headers
    assert_fits(reader)
    assert_accessible(reader)
    assert_leaves_nothing(reader)
    assert watched.problems == []
    assert [url for url in watched.abroad if "youtube-nocookie.com" not in url] == []


def test_a_form_from_elsewhere(reader, watch):
    """403: a form that carries no token of ours."""
    reader.goto("/robots.txt")
    watched = watch(reader)
    with reader.expect_navigation() as navigation:
        reader.evaluate(
            """() => {
              const form = document.createElement("form");
              Object.assign(form, { method: "post", action: "/tai-khoan/dang-nhap/" });
              document.body.append(form);
              form.submit();
            }"""
        )
    assert navigation.value.status == 403
    assert reader.get_by_role("heading", level=1).is_visible()
    assert_fits(reader)
    assert_accessible(reader)
    assert watched.problems == []


def test_a_host_that_is_not_ours(reader, watch, site):
    """400: the page asks nothing of the request, not even whose site it is."""
    address = f"http://127.0.0.1:{site.port}"
    watched = watch(reader)
    assert reader.goto(address).status == 400
    assert reader.get_by_role("heading", level=1).is_visible()
    assert_fits(reader)
    assert_accessible(reader)
    assert_leaves_nothing(reader)
    assert watched.problems == []
    assert all(url.startswith(address) for url in watched.abroad)


def test_a_fault_of_ours(reader, watch):
    """500, which nothing on the site brings about."""
    html = render_to_string("500.html")
    reader.route("**/loi/", lambda route: route.fulfill(status=500, content_type="text/html", body=html))
    watched = watch(reader)
    assert reader.goto("/loi/").status == 500
    assert_fits(reader)
    assert_accessible(reader)
    assert watched.problems == []
