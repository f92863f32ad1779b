"""Which pages are found, and in which order, on whichever database the tests run."""

import unicodedata
from datetime import date, datetime

import pytest

from search import queries
from search.models import SearchEntry
from search.queries import Filters
from search.typed import understand
from vietnamese.dates import VIETNAM


def titles(text, **filters):
    keys = queries.find(understand(text), Filters(**filters))
    by_key = SearchEntry.objects.in_bulk(keys, field_name="key")
    return [by_key[key].title for key in keys]


@pytest.mark.parametrize(
    "typed", ["hoi thao", "hội thảo", "HỘI THẢO", "hôi thao", unicodedata.normalize("NFD", "hội thảo")]
)
def test_accents_case_and_composition_are_optional(publish, typed):
    publish("Hội thảo khoa học")
    publish("Đại hội thi đua")

    assert titles(typed) == ["Hội thảo khoa học"]


def test_a_title_that_was_written_decomposed_is_found_by_composed_words(publish):
    publish(unicodedata.normalize("NFD", "Hội thảo khoa học"))

    assert titles("hội thảo") == ["Hội thảo khoa học"]


def test_d_with_a_stroke_needs_no_stroke(publish):
    publish("Đoàn kết, đổi mới")

    assert titles("doan ket doi moi") == ["Đoàn kết, đổi mới"]


def test_the_accents_as_typed_come_first(publish):
    publish("Công an phường")
    publish("Công ăn việc làm, an toàn trong công việc")

    assert titles("công an") == ["Công an phường", "Công ăn việc làm, an toàn trong công việc"]
    assert titles("công ăn") == ["Công ăn việc làm, an toàn trong công việc", "Công an phường"]


def test_the_accents_as_typed_come_first_in_the_text_too(publish):
    publish("Một", "Lực lượng công an giữ gìn trật tự.")
    publish("Hai", "Tạo công ăn việc làm, bảo đảm an toàn, công bằng.")

    assert titles("công an") == ["Một", "Hai"]


def test_the_title_comes_before_the_text(publish):
    publish("Hội thảo quốc tế")
    publish("Bản tin", "Có một hội thảo vào thứ tư.")

    assert titles("hoi thao") == ["Hội thảo quốc tế", "Bản tin"]


def test_words_in_a_row_come_before_words_apart(publish):
    publish("Hội thảo quốc tế")
    publish("Thảo luận tại đại hội")

    assert titles("hoi thao") == ["Hội thảo quốc tế", "Thảo luận tại đại hội"]


def test_within_a_tier_the_newest_comes_first(publish):
    publish("Hội thảo năm 2022", date=datetime(2022, 5, 1, tzinfo=VIETNAM))
    publish("Hội thảo năm 2024", date=datetime(2024, 5, 1, tzinfo=VIETNAM))
    publish("Hội thảo năm 2023", date=datetime(2023, 5, 1, tzinfo=VIETNAM))

    assert titles("hội thảo") == ["Hội thảo năm 2024", "Hội thảo năm 2023", "Hội thảo năm 2022"]


def test_of_one_second_the_later_page_comes_first(publish):
    moment = datetime(2024, 5, 1, tzinfo=VIETNAM)
    publish("Hội thảo A", date=moment)
    publish("Hội thảo B", date=moment)

    assert titles("hội thảo") == ["Hội thảo B", "Hội thảo A"]


def test_each_page_is_found_once(publish):
    publish("Hội thảo", "Hội thảo về hội thảo, hoi thao.", lead="Hội thảo.")

    assert titles("hội thảo") == ["Hội thảo"]


def test_all_words_must_be_there(publish):
    publish("Hội thảo", "về bóng đá")
    publish("Hội thảo", "về cầu lông")

    assert len(titles("hội thảo bóng đá")) == 1
    assert titles("hội thảo bóng rổ") == []


def test_words_may_be_spread_over_title_lead_and_text(publish):
    publish("Ngày hội", "Giải bóng đá nam", lead="Tám đơn vị")

    assert titles("ngày hội tám đơn vị bóng đá") == ["Ngày hội"]


def test_a_phrase_in_quotes_must_stand_in_a_row(publish):
    publish("Hội nghị tổng kết công tác năm")
    publish("Công tác năm và hội nghị")

    assert titles('"hoi nghi tong ket"') == ["Hội nghị tổng kết công tác năm"]
    assert titles("“công tác năm”") == ["Công tác năm và hội nghị", "Hội nghị tổng kết công tác năm"]
    assert titles('"tong ket hoi nghi"') == []


def test_an_open_quote_reaches_to_the_end(publish):
    publish("Hội nghị tổng kết")

    assert titles('"hội nghị tổng kết') == ["Hội nghị tổng kết"]
    assert titles('"tổng kết hội nghị') == []


def test_a_minus_leaves_pages_out(publish):
    publish("Hội thảo bóng đá")
    publish("Hội thảo cầu lông")

    assert titles("hội thảo -cầu") == ["Hội thảo bóng đá"]
    assert titles('hội thảo -"bong da"') == ["Hội thảo cầu lông"]
    assert titles('hội thảo -"da bong"') == ["Hội thảo cầu lông", "Hội thảo bóng đá"]


def test_a_hyphen_inside_a_word_leaves_nothing_out(publish):
    publish("Giao lưu văn hóa-văn nghệ")

    assert titles("hóa-văn") == ["Giao lưu văn hóa-văn nghệ"]


@pytest.mark.parametrize("typed", ["KH&CN", "kh cn", "03/2024", "3.0", "C#", "Cư M'gar", "Nghị định số 152/2025/NĐ-CP"])
def test_signs_inside_words_are_found(publish, typed):
    publish("Bộ KH&CN: Nghị định số 152/2025/NĐ-CP, từ 03/2024, bản 3.0, ngôn ngữ C#, huyện Cư M’gar")
    publish("Bộ KH, Bộ Công an", "Số 03 và 2024, cn, C, kh, 3, 0")

    assert titles(typed)[0].startswith("Bộ KH&CN")


@pytest.mark.parametrize(
    "typed",
    [
        "hội AND thảo", "hội OR thảo", "NOT hội", "NEAR(hội thảo)", "title:hội", "hội*", "^hội", "(hội", "hội)", "hội'",
        "hội & thảo", "hội | !thảo", "hội:*", "hội <-> thảo", "'); DROP TABLE search_index; --", "hội\\", "%s %d",
        "t:hội", "k:news", "@5", "s:h", "hội_thảo", "\"", "-", "--", "-\"", "“”", "\"\"", "&", "😀", "!!!", "…", " ",
        "\u200b", "\u0301", "日本", "ประเทศ", "שלום", "ﷺ", "ß" * 300, "a" * 10_000, "hội " * 3_000, "\x00", "\ud800",
        "\ufdd0", "{0}",
    ],
)  # fmt: skip
def test_nothing_that_can_be_typed_is_an_error(publish, typed):
    publish("Hội thảo")

    assert isinstance(titles(typed), list)
    assert isinstance(queries.suggestions(typed), list)


@pytest.mark.parametrize("typed", ["", " ", "!!!", "-hội", "…", "\x00"])
def test_without_a_word_nothing_is_found(publish, typed):
    publish("Hội thảo")

    assert titles(typed) == []


def test_tokens_of_ours_cannot_be_typed(publish):
    publish("Hội thảo")

    assert titles("k:news") == []
    assert titles("s:h") == []


def test_by_kind(publish, topic):
    publish("Hội thảo")

    assert titles("hội thảo", kind="news") == ["Hội thảo"]
    assert titles("hội thảo", kind="page") == []


def test_by_topic(publish, topic):
    sport, science = topic("Thể thao", "the-thao"), topic("Khoa học", "khoa-hoc")
    publish("Hội thảo một", topics=[sport])
    publish("Hội thảo hai", topics=[science])
    publish("Hội thảo ba", topics=[science, sport])

    assert titles("hội thảo", topic=sport) == ["Hội thảo ba", "Hội thảo một"]


def test_by_date_both_days_belong_to_it_and_days_are_those_of_hanoi(publish):
    publish("Hội thảo đầu ngày", date=datetime(2024, 1, 17, 0, 0, tzinfo=VIETNAM))
    publish("Hội thảo cuối ngày", date=datetime(2024, 1, 17, 23, 59, 59, 999_999, tzinfo=VIETNAM))
    publish("Hội thảo hôm trước", date=datetime(2024, 1, 16, 23, 59, 59, tzinfo=VIETNAM))
    publish("Hội thảo hôm sau", date=datetime(2024, 1, 18, 0, 0, tzinfo=VIETNAM))
    day = date(2024, 1, 17)

    assert titles("hội thảo", first=day, last=day) == ["Hội thảo cuối ngày", "Hội thảo đầu ngày"]
    assert titles("hội thảo", last=day)[-1] == "Hội thảo hôm trước"
    assert titles("hội thảo", first=day)[0] == "Hội thảo hôm sau"


def test_the_ends_of_the_calendar_are_dates_too(publish):
    publish("Hội thảo")

    assert titles("hội thảo", first=date(1, 1, 1), last=date(9999, 12, 31)) == ["Hội thảo"]
    assert titles("hội thảo", last=date(1, 1, 1)) == []
    assert titles("hội thảo", first=date(9999, 12, 31)) == []


def test_pages_of_any_age_are_found(publish):
    years = [1955, 1969, 1970, 1999, 2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024]
    for year in years:
        publish(f"Hội thảo năm {year}", date=datetime(year, 6, 1, tzinfo=VIETNAM))

    assert titles("hội thảo") == [f"Hội thảo năm {year}" for year in reversed(years)]


def test_a_long_article_is_found_by_its_first_pages(publish):
    publish("Dài", " ".join(f"từ{number}" for number in range(30_000)))

    assert titles("từ7000") == ["Dài"]
    assert titles("từ29000") == []
