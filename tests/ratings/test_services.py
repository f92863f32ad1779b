from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.roles import CHIEF_EDITOR
from ratings import queries, services
from ratings.models import Comment, Rating, RatingTotal
from tests.factories import ArticleFactory, UserFactory, hanoi

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def chief():
    return UserFactory(role=CHIEF_EDITOR)


def vote(article, voter="reader", stars=5, network="", **more) -> Rating:
    """A vote from a network of its own."""
    return services.vote(article, voter, stars, network or f"network of {voter}", **more)


def distribution(article):
    return queries.figures(article.pk).distribution


def test_a_page_that_nobody_rated(article):
    figures = queries.figures(article.pk)

    assert (figures.count, figures.sum, figures.average) == (0, 0, None)


def test_votes_are_counted_by_their_stars(article):
    for voter, stars in enumerate([1, 2, 2, 5, 5, 5]):
        vote(article, f"reader {voter}", stars)

    figures = queries.figures(article.pk)
    assert figures == queries.Figures((1, 2, 0, 0, 3))
    assert (figures.count, figures.sum, figures.average) == (6, 20, 20 / 6)


def test_the_database_works_out_the_same_figures(article):
    for voter, stars in enumerate([1, 2, 2, 5]):
        vote(article, f"reader {voter}", stars)

    total = RatingTotal.objects.get(page_id=article.pk)
    assert (total.count, total.sum, total.average) == (4, 10, 2.5)


def test_a_second_vote_takes_the_place_of_the_first(article):
    vote(article, stars=2)
    vote(article, stars=4)

    assert distribution(article) == (0, 0, 0, 1, 0)
    assert Rating.objects.count() == 1


def test_the_same_stars_again_change_nothing(article, django_assert_num_queries):
    first = vote(article, stars=4)

    with django_assert_num_queries(4):  # savepoint, lock, look, release
        again = vote(article, stars=4)

    assert again.changed_at == first.changed_at
    assert distribution(article) == (0, 0, 0, 1, 0)


def test_a_new_vote_costs_seven_queries(article, django_assert_num_queries):
    vote(article, "another")

    with django_assert_num_queries(7):  # savepoint, lock, look, count the network's, insert, add, release
        vote(article)


def test_one_reader_rates_two_pages(article):
    other = ArticleFactory()
    vote(article, stars=1)
    vote(other, stars=5)

    assert (distribution(article), distribution(other)) == ((1, 0, 0, 0, 0), (0, 0, 0, 0, 1))


def test_a_vote_is_withdrawn(article):
    vote(article, stars=3)
    vote(article, "another", stars=5)

    assert services.withdraw(article, "reader") is True
    assert services.withdraw(article, "reader") is False
    assert distribution(article) == (0, 0, 0, 0, 1)


def test_who_withdrew_may_vote_again(article):
    vote(article, stars=3)
    services.withdraw(article, "reader")
    vote(article, stars=4)

    assert distribution(article) == (0, 0, 0, 1, 0)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_the_database_refuses_other_stars(article, stars):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(
            page=article, voter="x", stars=stars, rated_at=timezone.now(), changed_at=timezone.now(), network=""
        )


@pytest.mark.parametrize("voter", [None, "", "reader"])
def test_the_database_refuses_a_second_vote_and_a_vote_of_nobody(article, voter):
    vote(article)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rating.objects.create(page=article, voter=voter, stars=3, rated_at=timezone.now(), changed_at=timezone.now())


def test_a_network_has_fifteen_new_votes_an_hour(article, time_machine):
    time_machine.move_to(hanoi(2026, 11, 24, 9), tick=False)
    for number in range(15):
        vote(article, f"reader {number}", network="office")

    with pytest.raises(services.TooManyVotes):
        vote(article, "reader 15", network="office")

    assert queries.figures(article.pk).count == 15
    vote(article, "reader 15", network="another office")
    vote(ArticleFactory(), "reader 15", network="office")
    time_machine.move_to(hanoi(2026, 11, 24, 10, 1), tick=False)
    vote(article, "reader 16", network="office")
    assert queries.figures(article.pk).count == 17


def test_changing_and_withdrawing_are_not_limited(article):
    for number in range(15):
        vote(article, f"reader {number}", network="office", stars=5)

    vote(article, "reader 3", network="office", stars=1)
    services.withdraw(article, "reader 4")

    assert distribution(article) == (1, 0, 0, 0, 13)


def test_the_limit_is_a_setting(article, settings):
    settings.RATINGS_PER_NETWORK = 1
    vote(article, "a", network="office")

    with pytest.raises(services.TooManyVotes):
        vote(article, "b", network="office")


def test_void_votes_do_not_count_until_they_are_restored(article, chief):
    keys = [vote(article, f"reader {number}", stars=5).pk for number in range(3)]
    vote(article, "honest", stars=2)

    assert services.void(keys, chief) == 3
    assert services.void(keys, chief) == 0
    assert distribution(article) == (0, 1, 0, 0, 0)
    assert set(Rating.objects.filter(pk__in=keys).values_list("voided_by", flat=True)) == {chief.pk}

    assert services.restore(keys[:2], chief) == 2
    assert services.restore(keys[:2], chief) == 0
    assert distribution(article) == (0, 1, 0, 0, 2)
    assert Rating.objects.get(pk=keys[0]).voided_at is None


def test_a_void_vote_that_changes_or_goes_stays_out_of_the_figures(article, chief):
    voided = vote(article, stars=5)
    other = vote(article, "another", stars=4)
    services.void([voided.pk, other.pk], chief)

    vote(article, stars=1)
    services.withdraw(article, "another")

    assert distribution(article) == (0, 0, 0, 0, 0)
    assert services.restore([voided.pk, other.pk], chief) == 1
    assert distribution(article) == (1, 0, 0, 0, 0)


def test_whoever_withdraws_a_void_vote_cannot_give_it_anew(article, chief):
    voided = vote(article, stars=1)
    services.void([voided.pk], chief)

    assert services.withdraw(article, voided.voter) is True
    assert services.withdraw(article, voided.voter) is False
    assert queries.rating_of(article.pk, voided.voter) is None
    again = vote(article, stars=1)

    assert (again.pk, distribution(article)) == (voided.pk, (0, 0, 0, 0, 0))
    assert queries.rating_of(article.pk, voided.voter).stars == 1
    assert services.restore([voided.pk], chief) == 1
    assert distribution(article) == (1, 0, 0, 0, 0)


def test_voiding_stands_in_the_history_of_each_page(article, chief):
    other = ArticleFactory()
    keys = [vote(article).pk, vote(article, "another").pk, vote(other).pk]

    services.void(keys, chief)
    services.restore(keys[:1], chief)

    entries = PageLogEntry.objects.filter(action__startswith="ratings.").order_by("pk")
    assert list(entries.values_list("page_id", "action", "user_id", "data")) == [
        (article.pk, "ratings.void", chief.pk, {"votes": 2}),
        (other.pk, "ratings.void", chief.pk, {"votes": 1}),
        (article.pk, "ratings.restore", chief.pk, {"votes": 1}),
    ]


def test_a_recount_puts_wrong_counters_right(article, chief):
    services.void([vote(article, "void", stars=1).pk], chief)
    vote(article, stars=4)
    RatingTotal.objects.update(ones=7, fours=0)

    services.recount(article)

    assert distribution(article) == (0, 0, 0, 1, 0)


def test_ratings_go_with_their_page(article):
    vote(article, comment="Hay")

    article.delete()

    assert (Rating.objects.count(), RatingTotal.objects.count(), Comment.objects.count()) == (0, 0, 0)


def test_a_deleted_account_leaves_what_it_decided(article, chief):
    rating = vote(article, comment="Hay")
    services.void([rating.pk], chief)

    chief.delete()

    rating.refresh_from_db()
    assert (rating.voided_at is not None, rating.voided_by) == (True, None)


def test_averages_of_many_pages_cost_one_query(article, django_assert_num_queries):
    unrated, other = ArticleFactory(), ArticleFactory()
    vote(article, stars=4)
    vote(article, "another", stars=5)
    vote(other, stars=1)
    services.withdraw(other, "reader")

    with django_assert_num_queries(1):
        found = queries.averages([article.pk, unrated.pk, other.pk])

    assert found == {article.pk: (4.5, 2)}


class TestCrowds:
    """Many votes from one network in a short time."""

    @pytest.fixture
    def at(self, time_machine):
        return lambda *when: time_machine.move_to(hanoi(*when), tick=False)

    def marks(self, article):
        return dict(Rating.objects.filter(page=article).values_list("voter", "cluster"))

    def test_nine_votes_of_a_network_are_no_crowd_and_ten_are(self, article, at):
        at(2026, 11, 24, 9)
        for number in range(9):
            vote(article, f"reader {number}", network="office")
        vote(article, "elsewhere", network="home")
        assert services.mark_crowds() == 0

        vote(article, "reader 9", network="office")
        assert services.mark_crowds() == 10

        marks = self.marks(article)
        assert marks.pop("elsewhere") == ""
        [mark] = set(marks.values())
        assert len(mark) == 16

    def test_ten_votes_over_a_day_are_no_crowd(self, article, at):
        for hour in range(10):
            at(2026, 11, 24, 8 + hour)
            vote(article, f"reader {hour}", network="office")

        assert services.mark_crowds() == 0

    def test_a_crowd_that_grows_keeps_its_mark(self, article, at):
        at(2026, 11, 24, 9)
        for number in range(10):
            vote(article, f"reader {number}", network="office")
        services.mark_crowds()
        [before] = set(self.marks(article).values())
        vote(article, "late", network="office")

        assert services.mark_crowds() == 1
        assert services.mark_crowds() == 0
        assert set(self.marks(article).values()) == {before}

    def test_crowds_of_two_networks_and_of_two_pages_are_apart(self, article, at):
        other = ArticleFactory()
        at(2026, 11, 24, 9)
        for number in range(10):
            vote(article, f"a{number}", network="office")
            vote(article, f"b{number}", network="home")
            vote(other, f"c{number}", network="office")

        services.mark_crowds()

        assert len(set(Rating.objects.values_list("cluster", flat=True)) - {""}) == 3

    def test_networks_are_forgotten_after_a_day_and_crowds_are_not(self, article, at):
        at(2026, 11, 24, 9)
        for number in range(10):
            vote(article, f"reader {number}", network="office")
        at(2026, 11, 24, 10)
        vote(article, "alone", network="home")
        at(2026, 11, 25, 9, 30)

        assert services.forget_networks() == 10

        assert dict(Rating.objects.exclude(network="").values_list("voter", "network")) == {"alone": "home"}
        marks = self.marks(article)
        assert marks.pop("alone") == ""
        assert len(set(marks.values())) == 1


class TestComments:
    def test_a_comment_waits(self, article):
        rating = vote(article, comment="Rất hay")

        assert (rating.comment.text, rating.comment.state) == ("Rất hay", "waiting")

    def test_no_words_make_no_comment(self, article):
        vote(article)
        vote(article, "another", comment="")

        assert Comment.objects.count() == 0

    def test_another_vote_without_words_leaves_them(self, article):
        vote(article, stars=3, comment="Rất hay")
        vote(article, stars=4)

        assert Comment.objects.get().text == "Rất hay"

    def test_empty_words_take_them_away(self, article):
        vote(article, comment="Rất hay")
        vote(article, comment="")

        assert Comment.objects.count() == 0

    def test_a_decision_is_kept_with_who_when_and_why(self, article, chief):
        comment = vote(article, comment="Rất dở").comment

        assert services.moderate(comment.pk, comment.written_at, "hidden", "Xúc phạm", chief)

        comment.refresh_from_db()
        assert (comment.state, comment.reason, comment.moderated_by) == ("hidden", "Xúc phạm", chief)
        assert timezone.now() - comment.moderated_at < timedelta(minutes=1)
        entry = PageLogEntry.objects.get(action="ratings.comment_hidden")
        assert (entry.page_id, entry.user_id) == (article.pk, chief.pk)
        # Not the words: who takes them back does not leave them in the history.
        assert entry.data == {"reason": "Xúc phạm"}

    def test_changed_words_wait_again_and_the_same_words_do_not(self, article, chief):
        comment = vote(article, comment="Rất hay").comment
        services.moderate(comment.pk, comment.written_at, "approved", "", chief)

        vote(article, stars=2, comment="Rất hay")
        comment.refresh_from_db()
        assert (comment.state, comment.moderated_by) == ("approved", chief)

        vote(article, comment="Rất dở")
        comment.refresh_from_db()
        assert (comment.state, comment.moderated_by, comment.moderated_at) == ("waiting", None, None)

    def test_nobody_approves_words_that_were_not_read(self, article, chief):
        read = vote(article, comment="Rất hay").comment
        vote(article, comment="Rất dở")

        assert services.moderate(read.pk, read.written_at, "approved", "", chief) is False

        assert Comment.objects.get().state == "waiting"

    def test_nobody_approves_what_was_withdrawn(self, article, chief):
        read = vote(article, comment="Rất hay").comment
        services.withdraw(article, "reader")

        assert services.moderate(read.pk, read.written_at, "approved", "", chief) is False
