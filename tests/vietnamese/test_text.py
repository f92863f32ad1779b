"""Folding, slugs and cleaning of Vietnamese text."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vietnamese.text import (
    SLUG_LENGTH,
    clean,
    clean_line,
    file_name,
    fold,
    fold_with_offsets,
    match_spans,
    nfc,
    slug,
)

VIETNAMESE_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
vietnamese_text = st.text(alphabet=VIETNAMESE_LETTERS + VIETNAMESE_LETTERS.upper() + " ,.-/1279")
any_text = st.one_of(st.text(), vietnamese_text)


def nfd(text):
    return unicodedata.normalize("NFD", text)


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Hội thảo Đổi mới", "hoi thao doi moi"),
            ("ĐOÀN KẾT", "doan ket"),
            ("Nghiêng nghiêng  mình\n\tThuỷ  ", "nghieng nghieng minh thuy"),
            ("Ðại hội", "dai hoi"),  # U+00D0, eth, where an old font meant Đ
            ("Ưu tiên", "uu tien"),
            ("Hà\u00a0Nội", "ha noi"),  # a no-break space
            ("phát\u00adtriển\u200b", "phattrien"),  # a soft hyphen, a zero-width space
            ("STRASSE straße", "strasse strasse"),
            ("", ""),
            ("  ", ""),
        ],
    )
    def test_examples(self, text, folded):
        assert fold(text) == folded

    def test_every_vietnamese_letter_folds_to_ascii(self):
        assert set(fold(VIETNAMESE_LETTERS)) <= set("abcdefghijklmnopqrstuvwxyz")
        assert fold(VIETNAMESE_LETTERS.upper()) == fold(VIETNAMESE_LETTERS)

    @given(any_text)
    @example("\u0345ΐ")
    @example("İstanbul")
    def test_folding_twice_changes_nothing(self, text):
        assert fold(fold(text)) == fold(text)

    @given(any_text)
    def test_composition_makes_no_difference(self, text):
        assert fold(nfc(text)) == fold(nfd(text)) == fold(text)

    @given(vietnamese_text)
    def test_case_makes_no_difference(self, text):
        assert fold(text.upper()) == fold(text.lower())


class TestMatchSpans:
    @pytest.mark.parametrize("composed", [nfc, nfd])
    def test_the_words_with_their_accents_are_found(self, composed):
        text = composed("Hội thảo khoa học; các hội  thảo khác")

        found = [text[start:end] for start, end in match_spans(text, ["hoi thao"])]

        assert found == [composed("Hội thảo"), composed("hội  thảo")]

    def test_terms_are_folded_here(self):
        assert match_spans("đổi mới", ["ĐỔI"]) == [(0, 3)]

    def test_only_whole_words_count(self):
        assert match_spans("toàn bộ an ninh", ["an"]) == [(8, 10)]

    def test_with_prefix_the_beginning_of_a_word_is_enough(self):
        assert match_spans("toàn bộ anh ninh", ["an"]) == []
        assert match_spans("toàn bộ anh ninh", ["an"], prefix=True) == [(8, 10)]

    def test_the_longer_of_two_terms_is_taken(self):
        assert match_spans("hội thảo", ["hoi", "hoi thao"]) == [(0, 8)]

    def test_signs_in_a_term_mean_themselves(self):
        assert match_spans("a.c abc", ["a.c"]) == [(0, 3)]

    @pytest.mark.parametrize("terms", [[], [""], [" "], ["khong co"]])
    def test_nothing_is_found(self, terms):
        assert match_spans("Hội thảo", terms) == []

    @given(any_text, st.lists(any_text, max_size=3))
    def test_spans_are_in_order_apart_and_hold_a_term(self, text, terms):
        end_of_last = 0
        for start, end in match_spans(text, terms):
            assert end_of_last <= start < end <= len(text)
            assert fold(text[start:end]) in {fold(term) for term in terms}
            end_of_last = end

    @given(vietnamese_text)
    def test_folding_with_offsets_gives_the_folded_text(self, text):
        for form in (nfc(text), nfd(text)):
            folded, spans = fold_with_offsets(form)
            assert folded == fold(form)
            assert len(spans) == len(folded)

    @given(vietnamese_text)
    def test_a_span_never_parts_a_letter_from_its_accent(self, text):
        decomposed = nfd(text)
        for _, end in fold_with_offsets(decomposed)[1]:
            assert end == len(decomposed) or not unicodedata.combining(decomposed[end])


class TestSlug:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Đoàn kết, đổi mới", "doan-ket-doi-moi"),
            ("Đồng diễn", "dong-dien"),
            (
                "Hội nghị tổng kết năm 2023 – phương hướng 2024",
                "hoi-nghi-tong-ket-nam-2023-phuong-huong-2024",
            ),
            ("Ngày 17/01/2024", "ngay-17-01-2024"),
            ("1.079 lượt xem", "1-079-luot-xem"),
            ("“Trích dẫn” & ‘lời hay’", "trich-dan-loi-hay"),
            ("Cư M'gar, Ea H’leo", "cu-mgar-ea-hleo"),
            ("Ðại hội", "dai-hoi"),
            ("a_b--c", "a-b-c"),
            ("100 m²", "100-m2"),
            ("Łódź, Straße, Ærø", "lodz-strasse-aero"),
            (nfd("Ủy ban Trung ương"), "uy-ban-trung-uong"),
            ("\x00Tin\x00 tức\ufeff", "tin-tuc"),
        ],
    )
    def test_examples(self, text, expected):
        assert slug(text) == expected

    @pytest.mark.parametrize("text", ["", "  ", "!!!", "日本", "-", "\u0301"])
    def test_what_leaves_nothing_gives_the_fallback(self, text):
        assert slug(text) == "trang"
        assert slug(text, fallback="chu-de") == "chu-de"

    def test_a_long_text_is_cut_after_a_whole_word(self):
        assert slug("Hội nghị tổng kết", max_length=12) == "hoi-nghi"
        assert slug("Hội nghị tổng kết", max_length=13) == "hoi-nghi-tong"
        assert slug("Hội nghị tổng kết", max_length=14) == "hoi-nghi-tong"

    def test_a_word_that_is_too_long_is_cut_inside(self):
        assert slug("Nghiêngnghiêng", max_length=5) == "nghie"

    def test_a_slug_has_at_least_one_character(self):
        with pytest.raises(ValueError, match="at least one"):
            slug("Tin", max_length=0)

    @given(any_text, st.integers(min_value=1, max_value=60))
    def test_its_alphabet_and_its_length(self, text, max_length):
        made = slug(text, max_length)

        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
        assert len(made) <= max_length

    @given(any_text)
    def test_a_slug_is_its_own_slug(self, text):
        assert slug(slug(text)) == slug(text)

    @given(any_text)
    def test_composition_makes_no_difference(self, text):
        assert slug(nfc(text)) == slug(nfd(text))

    def test_ten_thousand_characters_are_no_trouble(self):
        assert len(slug("đổi mới " * 1250)) <= SLUG_LENGTH


class TestClean:
    @pytest.mark.parametrize(
        ("text", "cleaned"),
        [
            ("Một\r\nhai\rba\nbốn\tnăm", "Một\nhai\nba\nbốn\tnăm"),
            ("Tin\x00 tức\x07", "Tin tức"),
            ("dòng\x0bmới\u2028nữa\x85", "dòng mới nữa "),
            ("\ufeffTiêu đề", "Tiêu đề"),
            ("ảnh\u202egpj.exe", "ảnhgpj.exe"),
            ("lẻ\ud800", "lẻ"),
            ("Hội\u00a0nghị 👨‍👩‍👧", "Hội\u00a0nghị 👨‍👩‍👧"),
            (nfd("Đại biểu"), "Đại biểu"),
            ("e\x00\u0302", "ê"),
        ],
    )
    def test_examples(self, text, cleaned):
        assert clean(text) == cleaned

    def test_one_line(self):
        assert clean_line("  Hội nghị\r\n tổng  kết\x00 ") == "Hội nghị tổng kết"

    @given(any_text)
    def test_what_is_cleaned_is_clean(self, text):
        once = clean(text)

        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert {c for c in once if unicodedata.category(c) in {"Cc", "Cs"}} <= {"\n", "\t"}


class TestFileName:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Ảnh hội nghị.jpg", "anh-hoi-nghi.jpg"),
            ("Điều lệ (bản cuối) v1.2.PDF", "dieu-le-ban-cuoi-v1-2.pdf"),
            (r"C:\Ảnh\đồng diễn.JPEG", "dong-dien.jpeg"),
            ("../../etc/passwd", "passwd"),
            (".htaccess", "htaccess"),
            ("báo cáo", "bao-cao"),
            ("!!!.docx", "tep.docx"),
            ("日本.png", "tep.png"),
            ("tệp.tệp tin", "tep-tep-tin"),
            ("", "tep"),
            ("a.", "a"),
        ],
    )
    def test_examples(self, name, expected):
        assert file_name(name) == expected

    @given(any_text, st.sampled_from(["", ".jpg", ".DOCX", ".đuôi"]))
    def test_alphabet_length_and_idempotence(self, stem, extension):
        made = file_name(stem + extension)

        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]{1,10})?", made)
        assert len(made) <= 80
        assert file_name(made) == made
