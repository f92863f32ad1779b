import io

import pytest
from django.core.management import call_command

from ratings import queries, services
from ratings.models import RatingTotal
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def test_it_puts_right_what_is_wrong_and_says_so(article):
    lost, right = ArticleFactory(title="Mất dòng tổng"), ArticleFactory()
    for page in (article, lost, right):
        services.vote(page, "a", 4, "n")
        services.vote(page, "b", 5, "n")
    RatingTotal.objects.filter(page_id=article.pk).update(fours=9)
    RatingTotal.objects.filter(page_id=lost.pk).delete()
    out = io.StringIO()

    call_command("recount_ratings", stdout=out)

    assert [queries.figures(page.pk).distribution for page in (article, lost, right)] == [(0, 0, 0, 1, 1)] * 3
    assert out.getvalue().splitlines() == [
        f"{article.pk} Hội nghị tổng kết: (0, 0, 0, 9, 1) -> (0, 0, 0, 1, 1)",
        f"{lost.pk} Mất dòng tổng: (0, 0, 0, 0, 0) -> (0, 0, 0, 1, 1)",
        "Đã đếm lại 3 trang, 2 trang có số liệu sai đã được sửa.",
    ]
