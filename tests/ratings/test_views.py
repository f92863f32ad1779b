import hashlib
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.core import signing
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from lxml import html
from wagtail.models import Page, PageViewRestriction

from news.models import ArticlePage, NewsIndexPage
from ratings import queries, services
from ratings.models import Comment, Rating
from tests.factories import ArticleFactory, UserFactory
from tests.ratings.conftest import JSON
from visitors import salt

pytestmark = pytest.mark.django_db


def address(page, tail="") -> str:
    return f"/danh-gia/{page.pk}/{tail}"


def send(client, page, stars="5", **more):
    """A vote, as the form of the page sends it. `comment` is sent only where it is named."""
    data = {"diem": stars}
    if "comment" in more:
        data["y_kien"] = more.pop("comment")
    return client.post(address(page), data, **more)


def as_json(client, page, stars="5", **more):
    return send(client, page, stars, **JSON, **more)


def distribution(page):
    return queries.figures(page.pk).distribution


def parsed(response):
    return html.fromstring(response.content.decode())


def text_of(response, attribute, value):
    """What stands in the elements that have this in an attribute."""
    found = parsed(response).xpath(f"//*[contains(concat(' ', @{attribute}, ' '), ' {value} ')]")
    return [" ".join(element.text_content().split()) for element in found]


def typed(response) -> str:
    """What stands in the field for the comment."""
    [field] = parsed(response).xpath("//textarea")
    return field.text_content().strip()


def key_of(token: str, page) -> str:
    """Under which key the database knows the reader who has this token."""
    return hashlib.sha256(f"{page.pk} {token}".encode()).hexdigest()


def chosen(response) -> list[str]:
    return parsed(response).xpath("//input[@name='diem'][@checked]/@value")


class TestVoting:
    def test_a_form_leads_to_a_page_that_thanks(self, client, article):
        response = send(client, article, "4")

        assert (response.status_code, response.url) == (303, f"/danh-gia/{article.pk}/?da=gui")
        shown = client.get(response.url)
        assert text_of(shown, "role", "status") == ["Cảm ơn bạn đã đánh giá!"]
        assert chosen(shown) == ["4"]
        assert text_of(shown, "class", "rating__average") == ["4,0"]
        assert parsed(shown).xpath("//a[text()='Hội nghị tổng kết']/@href") == [article.url]

    def test_a_script_has_the_figures_at_once(self, client, article):
        services.vote(article, "another", 5, "n")

        response = as_json(client, article, "4")

        answer = response.json()
        assert response.status_code == 200
        assert answer == {
            "stars": 4,
            "comment": "",
            "figures": answer["figures"],
            "thanks": "Cảm ơn bạn đã đánh giá!",
        }
        figures = answer["figures"]
        assert (figures["average"], figures["gauge"], figures["votes"]) == ("4,5", 90, "2")
        assert [row["votes"] for row in figures["rows"]] == ["1", "1", "0", "0", "0"]

    def test_a_vote_is_changed(self, client, article):
        send(client, article, "2")
        send(client, article, "5")

        assert distribution(article) == (0, 0, 0, 0, 1)

    def test_a_vote_is_remembered(self, client, article):
        send(client, article, "3")

        assert client.get(address(article), **JSON).json()["stars"] == 3
        assert Client().get(address(article), **JSON).json()["stars"] is None

    def test_one_cookie_serves_all_pages(self, client, article):
        other = ArticleFactory()
        send(client, article, "3")
        send(client, other, "1")

        assert client.get(address(article), **JSON).json()["stars"] == 3
        assert client.get(address(other), **JSON).json()["stars"] == 1
        assert Rating.objects.values("voter").distinct().count() == 2  # and nobody sees that it was one reader

    def test_a_vote_is_withdrawn(self, client, article):
        send(client, article, "3")

        response = client.post(address(article, "rut/"))

        assert (response.status_code, response.url) == (303, f"/danh-gia/{article.pk}/?da=rut")
        assert text_of(client.get(response.url), "role", "status") == ["Đã rút đánh giá của bạn."]
        assert Rating.objects.count() == 0

    def test_a_script_withdraws(self, client, article):
        send(client, article, "3")

        answer = client.post(address(article, "rut/"), **JSON).json()

        assert (answer["stars"], answer["figures"]["votes"]) == (None, "0")

    def test_a_stranger_withdraws_nothing(self, client, article):
        send(client, article, "3")

        assert Client().post(address(article, "rut/")).status_code == 303

        assert Rating.objects.count() == 1

    def test_who_keeps_no_cookies_is_told(self, client, article):
        response = client.get(send(Client(), article).url)

        assert text_of(response, "role", "status") == [
            "Cảm ơn bạn đã đánh giá! Trình duyệt của bạn không lưu cookie nên bạn không thể thay đổi đánh giá tại đây."
        ]

    def test_the_form_without_a_vote(self, client, article):
        response = client.get(address(article))

        assert chosen(response) == []
        assert text_of(response, "role", "status") == []
        assert text_of(response, "class", "rating__actions") == ["Gửi đánh giá"]

    def test_a_new_vote_costs_ten_queries(self, client, article, django_assert_num_queries):
        as_json(client, article)

        # The page, who may see it; savepoint, lock, look, count the network's, insert, add, release; the figures.
        with django_assert_num_queries(10):
            as_json(Client(), article)

    def test_asking_for_ones_own_vote_writes_nothing(self, client, article, django_assert_num_queries):
        send(client, article)

        with django_assert_num_queries(4):  # the page, who may see it, the vote, the figures
            client.get(address(article), **JSON)


class TestCookie:
    def cookie(self, response):
        return response.cookies["danh-gia"]

    def test_it_is_of_ratings_alone(self, client, article):
        cookie = self.cookie(send(client, article))

        assert {name: value for name, value in cookie.items() if value} == {
            "expires": cookie["expires"],
            "path": "/danh-gia/",
            "max-age": 365 * 24 * 60 * 60,
            "httponly": True,
            "samesite": "Lax",
        }

    def test_it_is_secure_over_https(self, client, article):
        assert self.cookie(client.post(address(article), {"diem": "5"}, secure=True))["secure"] is True

    def test_the_database_does_not_know_the_token(self, client, article):
        signed = self.cookie(send(client, article)).value

        token = signing.Signer(salt="ratings.voters").unsign(signed)
        assert Rating.objects.get().voter == key_of(token, article)

    def test_only_a_stored_vote_sets_it(self, client, article):
        answers = [
            client.get(address(article)),
            client.get(address(article), **JSON),
            send(client, article, "6"),
            client.post(address(article, "rut/")),
        ]

        assert [answer.cookies for answer in answers] == [SimpleCookie()] * 4

    @pytest.mark.parametrize("forged", ["", "x", "known-token:AAAA", "a:b:c", "x" * 4000])
    def test_a_forged_one_is_somebody_new(self, client, article, forged):
        services.vote(article, key_of("known-token", article), 1, "n")
        client.cookies["danh-gia"] = forged

        assert client.get(address(article), **JSON).json()["stars"] is None
        assert send(client, article, "5").status_code == 303

        assert distribution(article) == (1, 0, 0, 0, 1)

    def test_another_signature_of_ours_is_no_vote(self, client, article):
        services.vote(article, key_of("known-token", article), 1, "n")
        client.cookies["danh-gia"] = signing.Signer(salt="something else").sign("known-token")

        assert client.get(address(article), **JSON).json()["stars"] is None

    def test_no_other_cookie_is_ever_set(self, client, article):
        send(client, article)
        client.get(address(article))

        assert list(client.cookies) == ["danh-gia"]

    def test_nothing_of_it_is_kept_by_a_cache(self, client, article):
        for response in (send(client, article), client.get(address(article)), client.get(address(article), **JSON)):
            assert response["Cache-Control"] == "private, no-store"


BAD_STARS = [
    {},
    {"diem": ""},
    {"diem": "0"},
    {"diem": "6"},
    {"diem": "-1"},
    {"diem": "5.0"},
    {"diem": " 5"},
    {"diem": "+5"},
    {"diem": "٥"},
    {"diem": "5\x00"},
    {"diem": "9" * 5000},
    {"diem": ["5", "5"]},
    {"diem[]": "5"},
    {"diem": "true"},
]


class TestBadInput:
    @pytest.mark.parametrize("data", BAD_STARS)
    def test_other_stars_leave_no_trace(self, client, article, data):
        response = client.post(address(article), data, **JSON)

        assert response.status_code == 400
        assert response.json()["error"] in {
            "Hãy chọn từ một đến năm sao.",
            "Điểm đánh giá là một, hai, ba, bốn hoặc năm sao. Hãy chọn lại.",
        }
        assert Rating.objects.count() == 0

    def test_a_form_says_what_is_wrong(self, client, article):
        response = client.post(address(article), {})

        assert response.status_code == 400
        assert text_of(response, "role", "alert") == ["Hãy chọn từ một đến năm sao."]

    @pytest.mark.parametrize("page_id", ["0", "1", "999999", "9" * 18, "9" * 30, "9" * 5000])
    def test_pages_that_are_not_there(self, client, page_id):
        for path in (f"/danh-gia/{page_id}/", f"/danh-gia/{page_id}/rut/"):
            response = client.post(path, {"diem": "5"})
            assert response.status_code == 404
        assert client.get(f"/danh-gia/{page_id}/").status_code == 404

    @pytest.mark.parametrize("page_id", ["-1", "x", "1.0", "", "1%00"])
    def test_addresses_that_are_none(self, client, page_id):
        assert client.post(f"/danh-gia/{page_id}/", {"diem": "5"}).status_code == 404

    def test_a_draft(self, client):
        assert send(client, ArticleFactory(live=False)).status_code == 404

    def test_a_restricted_page(self, client, article):
        PageViewRestriction.objects.create(page=NewsIndexPage.objects.get(), restriction_type="login")

        assert send(client, article).status_code == 404
        assert Rating.objects.count() == 0

    @pytest.mark.parametrize("find", [NewsIndexPage.objects.get, lambda: Page.objects.get(depth=2)])
    def test_a_page_that_takes_no_ratings(self, client, find):
        response = as_json(client, find())

        assert response.status_code == 404
        assert response.json() == {"error": "Trang này không nhận đánh giá."}

    def test_a_page_that_cannot_be_rated_yet(self, client, article, monkeypatch):
        begins = timezone.now() + timedelta(hours=1)
        monkeypatch.setattr(ArticlePage, "rated_from", lambda page: begins)

        assert as_json(client, article).status_code == 403
        assert client.get(address(article)).status_code == 403
        assert Rating.objects.count() == 0

    def test_a_page_that_can_be_rated_since_a_moment_ago(self, client, article, monkeypatch):
        begins = timezone.now() - timedelta(seconds=1)
        monkeypatch.setattr(ArticlePage, "rated_from", lambda page: begins)

        assert as_json(client, article).status_code == 200

    def test_a_page_that_is_deleted_meanwhile(self, client, article, monkeypatch):
        def vote(*args):
            raise IntegrityError("FOREIGN KEY constraint failed")

        monkeypatch.setattr(services, "vote", vote)

        assert as_json(client, article).status_code == 404

    def test_the_sixteenth_new_vote_of_a_network(self, article):
        answers = [as_json(Client(), article).status_code for _ in range(16)]

        assert answers == [200] * 15 + [429]
        assert queries.figures(article.pk).count == 15

    def test_the_limit_does_not_stop_changes(self, client, article):
        send(client, article, "1")
        for _ in range(15):
            as_json(Client(), article)

        assert as_json(client, article, "2").status_code == 200

    def test_the_limit_is_each_networks_own(self, article, settings):
        settings.TRUSTED_PROXIES = 1
        first, second = "2001:db8:1:2::", "2001:db8:1:3::"

        for number in range(15):
            as_json(Client(), article, HTTP_X_FORWARDED_FOR=f"{first}{number + 1:x}")
        assert as_json(Client(), article, HTTP_X_FORWARDED_FOR=f"{first}ffff").status_code == 429
        assert as_json(Client(), article, HTTP_X_FORWARDED_FOR=f"{second}1").status_code == 200

    def test_without_the_salt_of_the_day_nothing_is_taken_and_nothing_typed_is_lost(self, client, article, monkeypatch):
        def away(now):
            raise ConnectionError("Redis keeps no salt")

        monkeypatch.setattr(salt, "of_day", away)

        response = send(client, article, "4")
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert text_of(response, "role", "alert") == ["Hiện chưa thể nhận đánh giá. Vui lòng thử lại sau."]
        assert chosen(response) == ["4"]
        assert as_json(client, article).status_code == 503
        assert not Rating.objects.exists()

    def test_a_flood_slows_its_own_address_only(self, client, article, settings):
        settings.TRUSTED_PROXIES = 1
        answers = [as_json(client, article, "x", HTTP_X_FORWARDED_FOR="203.0.113.5").status_code for _ in range(60)]

        assert answers == [400] * 40 + [429] * 20
        response = as_json(client, article, HTTP_X_FORWARDED_FOR="203.0.113.6")
        assert response.status_code == 200

    def test_a_flood_does_not_reach_the_database(self, client, article, django_assert_num_queries):
        for _ in range(60):
            as_json(client, article, "x")

        with django_assert_num_queries(0):
            response = as_json(client, article)
        assert (response.status_code, response["Retry-After"]) == (429, "60")

    def test_too_large_a_body(self, client, article):
        response = as_json(client, article, padding=None, comment="x" * 20_000)

        assert response.status_code == 413

    def test_too_many_fields(self, client, article):
        body = "&" * 8000
        response = client.post(address(article), body, content_type="application/x-www-form-urlencoded")

        assert response.status_code == 400

    def test_another_kind_of_body(self, client, article):
        assert client.post(address(article), '{"diem": 5}', content_type="application/json").status_code == 400
        assert client.post(address(article), b"\xff\xfe", content_type="multipart/form-data").status_code == 400

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods(self, client, article, method):
        assert getattr(client, method)(address(article)).status_code == 405

    def test_a_withdrawal_is_no_get(self, client, article):
        send(client, article)

        assert client.get(address(article, "rut/")).status_code == 405
        assert Rating.objects.count() == 1


FOREIGN = [
    {"HTTP_SEC_FETCH_SITE": "cross-site"},
    {"HTTP_SEC_FETCH_SITE": "same-site"},
    {"HTTP_ORIGIN": "https://evil.example"},
    {"HTTP_ORIGIN": "null"},
]


OWN = [
    {"HTTP_SEC_FETCH_SITE": "same-origin"},
    {"HTTP_ORIGIN": "http://testserver", "HTTP_HOST": "testserver"},
    {},
]


class TestFromAnotherSite:
    @pytest.mark.parametrize("headers", FOREIGN)
    def test_it_leaves_no_trace(self, article, headers):
        client = Client(enforce_csrf_checks=True)
        own = {"HTTP_SEC_FETCH_SITE": "same-origin"}
        send(client, article, "3", **own)

        assert send(client, article, "1", **headers).status_code == 403
        assert client.post(address(article, "rut/"), **headers).status_code == 403
        assert distribution(article) == (0, 0, 1, 0, 0)

    @pytest.mark.parametrize("headers", OWN)
    def test_our_own_pages_need_no_token(self, article, headers):
        assert send(Client(enforce_csrf_checks=True), article, **headers).status_code == 303

    def test_a_foreign_script_is_told_so(self, client, article):
        response = as_json(client, article, HTTP_SEC_FETCH_SITE="cross-site")

        assert response.json() == {
            "error": "Đánh giá được gửi từ một trang web khác. Hãy đánh giá ngay trên trang bài viết."
        }


def words(response) -> list:
    """The comments of others, as elements."""
    return html.fromstring(response.content).xpath("//*[@class='comments__text']")


@pytest.mark.usefixtures("takes_comments")
class TestComments:
    def test_a_comment_waits_and_its_writer_sees_it(self, client, article):
        shown = client.get(send(client, article, comment="  Rất hay & bổ ích <b>  ").url)

        assert Comment.objects.get().text == "Rất hay & bổ ích <b>"
        assert typed(shown) == "Rất hay & bổ ích <b>"
        assert text_of(shown, "id", "id_y_kien_helptext") == [
            "Ý kiến của bạn đang chờ duyệt và chưa hiển thị với người khác."
        ]
        assert queries.approved_comments(article) == []

    def test_only_what_was_approved_is_shown_to_others_as_plain_text(self, client, article):
        send(client, article, "4", comment="Rất hay & bổ ích <b>\nNên đọc")
        send(Client(), article, "1", comment="Còn chờ")
        shown = Client().get(f"/danh-gia/{article.pk}/")
        assert words(shown) == []

        read = Comment.objects.get(text__startswith="Rất hay")
        services.moderate(read.pk, read.written_at, Comment.State.APPROVED, "", UserFactory())

        shown = Client().get(f"/danh-gia/{article.pk}/")
        [comment] = words(shown)
        assert list(comment.itertext()) == ["Rất hay & bổ ích <b>", "Nên đọc"]
        assert [element.tag for element in comment] == ["br"]

    def test_letters_are_composed(self, client, article):
        send(client, article, comment="Ho\u0323\u0302i")

        assert Comment.objects.get().text == "H\u1ed9i"

    def test_lines_are_kept(self, client, article):
        send(client, article, comment="Một\r\nhai")

        assert Comment.objects.get().text == "Một\nhai"

    @pytest.mark.parametrize(
        ("comment", "shown", "sentence"),
        [
            ("a" * 1001, "a" * 1001, "Ý kiến dài 1.001 ký tự; tối đa là 1.000 ký tự. Hãy rút gọn lại."),
            ("a\x00b", "ab", "Ý kiến có ký tự không hiển thị được. Hãy viết bằng văn bản thường."),
            ("a\x1bb", "ab", "Ý kiến có ký tự không hiển thị được. Hãy viết bằng văn bản thường."),
            ("a\u202eb", "ab", "Ý kiến có ký tự không hiển thị được. Hãy viết bằng văn bản thường."),
            (["a", "b"], "b", "Chỉ gửi một ý kiến."),
        ],
    )
    def test_what_cannot_be_taken_is_not_lost(self, client, article, comment, shown, sentence):
        response = send(client, article, "4", comment=comment)

        assert response.status_code == 400
        assert text_of(response, "role", "alert") == [sentence]
        assert chosen(response) == ["4"]
        assert typed(response) == shown
        assert Rating.objects.count() == 0

    def test_words_are_not_lost_when_the_stars_are_missing(self, client, article):
        response = client.post(address(article), {"y_kien": "Rất hay"})

        assert typed(response) == "Rất hay"

    def test_words_are_not_lost_when_the_network_has_voted_enough(self, client, article, settings):
        settings.RATINGS_PER_NETWORK = 0

        response = send(client, article, "4", comment="Rất hay")

        assert response.status_code == 429
        assert typed(response) == "Rất hay"
        assert Comment.objects.count() == 0

    def test_a_thousand_letters_with_accents_fit(self, client, article):
        send(client, article, comment="ệ" * 1000)

        assert len(Comment.objects.get().text) == 1000

    def test_a_vote_without_the_field_leaves_the_words(self, client, article):
        send(client, article, "5", comment="Rất hay")
        send(client, article, "4")

        assert Comment.objects.get().text == "Rất hay"

    def test_the_average_shows_from_five_votes_on(self, client, article):
        for number in range(4):
            services.vote(article, f"reader {number}", 5, f"n{number}")
        assert text_of(client.get(address(article)), "class", "rating__average") == [""]

        services.vote(article, "reader 4", 4, "n4")
        assert text_of(client.get(address(article)), "class", "rating__average") == ["4,8"]


def test_a_page_without_comments_takes_none(client, article):
    response = as_json(client, article, comment="Rất hay")

    assert response.status_code == 400
    assert response.json() == {"error": "Trang này chỉ nhận điểm đánh giá, không nhận ý kiến."}
    assert (Rating.objects.count(), Comment.objects.count()) == (0, 0)


@pytest.mark.usefixtures("takes_comments")
class TestApprovedComments:
    def said(self, article, voter, state="approved", **more):
        rating = services.vote(article, voter, 5, "n", f"Của {voter}")
        Comment.objects.filter(rating=rating).update(state=state, **more)
        return rating

    def test_only_what_was_approved_is_public(self, article):
        now = timezone.now()
        self.said(article, "first", written_at=now - timedelta(hours=1))
        self.said(article, "second", written_at=now)
        self.said(article, "waits", "waiting")
        self.said(article, "hidden", "hidden")
        self.said(ArticleFactory(), "elsewhere")

        assert [comment.text for comment in queries.approved_comments(article)] == ["Của second", "Của first"]

    def test_words_of_a_void_vote_are_not(self, article):
        rating = self.said(article, "stuffer")
        services.void([rating.pk], None)

        assert queries.approved_comments(article) == []
