"""The door of a conference, and the files to take along: the festival's screen, of delegates."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from lxml import html
from openpyxl import load_workbook
from pypdf import PdfReader

from events.registration.delegates.models import Delegate
from tests.factories import UnitFactory
from tests.factories.events import ConferenceFactory, SessionFactory
from tests.factories.registration import DelegateFactory
from vietnamese.dates import format_date

from .reading import page, said, text

pytestmark = pytest.mark.django_db

State = Delegate.State


@pytest.fixture
def conference():
    return ConferenceFactory(title="Hội nghị 2026", slug="hoi-nghi-2026")


@pytest.fixture
def unit():
    return UnitFactory(short_name="Viện CL", code="vien-cl")


@pytest.fixture
def delegate(conference, unit):
    delegate = DelegateFactory(
        conference=conference, unit=unit, full_name="Đỗ Thị Ước", post="Viện trưởng", state=State.CONFIRMED
    )
    delegate.sessions.add(SessionFactory(event=conference, title="Phiên toàn thể"))
    delegate.sessions.add(SessionFactory(event=conference, title="Thảo luận", is_cancelled=True, reason="Thiếu người"))
    return delegate


@pytest.fixture
def look(client, organiser, conference):
    def get(typed):
        return page(client.get(reverse("registration_delegate_checkin", args=[conference.pk]), {"q": typed}))

    return get


@pytest.fixture
def arrive(client, organiser, conference):
    def send(follow=True, **data):
        return client.post(reverse("registration_delegate_arrive", args=[conference.pk]), data, follow=follow)

    return send


@pytest.fixture
def scan(client, organiser, conference):
    def send(code):
        url = reverse("registration_delegate_arrive", args=[conference.pk])
        return client.post(url, {"q": code}, headers={"x-requested-with": "XMLHttpRequest"})

    return send


def people(shown) -> list[str]:
    return [text(article) for article in shown.xpath("//article")]


def test_a_delegate_is_found_with_all_that_the_door_asks(look, delegate):
    [shown] = people(look("uoc"))

    for words in ("Đỗ Thị Ước", "Viện CL", "Viện trưởng", "Phiên toàn thể"):
        assert words in shown
    assert "Thảo luận" not in shown  # it does not take place


@pytest.mark.parametrize("form", ["{}", " {}\n", "http://testserver/quan-tri/dang-ky/hoi-nghi/1/diem-danh/?q={}"])
def test_a_badge_is_read_however_it_comes(look, delegate, form):
    assert len(people(look(form.format(delegate.token)))) == 1
    assert len(people(look(form.format(delegate.token.lower())))) == 1


@pytest.mark.parametrize("typed", ["", "  ", "xyz", "2222222222", "' OR 1=1", "%", "x" * 5000])
def test_nobody_is_found_by_nonsense(look, delegate, typed):
    assert people(look(typed)) == []


def test_a_scan_is_kept_and_answered_with_the_delegate(scan, delegate, organiser):
    good, again, strange = scan(delegate.token), scan(delegate.token), scan("2222222222")

    assert [response.status_code for response in (good, again, strange)] == [200, 200, 404]
    delegate.refresh_from_db()
    assert delegate.arrived_by == organiser
    assert delegate.events.count() == 1
    assert b"reg-said--good" in good.content and b"reg-said--again" in again.content
    assert b"reg-said--bad" in strange.content
    assert "Đỗ Thị Ước" in good.content.decode() and b"<html" not in good.content
    assert html.fromstring(again.content).xpath("//data/@value") == ["1"]


@pytest.mark.parametrize("state", sorted(set(State) - {State.CONFIRMED}))
def test_who_is_not_confirmed_is_told_why_and_stays_outside(look, scan, arrive, delegate, state):
    Delegate.objects.update(state=state)

    assert b"reg-said--bad" in scan(delegate.token).content
    assert len(said(arrive(person=delegate.pk))) == 1
    shown = look("uoc")
    assert shown.xpath("//*[@class='reg-person__state']")
    assert not shown.xpath("//*[contains(@class, 'reg-person__arrive')]")

    delegate.refresh_from_db()
    assert delegate.arrived_at is None


def test_the_four_reasons_are_told_apart(scan, delegate):
    told = set()
    for state in set(State) - {State.CONFIRMED}:
        Delegate.objects.update(state=state)
        told.add(text(html.fromstring(scan(delegate.token).content).xpath("//p")[0]))

    assert len(told) == 3


def test_a_badge_of_another_conference_opens_nothing(scan):
    other = DelegateFactory(state=State.CONFIRMED)

    assert scan(other.token).status_code == 404
    other.refresh_from_db()
    assert other.arrived_at is None


@pytest.mark.parametrize("key", ["x", "-1", "0", "9" * 30, "١"])
def test_nobody_has_such_a_key(arrive, delegate, key):
    arrive(person=key)

    delegate.refresh_from_db()
    assert delegate.arrived_at is None


def test_a_name_alone_checks_nobody_in(arrive, delegate):
    arrive(q="Ước")

    delegate.refresh_from_db()
    assert delegate.arrived_at is None


def test_a_mistake_is_taken_back_and_stays_on_record(client, arrive, delegate, conference, organiser):
    arrive(person=delegate.pk)
    url = reverse("registration_delegate_undo_arrival", args=[conference.pk, delegate.pk])

    for _click in range(2):
        assert len(said(client.post(url, follow=True))) == 1
    arrive(person=delegate.pk)

    delegate.refresh_from_db()
    assert delegate.arrived_at
    assert list(delegate.events.values_list("action", flat=True)) == ["arrive", "undo_arrival", "arrive"]


def test_units_are_counted(look, arrive, conference, unit, delegate):
    other = UnitFactory(short_name="Vụ KH")
    DelegateFactory.create_batch(2, conference=conference, unit=other, state=State.CONFIRMED)
    DelegateFactory(conference=conference, unit=other)
    arrive(person=delegate.pk)

    shown = look("")

    rows = shown.xpath("//table[contains(@class, 'reg-arrivals')]/tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [["Viện CL", "1", "1", "0"], ["Vụ KH", "0", "2", "2"]]
    assert text(shown.xpath("//*[@class='reg-checkin__sum']")[0]).startswith("1 / 3")


@pytest.mark.parametrize("count", [1, 3, 15])
def test_the_screen_asks_as_much_for_one_as_for_many(client, organiser, conference, count, django_assert_num_queries):
    session = SessionFactory(event=conference)
    for number in range(count):
        made = DelegateFactory(conference=conference, full_name=f"Lê An {number}", state=State.CONFIRMED)
        made.sessions.add(session)
    url = reverse("registration_delegate_checkin", args=[conference.pk])
    client.get(url)  # what Wagtail keeps of the site is read once

    with django_assert_num_queries(16):
        assert client.get(url, {"q": "an"}).content.count(b'class="reg-person__name"') == count


def test_who_was_not_nominated_is_added_at_the_door_and_stands_there(client, look, conference, unit):
    [add] = look("khach").xpath("//*[@class='reg-checkin__walk-in']/a/@href")
    said_of = {"unit": unit.code, "full_name": "Lê Khách", "post": "Chuyên viên", "reason": "Đi thay"}

    response = client.post(add, said_of)

    guest = Delegate.objects.get(full_name="Lê Khách")
    door = reverse("registration_delegate_checkin", args=[conference.pk])
    assert response.url == f"{door}?q={guest.token}"
    assert page(client.get(response.url)).xpath("//*[contains(@class, 'reg-person__arrive')]")


def test_who_waits_is_a_click_away_from_the_decision(look, conference, delegate):
    Delegate.objects.update(state=State.NOMINATED)

    ways = look("uoc").xpath("//*[@class='reg-person__ways']/a/@href")

    assert ways == [reverse("registration_delegate", args=[conference.pk, delegate.pk])]


def test_who_may_come_in_is_a_click_away_from_the_badge(look, conference, delegate):
    ways = look("uoc").xpath("//*[@class='reg-person__ways']/a/@href")

    assert ways == [reverse("registration_delegate_badge", args=[conference.pk, delegate.pk])]


# --- Files ------------------------------------------------------------------------------------


@pytest.fixture
def download(client, organiser, conference):
    def get(name, **query):
        return client.get(reverse("registration_delegate_download", args=[conference.pk, name]), query)

    return get


def read(response) -> str:
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(one.extract_text().split()) for one in pages)


@pytest.mark.parametrize("name", ["danh-sach-dai-bieu", "tong-hop-theo-don-vi"])
def test_lists_come_as_files_with_names_of_their_own(download, delegate, name):
    response = download(name)

    assert response["Content-Disposition"].startswith(f'attachment; filename="{name}-hoi-nghi-2026-')
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert "no-store" in response["Cache-Control"]
    assert load_workbook(io.BytesIO(response.content)).active.max_row == 3


@pytest.mark.parametrize("name", ["the-dai-bieu", "danh-sach-ky-nhan", "the-trong"])
def test_papers_come_as_pdf(download, delegate, name):
    response = download(name)

    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "Hội nghị 2026" in read(response)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("name", ["the-dai-bieu", "danh-sach-ky-nhan"])
def test_papers_of_one_unit_have_its_delegates_alone(download, conference, delegate, name):
    DelegateFactory(conference=conference, full_name="Lê Văn Bình", state=State.CONFIRMED)

    response = download(name, don_vi="vien-cl")

    assert "vien-cl" in response["Content-Disposition"]
    assert "Đỗ Thị Ước" in read(response)
    assert "Lê Văn Bình" not in read(response)


@pytest.mark.parametrize("code", ["khong-co", "\x00", "x" * 500, "' OR 1=1"])
def test_a_unit_that_is_not_there_is_not_found(download, delegate, code):
    assert download("the-dai-bieu", don_vi=code).status_code == 404


def test_without_confirmed_delegates_nothing_is_printed_but_spare_badges(download, client, conference):
    response = download("the-dai-bieu")

    assert response.url == reverse("registration_delegate_exports", args=[conference.pk])
    assert len(said(client.get(response.url))) == 1
    assert download("the-trong").status_code == 200


def test_one_badge_alone(client, organiser, conference, delegate):
    DelegateFactory(conference=conference, full_name="Lê Văn Bình", state=State.CONFIRMED)
    waiting = DelegateFactory(conference=conference)
    url = reverse("registration_delegate_badge", args=[conference.pk, delegate.pk])

    assert "Lê Văn Bình" not in read(client.get(url))
    assert "Đỗ Thị Ước" in read(client.get(url))
    assert client.get(url.replace(f"/{delegate.pk}/", f"/{waiting.pk}/")).status_code == 404


def test_the_page_of_lists_leads_to_each(client, organiser, conference, delegate):
    shown = page(client.get(reverse("registration_delegate_exports", args=[conference.pk])))

    names = ["danh-sach-dai-bieu", "tong-hop-theo-don-vi", "the-dai-bieu", "danh-sach-ky-nhan", "the-trong"]
    found = shown.xpath("//*[@class='reg-downloads']//a/@href")
    assert [url.rstrip("/").rpartition("/")[2] for url in found] == names
    assert shown.xpath("//select[@name='don_vi']/option/@value") == ["vien-cl"]


def test_there_are_no_other_lists(download, delegate):
    assert download("mat-khau").status_code == 404


@pytest.mark.parametrize(("days", "is_early"), [(0, False), (1, True)])
def test_before_the_first_day_it_is_said_beside_who_is_found(look, arrive, conference, delegate, days, is_early):
    conference.starts_on = conference.ends_on = timezone.localdate() + timedelta(days=days)
    conference.opens_at = conference.closes_at = None
    conference.save()
    remark = _("The conference has not begun: its first day is %(day)s.") % {"day": format_date(conference.starts_on)}

    assert (remark in text(look("Do Thi Uoc"))) is is_early
    arrive(person=delegate.pk)

    delegate.refresh_from_db()
    assert delegate.arrived_at is not None
