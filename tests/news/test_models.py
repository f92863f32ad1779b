"""What an article knows of itself: when it appeared, under which address, and whether readers may find it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from accounts.roles import CHIEF_EDITOR, EDITOR
from news.models import ArticlePage, ArticleTopic
from tests.factories import ArticleFactory, TopicFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db

NOON = hanoi(2024, 1, 17, 12)
UNLISTED = (None, None, [None])


def listing_of(article) -> tuple:
    """What the database holds of an article's place in the lists: the moment, the day, the moments of its topics."""
    fresh = ArticlePage.objects.get(pk=article.pk)
    of_topics = ArticleTopic.objects.filter(page_id=article.pk).values_list("listed_at", flat=True)
    return fresh.listed_at, fresh.listed_on, list(of_topics)


def listed(moment) -> tuple:
    return moment, timezone.localdate(moment), [moment]


@pytest.fixture
def draft():
    return ArticleFactory(live=False, display_at=None, topics=[TopicFactory()])


@pytest.fixture
def article():
    return ArticleFactory(display_at=NOON, topics=[TopicFactory()])


class TestDateShown:
    def test_an_empty_date_is_the_moment_of_the_first_publication(self, draft):
        with time_machine.travel(NOON, tick=False):
            draft.save_revision().publish()
        assert listing_of(draft) == listed(NOON)

    def test_a_later_publication_does_not_move_it(self, draft):
        for days in (0, 3):
            with time_machine.travel(NOON + timedelta(days=days), tick=False):
                ArticlePage.objects.get(pk=draft.pk).save_revision().publish()
        assert listing_of(draft) == listed(NOON)

    def test_a_date_in_the_past_is_where_it_stands_in_the_lists(self):
        article = ArticleFactory(display_at=hanoi(2019, 5, 1, 9), topics=[TopicFactory()])
        assert listing_of(article) == listed(hanoi(2019, 5, 1, 9))

    @time_machine.travel(NOON, tick=False)
    def test_a_date_in_the_future_is_refused_beside_the_field(self, article):
        article.display_at = NOON + timedelta(days=1)
        with pytest.raises(ValidationError) as refusal:
            article.full_clean()
        assert list(refusal.value.message_dict) == ["display_at"]

    @time_machine.travel(NOON, tick=False)
    def test_a_date_in_the_future_is_taken_with_a_schedule_as_late(self, article):
        article.display_at = article.go_live_at = NOON + timedelta(days=1)
        article.full_clean()

    @time_machine.travel(NOON, tick=False)
    def test_a_clock_that_is_a_little_ahead_is_forgiven(self, article):
        article.display_at = NOON + timedelta(minutes=4)
        article.full_clean()

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            (hanoi(2024, 1, 17, 0, 30), date(2024, 1, 17)),
            (hanoi(2024, 1, 17, 6, 59), date(2024, 1, 17)),
            (hanoi(2024, 1, 17, 23, 30), date(2024, 1, 17)),
            (hanoi(2024, 1, 1, 0, 0), date(2024, 1, 1)),
        ],
    )
    def test_it_belongs_to_its_day_in_hanoi(self, moment, day):
        assert ArticleFactory(display_at=moment).listed_on == day


class TestPlaceInTheLists:
    def test_a_draft_has_none(self, draft):
        assert listing_of(draft) == UNLISTED

    def test_it_is_lost_and_found_again_with_the_publication(self, article):
        assert listing_of(article) == listed(NOON)
        article.unpublish()
        assert listing_of(article) == UNLISTED
        article.save_revision().publish()
        assert listing_of(article) == listed(NOON)

    def test_the_date_of_an_unpublished_change_counts_only_once_it_is_published(self, article):
        article.display_at = hanoi(2020, 2, 2, 8)
        revision = article.save_revision()
        assert listing_of(article) == listed(NOON)
        revision.publish()
        assert listing_of(article) == listed(hanoi(2020, 2, 2, 8))

    def test_a_topic_added_later_is_dated_too(self, article):
        article.article_topics.add(ArticleTopic(topic=TopicFactory()))
        article.save_revision().publish()
        assert listing_of(article)[2] == [NOON, NOON]

    def test_the_clock_publishes_what_was_scheduled(self, draft):
        with time_machine.travel(NOON, tick=False):
            draft.go_live_at = NOON + timedelta(hours=2)
            draft.save_revision().publish()
        assert listing_of(draft) == UNLISTED
        with time_machine.travel(NOON + timedelta(hours=3), tick=False):
            call_command("publish_scheduled")
        assert listing_of(draft) == listed(NOON + timedelta(hours=3))

    def test_the_clock_takes_away_what_has_expired(self, article):
        article.expire_at = NOON + timedelta(hours=2)
        article.save_revision().publish()
        with time_machine.travel(NOON + timedelta(hours=3), tick=False):
            call_command("publish_scheduled")
        assert not Page.objects.get(pk=article.pk).live
        assert listing_of(article) == UNLISTED

    def test_unpublishing_the_index_with_all_below_it_empties_the_lists(self, article):
        UnpublishPageAction(
            article.get_parent(), user=UserFactory(role=CHIEF_EDITOR), include_descendants=True
        ).execute()
        assert listing_of(article) == UNLISTED

    def test_the_workflow_publishes_with_the_chief_editors_approval(self, draft):
        editor, chief = UserFactory(role=EDITOR), UserFactory(role=CHIEF_EDITOR)
        draft.save_revision(user=editor)
        state = draft.get_workflow().start(draft, editor)
        assert listing_of(draft) == UNLISTED
        with time_machine.travel(NOON, tick=False):
            state.current_task_state.approve(user=chief)
        assert listing_of(draft) == listed(NOON)

    @pytest.mark.parametrize("closed", [0, 1, 2], ids=["article", "index", "home"])
    def test_a_page_that_is_closed_to_the_public_takes_its_articles_along(self, article, closed):
        page = [article, article.get_parent(), article.get_parent().get_parent()][closed]
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert listing_of(article) == UNLISTED
        restriction.delete()
        assert listing_of(article) == listed(NOON)

    def test_an_article_published_below_a_closed_page_is_in_no_list(self, draft):
        PageViewRestriction.objects.create(page=draft.get_parent(), restriction_type=PageViewRestriction.LOGIN)
        draft.save_revision().publish()
        assert listing_of(draft) == UNLISTED

    def test_a_restriction_elsewhere_changes_nothing(self, article):
        PageViewRestriction.objects.create(page=ArticleFactory(), restriction_type=PageViewRestriction.LOGIN)
        assert listing_of(article) == listed(NOON)


class TestEdited:
    def test_an_article_is_edited_once_it_was_changed_well_after_its_publication(self, draft):
        draft.first_published_at = NOON
        for minutes, edited in ((0, False), (15, False), (16, True)):
            draft.last_published_at = NOON + timedelta(minutes=minutes)
            assert draft.edited_at == (draft.last_published_at if edited else None)

    def test_a_draft_is_not(self, draft):
        assert draft.edited_at is None


class TestSlug:
    def test_it_keeps_the_letters_of_a_vietnamese_title(self):
        assert ArticleFactory(title="Đoàn kết, đổi mới").slug == "doan-ket-doi-moi"

    def test_the_second_of_the_same_title_is_numbered(self):
        assert [ArticleFactory(title="Lễ ký kết").slug for _ in range(3)] == ["le-ky-ket", "le-ky-ket-2", "le-ky-ket-3"]

    @pytest.mark.parametrize("slug", ["2024", "01", "chu-de", "tim-ngay", "in"])
    def test_an_address_of_the_archive_is_refused_beside_the_field(self, article, slug):
        article.slug = slug
        with pytest.raises(ValidationError) as refusal:
            article.full_clean()
        assert list(refusal.value.message_dict) == ["slug"]

    @pytest.mark.parametrize("title", ["2024", "Chủ đề", "Tìm ngày"])
    def test_a_title_that_reads_like_one_still_gets_an_address(self, title, client):
        article = ArticleFactory(title=title)
        article.full_clean()
        assert client.get(article.get_url()).context["page"] == article
