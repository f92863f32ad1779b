"""The ratings' part of the admin: who sees it, who decides, and what it shows."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from lxml import html

from accounts.roles import ADMINISTRATOR, CHIEF_EDITOR, EDITOR, ORGANISER
from ratings import queries, services
from ratings.models import Comment, Rating
from tests.factories import ArticleFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

STRANGER, REPRESENTATIVE = "stranger", "representative"
WHO = (STRANGER, REPRESENTATIVE, EDITOR, CHIEF_EDITOR, ORGANISER, ADMINISTRATOR)
NO, YES, SENT_BACK = 302, 200, 400

READING = {
    "/quan-tri/danh-gia/":                             (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/ket-qua/":                     (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/?export=csv":                  (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/bat-thuong/":                  (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/bat-thuong/ket-qua/":          (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/bat-thuong/crowd/huy/":        (NO, NO, NO, YES, YES, YES),
    "/quan-tri/danh-gia/bat-thuong/crowd/khoi-phuc/":  (NO, NO, NO, YES, YES, YES),
    "/quan-tri/danh-gia/y-kien/":                      (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/y-kien/ket-qua/":              (NO, NO, YES, YES, YES, YES),
    "/quan-tri/danh-gia/y-kien/{comment}/":            (NO, NO, NO, YES, YES, YES),
}  # fmt: skip


def sign_in(client, who):
    """Returns the user; None for a stranger."""
    if who == STRANGER:
        return None
    user = UserFactory(role=None if who == REPRESENTATIVE else who)
    client.force_login(user)
    return user


@pytest.fixture
def chief(client):
    return sign_in(client, CHIEF_EDITOR)


@pytest.fixture
def crowd(article, time_machine):
    """Twelve votes of five stars from one office within eleven minutes, and one honest vote."""
    for minute in range(12):
        time_machine.move_to(hanoi(2026, 11, 24, 9, minute), tick=False)
        services.vote(article, f"reader {minute}", 5, "office")
    services.vote(article, "honest", 2, "home")
    services.mark_crowds()
    Rating.objects.exclude(cluster="").update(cluster="crowd")
    return article


@pytest.fixture
def comment(article):
    return services.vote(article, "writer", 4, "elsewhere", "Rất <b>hay</b>").comment


def said_in(response) -> str:
    return " ".join(html.fromstring(response.content.decode()).text_content().split())


def rows(response) -> list[list[str]]:
    """What stands in the cells of the list."""
    lines = html.fromstring(response.content.decode()).xpath("//table[contains(@class, 'listing')]/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in line.xpath("td")] for line in lines]


@pytest.mark.parametrize("who", WHO)
def test_reading(client, crowd, comment, who):
    sign_in(client, who)

    answers = {address: client.get(address.format(comment=comment.pk)).status_code for address in READING}

    assert answers == {address: row[WHO.index(who)] for address, row in READING.items()}


@pytest.mark.parametrize("who", WHO)
def test_only_those_who_moderate_void_and_restore(client, crowd, who):
    may = who in (CHIEF_EDITOR, ORGANISER, ADMINISTRATOR)
    sign_in(client, who)

    client.post("/quan-tri/danh-gia/bat-thuong/crowd/huy/")
    assert queries.figures(crowd.pk).count == (1 if may else 13)

    services.void(Rating.objects.exclude(cluster="").values_list("pk", flat=True), None)
    client.post("/quan-tri/danh-gia/bat-thuong/crowd/khoi-phuc/")
    assert queries.figures(crowd.pk).count == (13 if may else 1)


@pytest.mark.parametrize("who", WHO)
def test_only_those_who_moderate_decide_about_comments(client, comment, who):
    sign_in(client, who)

    decide(client, comment, "approved")

    comment.refresh_from_db()
    assert comment.state == ("approved" if who in (CHIEF_EDITOR, ORGANISER, ADMINISTRATOR) else "waiting")


def decide(client, comment, state, reason="", **more):
    data = {"state": state, "reason": reason, "read": comment.written_at.isoformat()} | more
    return client.post(f"/quan-tri/danh-gia/y-kien/{comment.pk}/", data)


class TestReport:
    @pytest.fixture
    def rated(self, chief):
        """One page with two good votes, one with three poor ones, one that nobody rated."""
        good, poor = ArticleFactory(title="Hội nghị"), ArticleFactory(title="=1+1")
        ArticleFactory(title="Chưa ai đánh giá")
        for voter, stars in enumerate([5, 4]):
            services.vote(good, f"{voter}", stars, "n")
        for voter, stars in enumerate([1, 1, 2]):
            services.vote(poor, f"{voter}", stars, "n")
        return good, poor

    def test_rated_pages_by_the_number_of_votes(self, client, rated):
        assert rows(client.get("/quan-tri/danh-gia/")) == [
            ["=1+1", "1,3", "3", "1 sao: 2, 2 sao: 1, 3 sao: 0, 4 sao: 0, 5 sao: 0"],
            ["Hội nghị", "4,5", "2", "1 sao: 0, 2 sao: 0, 3 sao: 0, 4 sao: 1, 5 sao: 1"],
        ]

    @pytest.mark.parametrize(
        ("ordering", "titles"),
        [
            ("average", ["=1+1", "Hội nghị"]),
            ("-average", ["Hội nghị", "=1+1"]),
            ("count", ["Hội nghị", "=1+1"]),
            ("page__title", ["=1+1", "Hội nghị"]),
            ("rubbish", ["=1+1", "Hội nghị"]),
        ],
    )
    def test_it_is_sorted(self, client, rated, ordering, titles):
        response = client.get("/quan-tri/danh-gia/", {"ordering": ordering})

        assert [row[0] for row in rows(response)] == titles

    def test_a_title_is_found(self, client, rated):
        assert [row[0] for row in rows(client.get("/quan-tri/danh-gia/", {"q": "hội"}))] == ["Hội nghị"]

    def test_it_costs_the_same_for_one_page_and_for_many(self, client, rated, django_assert_max_num_queries):
        client.get("/quan-tri/danh-gia/")
        for _ in range(5):
            services.vote(ArticleFactory(), "x", 3, "n")

        with django_assert_max_num_queries(12):
            client.get("/quan-tri/danh-gia/")

    def test_as_csv(self, client, rated):
        response = client.get("/quan-tri/danh-gia/?export=csv")

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text))) == [
            ["Tiêu đề", "Điểm trung bình", "Lượt đánh giá", "1 sao", "2 sao", "3 sao", "4 sao", "5 sao"],
            ["'=1+1", "1.33", "3", "2", "1", "0", "0", "0"],
            ["Hội nghị", "4.5", "2", "0", "0", "0", "1", "1"],
        ]

    def test_as_a_spreadsheet(self, client, rated):
        response = client.get("/quan-tri/danh-gia/?export=xlsx")

        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert [list(line) for line in sheet.values][1:] == [
            ["=1+1", 1.33, 3, 2, 1, 0, 0, 0],
            ["Hội nghị", 4.5, 2, 0, 0, 0, 1, 1],
        ]
        assert sheet["A2"].data_type == "s"


class TestCrowds:
    def test_a_crowd_with_its_span_and_its_stars(self, client, chief, crowd):
        [row] = rows(client.get("/quan-tri/danh-gia/bat-thuong/"))

        assert row == [
            "Hội nghị tổng kết",
            "24/11/2026 09:00 – 09:11",
            "12",
            "1 sao: 0, 2 sao: 0, 3 sao: 0, 4 sao: 0, 5 sao: 12",
            "Đang tính",
            "Hủy phiếu",
        ]

    def test_void_and_restored(self, client, chief, crowd):
        response = client.post("/quan-tri/danh-gia/bat-thuong/crowd/huy/", follow=True)
        assert "12 phiếu đã bị hủy." in said_in(response)
        assert rows(response)[0][4:] == ["Đã hủy", "Khôi phục"]
        assert queries.figures(crowd.pk).distribution == (0, 1, 0, 0, 0)

        Rating.objects.filter(voter="reader 0").update(voided_at=None)
        [row] = rows(client.get("/quan-tri/danh-gia/bat-thuong/"))
        assert row[4:] == ["Đã hủy 11 trên 12", "Hủy phiếu Khôi phục"]

    def test_asking_decides_nothing(self, client, chief, crowd):
        response = client.get("/quan-tri/danh-gia/bat-thuong/crowd/huy/")

        assert "Hội nghị tổng kết" in said_in(response)
        assert queries.figures(crowd.pk).count == 13

    def test_a_crowd_that_is_gone(self, client, chief):
        assert client.post("/quan-tri/danh-gia/bat-thuong/khong-co/huy/").status_code == 404

    def test_the_history_of_the_page_tells_it(self, client, chief, crowd):
        client.post("/quan-tri/danh-gia/bat-thuong/crowd/huy/")

        assert "Đã hủy 12 phiếu đánh giá" in said_in(client.get(f"/quan-tri/pages/{crowd.pk}/history/"))

    def test_an_editor_sees_no_buttons(self, client, crowd):
        sign_in(client, EDITOR)

        [row] = rows(client.get("/quan-tri/danh-gia/bat-thuong/"))
        assert row[5] == ""


class TestComments:
    def test_what_waits_comes_first(self, client, chief, article):
        now = timezone.now()
        for number, state in enumerate(["approved", "waiting", "hidden", "waiting"]):
            rating = services.vote(article, f"reader {number}", 3, f"n{number}", f"Ý {number}")
            Comment.objects.filter(rating=rating).update(state=state, written_at=now + timedelta(minutes=number))

        assert [row[0] for row in rows(client.get("/quan-tri/danh-gia/y-kien/"))] == ["Ý 1", "Ý 3", "Ý 2", "Ý 0"]
        hidden = client.get("/quan-tri/danh-gia/y-kien/?state=hidden")
        assert [row[0] for row in rows(hidden)] == ["Ý 2"]

    def test_it_is_shown_as_it_was_typed(self, client, chief, comment):
        response = client.get(f"/quan-tri/danh-gia/y-kien/{comment.pk}/")

        assert "Rất <b>hay</b>" in said_in(response)

    def test_approved(self, client, chief, comment):
        assert decide(client, comment, "approved").status_code == 302

        comment.refresh_from_db()
        assert (comment.state, comment.moderated_by) == ("approved", chief)
        assert rows(client.get("/quan-tri/danh-gia/y-kien/"))[0][4:] == ["Đã duyệt", chief.full_name]

    def test_hidden_for_a_reason(self, client, chief, comment):
        refused = decide(client, comment, "hidden")
        assert (refused.status_code, "Hãy ghi lý do ẩn ý kiến." in said_in(refused)) == (SENT_BACK, True)

        decide(client, comment, "hidden", "Quảng cáo")

        comment.refresh_from_db()
        assert (comment.state, comment.reason) == ("hidden", "Quảng cáo")

    @pytest.mark.parametrize("state", ["", "waiting", "deleted"])
    def test_another_decision_is_none(self, client, chief, comment, state):
        assert decide(client, comment, state).status_code == SENT_BACK

        comment.refresh_from_db()
        assert comment.state == "waiting"

    def test_words_that_changed_meanwhile_are_read_again(self, client, chief, article, comment):
        services.vote(article, "writer", 4, "elsewhere", "Rất dở")

        response = decide(client, comment, "approved")

        assert response.url == f"/quan-tri/danh-gia/y-kien/{comment.pk}/"
        comment.refresh_from_db()
        assert (comment.text, comment.state) == ("Rất dở", "waiting")

    @pytest.mark.parametrize("read", ["", "x", "2026-11-24"])
    def test_a_form_that_was_tampered_with(self, client, chief, comment, read):
        assert decide(client, comment, "approved", read=read).status_code in (302, SENT_BACK)

        comment.refresh_from_db()
        assert comment.state == "waiting"

    def test_a_comment_that_is_gone(self, client, chief):
        assert client.get("/quan-tri/danh-gia/y-kien/99/").status_code == 404


def test_a_menu_without_comments_while_no_page_takes_any(client, chief):
    assert "Ý kiến bạn đọc" not in client.get("/quan-tri/").content.decode()


@pytest.mark.usefixtures("takes_comments")
def test_the_menu_leads_to_comments_where_pages_take_them(client, chief):
    assert "/quan-tri/danh-gia/y-kien/" in client.get("/quan-tri/").content.decode()


def test_an_administrator_gives_the_permission_by_a_vietnamese_name(client):
    sign_in(client, ADMINISTRATOR)
    said = said_in(client.get(f"/quan-tri/groups/edit/{Group.objects.get(name=ORGANISER).pk}/"))
    assert "Được hủy phiếu đánh giá và duyệt ý kiến" in said
    assert "Can void" not in said
