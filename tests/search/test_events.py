"""Conferences are found by what is said in them and by whom, typed with accents or without."""

import pytest

from events import services
from events.services import Speaking
from search import queries
from search.models import SearchEntry
from search.typed import understand
from tests.factories import ConferenceFactory, SessionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return UserFactory(role="Ban Tổ chức")


@pytest.fixture
def conference():
    conference = ConferenceFactory(
        title="Hội nghị tổng kết", place="Cung Văn hóa", address="Phố Trần Hưng Đạo", live=False
    )
    conference.save_revision().publish()
    return conference


def found(text) -> list[str]:
    keys = queries.find(understand(text))
    return list(SearchEntry.objects.filter(key__in=keys).values_list("title", flat=True))


@pytest.mark.parametrize("typed", ["hội nghị tổng kết", "hoi nghi tong ket", "cung van hoa", "pho tran hung dao"])
def test_by_its_title_and_its_place(conference, typed):
    assert found(typed) == ["Hội nghị tổng kết"]


def test_it_goes_with_its_withdrawal(conference):
    conference.refresh_from_db()
    conference.unpublish()
    assert found("hoi nghi tong ket") == []


def test_by_a_session_and_those_who_speak_as_soon_as_they_are_written(conference, organiser):
    session = SessionFactory.build(event=conference, title="Chuyển đổi số")
    services.save_session(
        session, conference, speakers=[Speaking("Đỗ Thị Thủy", "Chuyên viên", "Hồ sơ thi đua số")], by=organiser
    )
    for typed in ("chuyen doi so", "do thi thuy", "ho so thi dua so"):
        assert found(typed) == ["Hội nghị tổng kết"]
    services.delete_session(session, conference, by=organiser)
    assert found("chuyen doi so") == found("do thi thuy") == []


def test_its_kind_is_that_of_events(conference):
    assert SearchEntry.objects.get().kind == "event"


def test_the_words_of_a_programme_cost_two_questions(conference, django_assert_num_queries):
    for number in range(3):
        SessionFactory(event=conference, title=f"Phiên {number}")
    with django_assert_num_queries(2):
        assert "Phiên 2" in conference.search_document().text
