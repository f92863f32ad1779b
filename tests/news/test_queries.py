"""The lists of the news: who stands in them, in which order, at what cost."""

from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator
from wagtail.models import PageViewRestriction

from news import queries
from news.models import ArticlePage, NewsIndexPage, RelatedArticle
from news.queries import Listing
from tests.factories import ArticleFactory, ImageFactory, TopicFactory, hanoi

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)


def titles(articles) -> list[str]:
    return [article.title for article in articles]


def pks(found):
    """Articles, whether pages or cards, as their keys; lists and pairs of them alike."""
    if isinstance(found, list | tuple):
        return type(found)(pks(item) for item in found)
    return found.pk if found is not None else None


def days(month: queries.Month) -> set[date]:
    """The days that lead somewhere."""
    return {day.date for week in month.weeks for day in week if day.path}


def neighbours(article):
    around = queries.surroundings(article)
    return around.older, around.newer


def related_to(article, count=4):
    return queries.surroundings(article, count).related


def articles(*names, at=NOON, **fields) -> list:
    """Articles of the same moment, so that only the tie-break orders them."""
    return [ArticleFactory(title=name, display_at=at, **fields) for name in names]


@pytest.fixture
def topic():
    return TopicFactory(name="Thi đua")


def hide_all_kinds(topic):
    """One article of each kind that no reader may find."""
    ArticleFactory(title="Nháp", live=False, topics=[topic])
    ArticleFactory(title="Gỡ", topics=[topic]).unpublish()
    ArticleFactory(title="Hết hạn", topics=[topic]).unpublish(set_expired=True)
    closed = ArticleFactory(title="Nội bộ", topics=[topic])
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    return closed


class TestWhoIsListed:
    def test_only_what_every_reader_may_read(self, topic):
        hide_all_kinds(topic)
        shown = ArticleFactory(topics=[topic])
        every_day = (date(2000, 1, 1), date(2100, 1, 1))
        assert pks(queries.all_articles()[0:10]) == pks([shown])
        assert pks(queries.articles_between(*every_day)[0:10]) == pks([shown])
        assert pks(queries.articles_about(topic)[0:10]) == pks([shown])
        assert pks(queries.sections([topic], 10)) == pks([(topic, [shown])])
        assert [queries.all_articles().count(), queries.articles_about(topic).count()] == [1, 1]

    def test_the_lead_story_is_not_one_that_readers_may_not_read(self, topic):
        closed = hide_all_kinds(topic)
        shown = ArticleFactory()
        NewsIndexPage.objects.update(lead_article=closed)
        assert pks(queries.front(5)) == pks((shown, []))

    def test_what_the_editor_chose_as_related_is_not_shown_when_it_is_closed(self, topic):
        closed = hide_all_kinds(topic)
        article, open_one = articles("Bài", "Mở")
        for order, other in enumerate((closed, open_one)):
            RelatedArticle.objects.create(page=article, article=other, sort_order=order)
        assert pks(related_to(article)) == pks([open_one])

    def test_neighbours_pass_over_it(self, topic):
        first = ArticleFactory()
        hide_all_kinds(topic)
        last = ArticleFactory()
        assert pks(neighbours(first)) == pks((None, last))
        assert pks(neighbours(last)) == pks((first, None))

    def test_a_day_of_nothing_else_has_no_news(self, topic):
        hide_all_kinds(topic)
        assert (queries.newest_day(), queries.years(), queries.months_of(2024)) == (None, [], [])
        assert days(queries.month(2024, 1)) == set()


class TestOrder:
    def test_newest_first_and_of_the_same_moment_the_later_record(self):
        articles("a", "b")
        articles("cũ", at=NOON - timedelta(days=1))
        articles("mới", at=NOON + timedelta(seconds=1))
        assert titles(queries.all_articles()[0:9]) == ["mới", "b", "a", "cũ"]

    def test_a_topic_keeps_the_same_order(self, topic):
        articles("a", "b", topics=[topic])
        articles("mới", at=NOON + timedelta(seconds=1), topics=[topic])
        ArticleFactory(title="khác", topics=[TopicFactory()])
        assert titles(queries.articles_about(topic)[0:9]) == ["mới", "b", "a"]


class TestListing:
    @pytest.mark.parametrize("about_topic", [False, True])
    @pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
    def test_pages_read_from_both_ends_hold_each_article_once(self, topic, count, about_topic):
        articles(*map(str, range(count)), topics=[topic])
        listing = queries.articles_about(topic) if about_topic else queries.all_articles()
        paginator = Paginator(listing, 3)
        pages = [titles(paginator.page(number).object_list) for number in paginator.page_range]
        assert [name for page in pages for name in page] == [str(n) for n in reversed(range(count))]
        assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)

    def test_a_late_page_is_read_from_the_end(self, django_assert_num_queries):
        articles(*"abcdefgh")
        listing = queries.all_articles()
        with django_assert_num_queries(4) as asked:  # count, ids, articles, topics
            listing[6:9]
        ids = next(query["sql"] for query in asked.captured_queries if "LIMIT" in query["sql"])
        assert "OFFSET 6" not in ids

    def test_the_count_is_asked_for_once(self, django_assert_num_queries):
        listing = queries.all_articles()
        with django_assert_num_queries(1):
            assert (listing.count(), len(listing)) == (0, 0)


class TestCost:
    """The same number of queries for one article and for three, however many topics and pictures they have."""

    READS = (
        ("listing", 5, lambda topic: queries.all_articles()[0:9]),
        ("span", 5, lambda topic: queries.articles_between(date(2024, 1, 1), date(2024, 12, 31))[0:9]),
        ("topic", 5, lambda topic: queries.articles_about(topic)[0:9]),
        ("front", 5, lambda topic: queries.front(9)),
        ("sections", 4, lambda topic: queries.sections([topic], 9)),
        ("with_bodies", 3, lambda topic: queries.with_bodies(queries.listed().values_list("pk", flat=True))),
        ("month", 1, lambda topic: queries.month(2024, 1)),
        ("months_of", 1, lambda topic: queries.months_of(2024)),
        ("years", 1, lambda topic: queries.years()),
    )

    @pytest.mark.parametrize(("expected", "read"), [row[1:] for row in READS], ids=[row[0] for row in READS])
    @pytest.mark.parametrize("count", [1, 3])
    def test_it_does_not_grow_with_the_articles(self, django_assert_num_queries, topic, count, expected, read):
        for _ in range(count):
            ArticleFactory(topics=[topic, TopicFactory()], main_picture=ImageFactory())
        with django_assert_num_queries(expected):
            found = read(topic)
            if isinstance(found, list) and found and hasattr(found[0], "topics"):
                assert [(a.topics, a.main_picture.pk) for a in found]

    @pytest.mark.parametrize("count", [1, 3])
    def test_surroundings(self, django_assert_num_queries, topic, count):
        article, *_ = [ArticleFactory(topics=[topic], main_picture=ImageFactory()) for _ in range(1 + count)]
        article = queries.with_bodies([article.pk])[0]
        with django_assert_num_queries(4):  # chosen ones, topics, latest of the topic, cards
            around = queries.surroundings(article)
            assert [card.main_picture.pk for card in around.related]
        assert len(around.related) == count
        for other in around.related:
            RelatedArticle.objects.create(page=article, article_id=other.pk)
        with django_assert_num_queries(3):
            assert [card.topics for card in queries.surroundings(article).related] == [[topic]] * count


class TestNeighbours:
    def test_of_the_same_moment_the_record_decides(self):
        a, b, c = articles("a", "b", "c")
        assert pks([neighbours(x) for x in (a, b, c)]) == pks([(None, b), (a, c), (b, None)])

    def test_walking_along_them_meets_every_article_once(self):
        made = articles("a", "b") + articles("c", at=NOON - timedelta(days=400)) + articles("d", "e", at=NOON)
        card, seen = queries.all_articles()[0:1][0], []
        while card:
            seen.append(card.pk)
            card, _newer = neighbours(ArticlePage.objects.get(pk=card.pk))
        assert sorted(seen) == sorted(a.pk for a in made)

    def test_one_that_the_editor_chose_as_well_stands_in_both_places(self):
        *_, far, older, article, newer = articles("xa", "xa", "trước", "bài", "sau")
        for order, other in enumerate((newer, far, older)):
            RelatedArticle.objects.create(page=article, article=other, sort_order=order)
        assert pks(neighbours(article)) == pks((older, newer))
        assert pks(related_to(article)) == pks([newer, far, older])

    def test_an_unpublished_article_has_none(self):
        ArticleFactory()
        assert pks(neighbours(ArticleFactory(live=False))) == pks((None, None))


class TestRelated:
    def test_what_the_editor_chose_in_the_editors_order(self, topic):
        article, first, second, _found = articles("bài", "một", "hai", "cùng chủ đề", topics=[topic])
        for order, other in enumerate((second, first)):
            RelatedArticle.objects.create(page=article, article=other, sort_order=order)
        # Another article's choice of the same ones, in another order, is its own affair.
        elsewhere = ArticleFactory()
        for order, other in enumerate((first, second)):
            RelatedArticle.objects.create(page=elsewhere, article=other, sort_order=order)
        assert pks(related_to(article)) == pks([second, first])

    def test_nothing_chosen_gives_the_newest_of_its_first_topic(self, topic):
        old, article, new = articles("cũ", "bài", "mới", topics=[topic])
        ArticleFactory(topics=[TopicFactory()])
        assert pks(related_to(article)) == pks([new, old])

    def test_never_more_than_asked_for(self, topic):
        article, *_ = articles(*"abcdef", topics=[topic])
        assert len(related_to(article, 4)) == 4

    def test_an_article_chosen_twice_stands_once(self):
        article, other = articles("bài", "hai lần")
        for order in range(2):
            RelatedArticle.objects.create(page=article, article=other, sort_order=order)
        assert pks(related_to(article)) == pks([other])

    def test_a_draft_brings_its_own_topics(self, topic):
        stored, other = articles("bài", "khác", topics=[topic])
        around = queries.surroundings(ArticlePage(title="Nháp"), topics=[topic])
        assert (around.topics, pks(around.related)) == ([topic], pks([other, stored]))
        assert queries.surroundings(stored, topics=[]).topics == []

    def test_an_article_without_topics_has_none(self):
        article, _ = articles("bài", "khác")
        assert pks(related_to(article)) == pks([])


class TestFront:
    def test_the_lead_story_is_the_newest_that_has_a_picture(self):
        plain, pictured, newest = articles("a", "b", "c")
        pictured.main_picture = ImageFactory()
        pictured.save()
        assert pks(queries.front(5)) == pks((pictured, [newest, plain]))

    def test_the_newsroom_may_choose_another(self):
        old, *_ = articles("cũ", at=NOON - timedelta(days=900))
        newest = articles(*"abcdef")[-1]
        NewsIndexPage.objects.update(lead_article=old)
        lead, latest = queries.front(3)
        assert (lead.pk, latest[0].pk, len(latest)) == (old.pk, newest.pk, 3)

    def test_without_any_picture_it_is_the_newest(self):
        older, newest = articles("a", "b")
        assert pks(queries.front(5)) == pks((newest, [older]))

    def test_an_empty_site(self):
        assert pks(queries.front(5)) == pks((None, []))


class TestSections:
    def test_an_article_stands_in_one_section_only(self, topic):
        other = TopicFactory()
        both, alone = articles("hai chủ đề", topics=[topic, other]), articles("một chủ đề", topics=[other])
        assert pks(queries.sections([topic, other], 4)) == pks([(topic, both), (other, alone)])

    def test_an_empty_section_is_left_out(self, topic):
        shown = articles("a", topics=[topic])
        assert pks(queries.sections([topic], 4, without=[shown[0].pk])) == pks([])

    def test_each_is_full_as_long_as_there_are_articles(self, topic):
        made = articles(*"abcdef", topics=[topic])
        newest_first = made[::-1]
        found = queries.sections([topic], 3, without=[a.pk for a in newest_first[:2]])
        assert pks(found) == pks([(topic, newest_first[2:5])])


class TestDays:
    def test_a_month_marks_its_days_in_hanoi(self):
        for moment in (hanoi(2024, 1, 31, 23, 59), hanoi(2024, 2, 1, 0, 1), hanoi(2024, 2, 29, 23, 59)):
            ArticleFactory(display_at=moment)
        assert days(queries.month(2024, 1)) == {date(2024, 1, 31)}
        assert days(queries.month(2024, 2)) == {date(2024, 2, 1), date(2024, 2, 29)}

    def test_it_leads_to_the_nearest_months_with_news(self):
        for year, month in ((2022, 5), (2024, 1), (2024, 12)):
            ArticleFactory(display_at=hanoi(year, month, 9, 9))
        middle = queries.month(2024, 1)
        assert (middle.previous, middle.next) == (date(2022, 5, 1), date(2024, 12, 1))
        empty = queries.month(2023, 7)
        assert (empty.previous, empty.next, days(empty)) == (date(2022, 5, 1), date(2024, 1, 1), set())
        assert (queries.month(2022, 5).previous, queries.month(2024, 12).next) == (None, None)

    def test_december_ends_with_the_year(self):
        ArticleFactory(display_at=hanoi(2024, 12, 31, 23, 59))
        assert days(queries.month(2024, 12)) == {date(2024, 12, 31)}
        assert queries.month(2025, 1).previous == date(2024, 12, 1)

    def test_the_nearest_days(self):
        for day in (10, 20):
            ArticleFactory(display_at=hanoi(2024, 1, day, 9))
        assert queries.nearest_day_before(date(2024, 1, 20)) == date(2024, 1, 10)
        assert queries.nearest_day_before(date(2024, 1, 10)) is None
        assert queries.nearest_day_after(date(2024, 1, 10)) == date(2024, 1, 20)
        assert queries.nearest_day_after(date(2024, 1, 20)) is None

    def test_the_articles_of_a_day_are_those_of_its_24_hours_in_hanoi(self):
        for moment in (
            hanoi(2024, 1, 16, 23, 59, 59),
            hanoi(2024, 1, 17, 0, 0),
            hanoi(2024, 1, 17, 23, 59, 59),
            hanoi(2024, 1, 18, 0, 0),
        ):
            ArticleFactory(title=f"{moment:%d %H:%M}", display_at=moment)
        day = date(2024, 1, 17)
        assert titles(queries.articles_between(day, day)[0:9]) == ["17 23:59", "17 00:00"]

    def test_the_months_of_a_year_are_counted(self):
        for moment in (
            hanoi(2024, 1, 1, 0, 0),
            hanoi(2024, 1, 31, 9),
            hanoi(2024, 12, 31, 23, 59),
            hanoi(2025, 1, 1, 0),
        ):
            ArticleFactory(display_at=moment)
        assert queries.months_of(2024) == [(date(2024, 1, 1), 2), (date(2024, 12, 1), 1)]
        assert queries.years() == [2025, 2024]
        assert queries.newest_day() == date(2025, 1, 1)


def test_a_listing_needs_no_articles():
    assert Listing(queries.listed())[0:9] == []
