"""The search page and the suggestions, as a browser sees them."""

from datetime import datetime
from urllib.parse import quote

import pytest

from images.models import CustomImage
from search import queries
from search.kinds import label_of
from vietnamese.dates import VIETNAM


@pytest.fixture
def search(client):
    def get(q="", **params):
        return client.get("/tim-kiem/", {"q": q, **params})

    return get


def shown(response):
    return [result.title_html for result in response.context["results"]]


def test_a_result_has_a_marked_title_a_marked_snippet_and_its_address(publish, search, topic):
    publish(
        "Khai mạc hội thảo", "Sáng nay, hội thảo bắt đầu.", slug="khai-mac", topics=[topic("Khoa học", "khoa-hoc")],
        date=datetime(2024, 1, 17, 15, 2, tzinfo=VIETNAM),
    )  # fmt: skip

    response = search("hoi thao")
    (result,) = response.context["results"]

    assert result.title_html == "Khai mạc <mark>hội thảo</mark>"
    assert result.snippet_html == "Sáng nay, <mark>hội thảo</mark> bắt đầu."
    assert result.url == "/tin-tuc/khai-mac/"
    assert result.date == datetime(2024, 1, 17, 15, 2, tzinfo=VIETNAM)
    assert result.kind_label == label_of("news")
    assert result.topics == ["Khoa học"]
    assert result.image is None
    assert "Khai mạc <mark>hội thảo</mark>" in response.content.decode()


def test_markup_in_a_title_and_in_what_was_typed_is_text(publish, search):
    publish("Hội thảo <script>alert(1)</script> & Đào tạo")

    response = search("hội <script> thảo")
    page = response.content.decode()

    assert "<script>alert" not in page
    assert "hội <script>" not in page
    assert "&lt;<mark>script</mark>&gt;alert(1)" in page


def test_a_public_page_sets_no_cookie_and_may_be_kept(publish, search):
    publish("Hội thảo")

    response = search("hội thảo")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=60"
    assert "csrf" not in response.content.decode()


def test_suggestions_set_no_cookie_and_may_be_kept(publish, client):
    publish("Hội thảo")

    response = client.get("/tim-kiem/goi-y/", {"q": "hoi"})

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == "public, max-age=60"


def test_nothing_is_written_by_other_methods(client, db):
    assert client.post("/tim-kiem/", {"q": "hội"}).status_code == 405
    assert client.post("/tim-kiem/goi-y/", {"q": "hội"}).status_code == 405


def test_without_a_query_there_is_the_empty_form(search, db):
    response = search("")

    assert response.status_code == 200
    assert response.context["total"] == 0


def test_pages_follow_each_other_without_gap_or_double(publish, search):
    published = [publish(f"Hội thảo số {number}").title for number in range(23)]

    pages = [shown(search("hội thảo", trang=number)) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [10, 10, 3]
    titles = [title.replace("<mark>", "").replace("</mark>", "") for page in pages for title in page]
    assert titles == published[::-1]


@pytest.mark.parametrize("number", ["x", "0", "-1", "2", "999999", "1.5", "", "٣", "9" * 400, "1e3"])
def test_a_page_that_is_not_there_is_not_found(publish, search, number):
    publish("Hội thảo")

    assert search("hội thảo", trang=number).status_code == 404


def test_many_results_are_counted_up_to_a_limit(publish, search, monkeypatch):
    monkeypatch.setattr(queries, "MOST_RESULTS", 20)
    for number in range(21):
        publish(f"Hội thảo {number}")

    response = search("hội thảo")

    assert (response.context["total"], response.context["total_is_capped"]) == (20, True)
    assert response.context["results"].paginator.num_pages == 2
    assert search("hội thảo", trang=3).status_code == 404


def test_exactly_the_limit_is_not_more_than_the_limit(publish, search, monkeypatch):
    monkeypatch.setattr(queries, "MOST_RESULTS", 20)
    for number in range(20):
        publish(f"Hội thảo {number}")

    response = search("hội thảo")

    assert (response.context["total"], response.context["total_is_capped"]) == (20, False)


def test_the_limit_is_cut_across_tiers(publish, search, monkeypatch):
    monkeypatch.setattr(queries, "MOST_RESULTS", 20)
    for number in range(15):
        publish(f"Bản tin {number}", "Có hội thảo.")
        publish(f"Hội thảo {number}", "Có hội thảo.")

    first, second = search("hội thảo"), search("hội thảo", trang=2)

    assert first.context["total_is_capped"]
    assert ["Bản tin" in title for title in shown(first)] == [False] * 10
    assert ["Bản tin" in title for title in shown(second)] == [False] * 5 + [True] * 5


def test_filters_are_combined(publish, search, topic):
    sport = topic("Thể thao", "the-thao")
    publish("Hội thảo một", topics=[sport], date=datetime(2024, 1, 17, 9, tzinfo=VIETNAM))
    publish("Hội thảo hai", topics=[sport], date=datetime(2024, 1, 18, 9, tzinfo=VIETNAM))
    publish("Hội thảo ba", date=datetime(2024, 1, 17, 9, tzinfo=VIETNAM))

    response = search("hoi thao", loai="news", chu_de="the-thao", tu="17/01/2024", den="17/1/2024")

    assert shown(response) == ["<mark>Hội thảo</mark> một"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("tu", "31/02/2024"), ("den", "mai"), ("tu", "0/0/0"), ("loai", "x"), ("chu_de", "khong-co"), ("tu", "9" * 9_000)],
)
def test_a_filter_that_makes_no_sense_is_named_and_nothing_typed_is_lost(publish, search, field, value):
    publish("Hội thảo")

    response = search("hội thảo", **{field: value})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert response.context["total"] == 0
    assert response.context["query"] == "hội thảo"


def test_a_span_that_ends_before_it_begins_is_named(search, db):
    response = search("hội", tu="18/01/2024", den="17/01/2024")

    assert list(response.context["form"].errors) == ["den"]


def test_a_long_query_is_cut_and_the_page_says_so(publish, search):
    publish("Hội thảo")

    response = search("hội thảo " * 1_200)

    assert response.status_code == 200
    assert shown(response) == ["<mark>Hội thảo</mark>"]
    assert response.context["notice"]


@pytest.mark.parametrize("q", ["!!!", "-hội", "😀", "“”"])
def test_signs_alone_get_a_sentence(search, db, q):
    assert search(q).context["notice"]


@pytest.mark.parametrize(
    "raw", ["q=%FF%FE", "q=%ED%A0%80", "q=%C3", "q", "q=a&q=b", "q=%25%s", "Q=1", "q=+", "q=%F0%9F%98%80"]
)
def test_no_address_is_an_error(client, db, raw):
    assert client.get(f"/tim-kiem/?{raw}").status_code == 200
    assert client.get(f"/tim-kiem/goi-y/?{raw}").status_code == 200


@pytest.mark.parametrize("articles", [1, 8])
def test_a_search_takes_the_same_queries_whatever_it_finds(
    publish, search, topic, django_assert_num_queries, articles, picture
):
    sport = topic("Thể thao", "the-thao")
    for number in range(articles):
        publish(f"Hội thảo {number}", "Toàn văn.", topics=[sport], main_picture=picture(number))
    search("toan van")

    # Topics; four tiers (title and text, in a row and apart); entries; pages, articles, pictures and their sizes. The
    # site, its menu and its imprint are remembered by now.
    with django_assert_num_queries(10):
        assert len(search("toan van").context["results"]) == articles


@pytest.fixture
def picture(db):
    def make(number):
        return CustomImage.objects.create(
            title=f"Ảnh {number}", file=f"original_images/{number}.jpg", width=1200, height=800, source_hash=str(number)
        )

    return make


def test_a_result_shows_the_picture_of_its_page(publish, search, picture):
    image = picture(1)
    publish("Hội thảo", main_picture=image)

    (result,) = search("hội thảo").context["results"]

    assert result.image == image


def suggested(client, q):
    return [suggestion.title_html for suggestion in client.get("/tim-kiem/goi-y/", {"q": q}).context["suggestions"]]


@pytest.mark.parametrize("typed", ["ho", "hoi", "hội t", "hoi thao kh", "khoa", "HỘI THẢO KHOA HỌC"])
def test_suggestions_fit_the_beginning_of_the_last_word(publish, client, typed):
    publish("Hội thảo khoa học")
    publish("Bóng đá nam")

    assert [title.replace("<mark>", "").replace("</mark>", "") for title in suggested(client, typed)] == [
        "Hội thảo khoa học"
    ]


def test_suggestions_look_at_titles_only_and_at_beginnings_of_words_only(publish, client):
    publish("Bóng đá", "Hội thảo")
    publish("Toàn văn")

    assert suggested(client, "hội") == []
    assert suggested(client, "an") == []


def test_suggestions_put_words_in_a_row_first(publish, client):
    publish("Hội thảo một")
    publish("Thảo luận trong đại hội")

    assert suggested(client, "hoi th") == [
        "<mark>Hội</mark> <mark>th</mark>ảo một",
        "<mark>Th</mark>ảo luận trong đại <mark>hội</mark>",
    ]


def test_suggestions_are_few_and_the_newest(publish, client):
    for number in range(10, 20):
        publish(f"Hội thảo {number}")

    found = suggested(client, "hoi")

    assert len(found) == 8
    assert "19" in found[0]


def test_suggestions_take_the_same_queries_whatever_they_find(publish, client, django_assert_num_queries):
    for number in range(8):
        publish(f"Hội thảo {number}")
    suggested(client, "hoi th")

    # Two tiers (anywhere, in a row); entries, pages. The site's addresses are cached by Wagtail.
    with django_assert_num_queries(4):
        suggested(client, "hoi th")


def test_the_address_of_a_page_of_results_keeps_the_query(publish, search):
    for number in range(11):
        publish(f"Hội thảo {number}")

    assert f"q={quote('hội')}" in search("hội").content.decode()
