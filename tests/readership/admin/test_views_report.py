"""The report of views: who sees it, what it shows for which days, what it hands out, and what it says to nonsense."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from readership.models import HourlyViews, ViewTotal
from tests.factories import ArticleFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

ADDRESS = "/quan-tri/reports/luot-xem/"
NOW = hanoi(2026, 3, 31, 10)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ask(client):
    client.force_login(UserFactory(role=EDITOR))

    def get(**query):
        return client.get(ADDRESS, query)

    return get


def read(page, views, moment=NOW):
    HourlyViews.objects.create(page=page, hour=moment.replace(minute=0), views=views)


def page_of(response):
    assert response.status_code == 200
    return html.fromstring(response.content)


def text(element) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def lines(response) -> list[tuple[str, str]]:
    """Label and views of each line of the list."""
    rows = page_of(response).xpath("//table[contains(@class, 'views-lines')]/tbody/tr")
    return [
        (
            text(row.xpath("./td[contains(@class, 'title')]/div")[0]),
            text(row.xpath("./td[@class='views-lines__number']")[0]),
        )
        for row in rows
    ]


def bars(response) -> list[str]:
    return [text(bar) for bar in page_of(response).xpath("//*[local-name()='g']/*[local-name()='title']")]


def totals(response) -> list[str]:
    return [text(number) for number in page_of(response).xpath("//dl[@class='views-totals']/div/dd[1]")]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302),
        ("", 302),  # the representative of a unit
        (EDITOR, 200),
        (CHIEF_EDITOR, 200),
        (ORGANISER, 200),  # they write festivals, which are counted too
        (ADMINISTRATOR, 200),
    ],
)
@pytest.mark.parametrize("query", [{}, {"export": "csv"}, {"export": "xlsx"}])
def test_those_who_work_on_pages_see_it(client, who, status, query):
    if who is not None:
        client.force_login(UserFactory(role=who))

    assert client.get(ADDRESS, query).status_code == status


def test_a_superuser_sees_it(client):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(ADDRESS).status_code == 200


def test_nobody_writes_by_it(ask, client):
    ask()

    assert client.post(ADDRESS).status_code == 405


def test_without_a_wish_it_shows_the_pages_of_the_last_thirty_days(ask):
    young, old, gone = (ArticleFactory(title=title) for title in ("Bài mới", "Bài cũ", "Bài xưa"))
    read(young, 1079)
    read(old, 21, hanoi(2026, 3, 2, 0))
    read(gone, 5, hanoi(2026, 3, 1, 23))

    response = ask()

    assert lines(response) == [("Bài mới", "1.079"), ("Bài cũ", "21")]
    assert totals(response) == ["1.100", "37", "1.079"]
    assert len(bars(response)) == 30
    assert bars(response)[0] == "Thứ hai, 02/03/2026: 21"
    assert bars(response)[-1] == "Thứ ba, 31/03/2026: 1.079"


@pytest.mark.parametrize(("period", "days"), [("7", 7), ("30", 30), ("90", 90), ("365", 365)])
def test_a_period_ends_today_and_is_as_long_as_it_says(ask, period, days):
    page = ArticleFactory()
    read(page, 1, NOW - timedelta(days=days - 1))
    read(page, 10, NOW - timedelta(days=days))

    response = ask(period=period)

    assert totals(response)[0] == "1"
    assert len(bars(response)) == days


def test_two_days_of_ones_own_are_typed_the_vietnamese_way(ask):
    page = ArticleFactory(title="Bài")
    for day in (1, 2, 3, 4):
        read(page, 10**day, hanoi(2026, 3, day, 8))

    response = ask(period="custom", start="02/03/2026", end="3/3/2026")

    assert lines(response) == [("Bài", "1.100")]
    assert [bar.partition(":")[0] for bar in bars(response)] == ["Thứ hai, 02/03/2026", "Thứ ba, 03/03/2026"]


def test_days_to_come_are_left_out(ask):
    assert len(bars(ask(period="custom", start="30/03/2026", end="31/12/2026"))) == 2


def test_what_was_typed_for_other_days_does_not_matter_for_a_period(ask):
    assert len(bars(ask(period="7", start="nonsense", end="31/02/2026"))) == 7


@pytest.mark.parametrize(
    "query",
    [
        {"period": "x"},
        {"period": "-1"},
        {"group": "password"},
        {"period": "custom"},
        {"period": "custom", "start": "01/03/2026"},
        {"period": "custom", "end": "01/03/2026"},
        {"period": "custom", "start": "31/02/2026", "end": "01/03/2026"},
        {"period": "custom", "start": "02/03/2026", "end": "01/03/2026"},
        {"period": "custom", "start": "01/04/2026", "end": "02/04/2026"},
        {"period": "custom", "start": "01/01/0001", "end": "02/01/0001"},
        {"period": "custom", "start": "31/12/9999", "end": "31/12/9999"},
        {"period": "custom", "start": "01/03/2025", "end": "02/03/2026"},
        {"period": "custom", "start": "'; --", "end": "<script>"},
        {"period": ["7", "x"]},
    ],
)
@pytest.mark.parametrize("export", [{}, {"export": "csv"}, {"export": "xlsx"}])
def test_nonsense_is_answered_with_what_is_wrong_and_no_figures(ask, query, export):
    read(ArticleFactory(), 5)

    response = ask(**query, **export)

    assert response.status_code == 400
    page = html.fromstring(response.content)
    assert [text(error) for error in page.xpath("//*[contains(@class, 'error-message')]") if text(error)] != []
    assert page.xpath("//table[contains(@class, 'views-lines')]") == []
    assert b'value="<script>"' not in response.content


def test_what_was_typed_wrongly_is_still_there(ask):
    page = html.fromstring(ask(period="custom", start="31/02/2026", end="1/3/2026").content)

    assert page.xpath("//input[@name='start']/@value") == ["31/02/2026"]
    assert page.xpath("//input[@name='end']/@value") == ["1/3/2026"]


def test_a_leap_year_can_be_asked_for_and_a_day_more_cannot(ask):
    assert ask(period="custom", start="01/01/2024", end="31/12/2024").status_code == 200
    assert ask(period="custom", start="01/01/2024", end="01/01/2025").status_code == 400


@pytest.mark.parametrize("page", ["x", "0", "-1", "999", "9" * 30])
def test_a_page_that_is_not_there_is_the_nearest_one(ask, page):
    read(ArticleFactory(title="Bài"), 5)

    assert lines(ask(p=page)) == [("Bài", "5")]


def test_nobody_read_anything(ask):
    response = ask()

    assert lines(response) == []
    assert totals(response) == ["0", "0", "–"]
    assert len(bars(response)) == 30


def test_the_old_portals_counts_are_in_no_sum(ask):
    ViewTotal.objects.create(page=ArticleFactory(), imported=1079)

    assert totals(ask(period="365"))[0] == "0"


def test_the_change_is_against_as_many_days_before(ask):
    page = ArticleFactory()
    read(page, 150)
    read(page, 100, NOW - timedelta(days=7))
    read(page, 1000, NOW - timedelta(days=14))

    [beside] = page_of(ask(period="7")).xpath("//dl[@class='views-totals']/div[1]/dd[2]")

    assert re.findall(r"([▲▼])\D*(\d+)%", text(beside)) == [("▲", "50")]


def test_by_day_the_latest_comes_first(ask):
    page = ArticleFactory()
    read(page, 5, hanoi(2026, 3, 30, 0))
    read(page, 7, hanoi(2026, 3, 31, 0))

    found = lines(ask(group="day", period="7"))

    assert found[:2] == [("Thứ ba, 31/03/2026", "7"), ("Thứ hai, 30/03/2026", "5")]
    assert len(found) == 7


def test_the_chart_can_be_read_without_seeing_it(ask):
    read(ArticleFactory(), 1079)
    page = page_of(ask())

    [drawing] = page.xpath("//*[local-name()='svg'][@role='img']")
    named = [page.get_element_by_id(name) for name in drawing.get("aria-labelledby").split()]
    rows = page.xpath("//figure//details/table/tbody/tr")

    assert [element.tag for element in named] == ["title", "desc"]
    assert all(text(element) for element in named)
    assert text(rows[-1]) == "Thứ ba, 31/03/20261.079"
    assert len(rows) == 30


def test_a_title_is_text_and_not_markup(ask):
    read(ArticleFactory(title="<script>alert(1)</script>"), 5)

    assert b"<script>alert(1)" not in ask().content


def test_a_line_leads_to_the_page_and_choices_keep_one_another(ask):
    article = ArticleFactory()
    read(article, 5)

    page = page_of(ask(period="custom", start="30/03/2026", end="31/03/2026", group="page"))

    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert page.xpath("//table[contains(@class, 'views-lines')]//td//a/@href") == [edit]
    [by_day] = [link for link in page.xpath("//nav[@id='views-groups']/a/@href") if "group=day" in link]
    assert by_day == f"{ADDRESS}?group=day&period=custom&start=30%2F03%2F2026&end=31%2F03%2F2026#views-groups"
    assert page.xpath("//form[contains(@class, 'views-days')]//input[@name='group']/@value") == ["page"]


def table(response) -> list[list[str]]:
    body = b"".join(response.streaming_content)
    assert body.startswith(b"\xef\xbb\xbf")  # else Excel shows rubbish for every accent
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_csv_holds_every_line_and_not_only_a_page(ask):
    for number in range(1, 61):
        read(ArticleFactory(title=f"Bài {number}"), number)

    response = ask(period="7", export="csv")

    head, *rows = table(response)
    assert [(row[0], row[-1]) for row in rows] == [(f"Bài {number}", str(number)) for number in range(60, 0, -1)]
    assert len(head) == 3
    assert response["Content-Disposition"] == ('attachment; filename="luot-xem-page-2026-03-25-2026-03-31.csv"')


def test_xlsx_holds_numbers_as_numbers_and_no_formulas(ask):
    read(ArticleFactory(title="=1+1"), 1079)

    response = ask(period="7", export="xlsx")

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    [_head, row] = sheet.iter_rows()
    assert (row[0].value, row[0].data_type) == ("=1+1", "s")
    assert row[-1].value == 1079


def test_csv_holds_no_formulas_either(ask):
    read(ArticleFactory(title='=HYPERLINK("https://evil.example")'), 5)

    _head, row = table(ask(period="7", export="csv"))

    assert row[0] == '\'=HYPERLINK("https://evil.example")'


def test_the_report_of_many_pages_costs_as_many_queries_as_that_of_one(ask):
    read(ArticleFactory(), 5)
    ask()  # what the first request of a process asks once
    with CaptureQueriesContext(connection) as one:
        ask()
    for number in range(60):
        read(ArticleFactory(), number + 1)

    with CaptureQueriesContext(connection) as many:
        ask()

    assert len(many) == len(one)


def test_its_own_queries_are_four(ask):
    read(ArticleFactory(), 5)
    ask()

    with CaptureQueriesContext(connection) as queries:
        ask()

    own = [query["sql"] for query in queries if "readership_" in query["sql"]]
    titles = [query["sql"] for query in queries if '"wagtailcore_page"."id" IN' in query["sql"]]
    # By page, by day, in as many days before; and the titles.
    assert (len(own), len(titles)) == (3, 1)


def test_the_menu_leads_to_it_for_those_who_may_see_it(client):
    for who in (EDITOR, CHIEF_EDITOR, ADMINISTRATOR, ORGANISER):
        client.force_login(UserFactory(role=who))
        assert ADDRESS in client.get("/quan-tri/").content.decode(), who


def test_days_of_the_report_are_those_of_hanoi_and_not_of_utc(client):
    client.force_login(UserFactory(role=EDITOR))
    with time_machine.travel(hanoi(2026, 4, 1, 3), tick=False):  # still 31 March in UTC
        names = bars(client.get(ADDRESS, {"period": "7"}))

    assert names[-1].startswith("Thứ tư, 01/04/2026")
    assert date(2026, 4, 1).weekday() == 2
