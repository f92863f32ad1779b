"""The whole way of a unit to the festival, with the organisers at the other end of it."""

import json
import re
import time
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.newsroom import sign_in
from tests.registration.people.lists import HEADER, workbook

pytestmark = pytest.mark.browser

ORGANISER = "bantochuc@example.vn"
PASSWORD = "dong-doi-2026-ha-noi"
AN, BINH = "Nguyễn Văn An", "Trần Thị Bình"
LIST = workbook(
    ("DANH SÁCH THAM GIA NGÀY HỘI",),
    HEADER,
    (1, "NGUYỄN  VĂN AN", "nam", "05/03/1990", "Chuyên viên", "Kéo co"),
    (2, BINH, "Nữ", "31/12/1985", "Kế toán viên", "keo co"),
    title="Đăng ký",
).getvalue()


@pytest.fixture
def way(site) -> SimpleNamespace:
    def ask(call: str) -> dict:
        source = f"import json; from tests.browser import portal_content; print(json.dumps(portal_content.{call}))"
        return json.loads(site.python(source).splitlines()[-1])

    return SimpleNamespace(**ask("make_way()"), ask=ask)


def link_of_the_mail(site) -> str:
    """The worker sends it in its own time; mails are printed on the site's console."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = re.findall(r"/tai-khoan/loi-moi/[\w-]+/", (site.data_dir / "server.log").read_text("utf-8", "replace"))
        if found:
            return found[-1]
        time.sleep(0.3)
    raise AssertionError("no invitation was sent")


def press(page: Page, selector: str) -> None:
    """Presses a button and waits for the page that follows."""
    with page.expect_navigation():
        page.locator(selector).click()


def test_from_the_invitation_to_the_waiting_list(new_context, site, watch, way):
    organiser, unit = new_context(**DESKTOP).new_page(), new_context(**PHONE).new_page()
    seen = watch(unit)
    portal, board = f"/dang-ky/{way.code}/", f"/quan-tri/dang-ky/{way.festival}/"
    overview = f"{portal}ngay-hoi/{way.festival}/"

    # Invitation and sign-in
    sign_in(organiser, ORGANISER)
    organiser.goto(f"/quan-tri/dai-dien/moi/?unit={way.unit}")
    organiser.locator("[name=email]").fill(way.email)
    press(organiser, "form:has([name=email]) button")
    unit.goto(link_of_the_mail(site))
    unit.locator("[name=full_name]").fill("Lê Thị Mai")
    unit.locator("[name=password]").fill(PASSWORD)
    press(unit, "form.account-form button.button")

    # Excel
    unit.goto(f"{portal}nguoi/nhap/")
    if unit.locator("[name=ngay-hoi]").count():
        unit.locator("[name=ngay-hoi]").select_option(str(way.festival))
    unit.locator("[name=tep]").set_input_files({"name": "danh sách.xlsx", "mimeType": "", "buffer": LIST})
    press(unit, ".upload__form button")
    expect(unit.get_by_role("rowheader", name=AN)).to_be_visible()
    press(unit, "button[formaction$='/xac-nhan/']")

    # Consent, the entry that came with the sheet, and what is wrong with it
    unit.goto(f"{overview}dong-y/")
    unit.locator("[name=dong-y]").check()
    press(unit, "form:has([name=dong-y]) button")
    unit.goto(overview)
    press(unit, "main a[href*='/muc/'] >> nth=0")
    entry = re.search(r"/muc/(\d+)/", unit.url)[1]
    problems = unit.locator("[data-problems] li")
    expect(problems).to_have_count(1)  # no captain
    unit.locator("[data-seats] > li").filter(has_text=AN).locator("select").select_option("captain")
    expect(problems).to_have_count(0)
    expect(unit.locator("[data-status]")).to_have_text(re.compile(r"\d\d:\d\d"))
    press(unit, "[data-on]")
    press(unit, "form.form__buttons button")
    assert way.ask(f"stored({entry})")["state"] == "submitted"

    # Sent back, and handed in again
    reason = "Đội trưởng chưa có trong phiếu đã ký."
    organiser.goto(f"{board}muc/{entry}/")
    organiser.locator("form[action$='/tra-lai/'] textarea").fill(reason)
    press(organiser, "form[action$='/tra-lai/'] button[type=submit]")
    unit.goto(f"{portal}muc/{entry}/")
    expect(unit.get_by_text(reason).first).to_be_visible()
    press(unit, "[data-on]")
    press(unit, "form.form__buttons button")
    assert way.ask(f"stored({entry})")["state"] == "submitted"

    # Approved; the form is printed; who comes now waits
    organiser.goto(f"{board}muc/{entry}/")
    press(organiser, "form[action$='/duyet/'] button[type=submit]")
    assert way.ask(f"stored({entry})") == {
        "state": "approved",
        "name": "",
        "members": [[AN, "captain", None], [BINH, "player", None]],
    }
    form = unit.request.get(f"{overview}phieu/phieu-dang-ky.pdf")
    assert (form.status, form.headers["content-type"], form.body()[:5]) == (200, "application/pdf", b"%PDF-")
    assert way.ask(f"hand_in({way.waiting})") == {"state": "waiting"}

    # A change is asked for and granted, and the place goes to who waited
    unit.goto(f"{portal}muc/{entry}/thay-doi/")
    unit.locator("[name=rut]").check()
    unit.locator("[name=ly-do]").fill("Đội trưởng bị thương.")
    press(unit, ".form__buttons button[name=xem]")
    press(unit, "button[name=gui]")
    organiser.goto(f"{board}de-nghi/")
    press(organiser, "button[name=answer][value=dong-y]")
    assert way.ask(f"stored({entry})")["state"] == "withdrawn"
    assert way.ask(f"stored({way.waiting})")["state"] == "submitted"
    assert seen.problems == []
