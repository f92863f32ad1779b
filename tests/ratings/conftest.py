import pytest

from news.models import ArticlePage
from ratings import views
from tests.factories import ArticleFactory
from visitors import limits

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def _nobody_has_asked_yet(monkeypatch):
    """The bucket of floods outlives a test, and all tests come from one address. Here nothing trickles in."""
    monkeypatch.setattr(views, "flood", limits.Bucket(rate=1, burst=40, clock=lambda: 0.0))


@pytest.fixture
def article():
    return ArticleFactory(title="Hội nghị tổng kết")


@pytest.fixture
def takes_comments(monkeypatch):
    """Articles take comments, as events will."""
    monkeypatch.setattr(ArticlePage, "takes_comments", True)
