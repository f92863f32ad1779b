"""What people of the newsroom do in the admin, and how a reader waits for what follows by itself."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from demo.accounts import EXAMPLES, PASSWORD

EDITOR, CHIEF_EDITOR = (example.email for example in EXAMPLES[:2])


def sign_in(page: Page, email: str) -> None:
    """From the sign-in page to the dashboard."""
    page.goto("/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill(email)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(re.compile(r"/quan-tri/$"))


def choose_action(page: Page, name: str) -> None:
    """Takes one of the actions that stand behind the arrow beside the editor's main button."""
    bar = page.get_by_role("navigation", name="Thao tác (chân trang)")
    bar.get_by_role("button", name="Thao tác khác").click()
    bar.get_by_role("button", name=name, exact=True).click()


def reload_until(page: Page, shown: Locator, seconds: float = 60) -> None:
    """Reloads as a reader would, until the worker has done what it does in its own time."""
    deadline = time.monotonic() + seconds
    while not shown.count() and time.monotonic() < deadline:
        page.wait_for_timeout(500)
        page.reload()
    expect(shown).not_to_have_count(0)
