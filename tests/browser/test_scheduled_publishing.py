"""An article that publishes itself: nobody but the worker's clock is there when it appears."""

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP
from tests.browser.newsroom import CHIEF_EDITOR, choose_action, reload_until, sign_in
from vietnamese.dates import VIETNAM

pytestmark = pytest.mark.browser

TITLE = "Lịch nhận hồ sơ khen thưởng"
ADDRESS = "/tin-tuc/lich-nhan-ho-so-khen-thuong/"
# Moves what is scheduled, and the clock's next look at it, to the moment that has just gone by.
THE_TIME_COMES = """
from django.utils import timezone
from operations.models import PeriodicJob
from wagtail.models import Revision

now = timezone.now()
for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
    revision.approved_go_live_at = now
    revision.content["go_live_at"] = now.isoformat()
    revision.save()
    print(revision.object_str)
PeriodicJob.objects.filter(name="publish_scheduled").update(due_at=now)
"""


def test_an_article_appears_at_its_time(site, new_context, page):
    chief = new_context(**DESKTOP).new_page()
    sign_in(chief, CHIEF_EDITOR)
    chief.get_by_role("link", name="Viết bài mới").click()
    chief.locator("#id_title").fill(TITLE)
    chief.get_by_role("textbox", name="Sapo").fill("Hồ sơ được nhận tại Văn phòng Khối trong giờ hành chính.")
    chief.get_by_role("button", name="Hiện/ẩn trạng thái").click()
    chief.get_by_role("button", name="Đặt lịch").click()
    later = f"{datetime.now(VIETNAM) + timedelta(hours=2):%d/%m/%Y %H:%M}"
    go_live = chief.get_by_label("Thời điểm bắt đầu hiển thị")
    go_live.fill(later)
    # The calendar opens a moment later, over the button, and goes when something else is clicked.
    calendar = chief.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    chief.locator(".w-dialog__title:visible").click()
    expect(calendar).to_have_count(0)
    chief.get_by_role("button", name="Lưu lịch").click()
    expect(chief).to_have_url(re.compile(r"/quan-tri/pages/\d+/edit/"))
    choose_action(chief, "Hẹn giờ xuất bản")
    expect(chief.locator(".messages .success")).to_contain_text(TITLE)
    chief.goto("/quan-tri/")
    scheduled = chief.get_by_role("row").filter(has_text=TITLE).filter(has_text=later)
    expect(scheduled).to_be_visible()
    assert page.goto(ADDRESS).status == 404

    assert site.python(THE_TIME_COMES).strip() == TITLE

    heading = page.get_by_role("heading", level=1, name=TITLE)
    reload_until(page, heading)
    page.goto("/tin-tuc/")
    expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    chief.reload()
    expect(scheduled).to_have_count(0)
