"""Sort keys, held against orders that were written by hand."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.names import name_capitals, name_sort_key, sort_key


def shuffled_then_sorted(texts, key):
    return sorted(sorted(texts, reverse=True), key=key)


class TestSortKey:
    @pytest.mark.parametrize(
        "in_order",
        [
            ["An", "Ân", "Bình", "Dũng", "Đức", "Em", "Vân"],
            ["a", "ă", "â", "b", "d", "đ", "e", "ê", "o", "ô", "ơ", "p", "u", "ư", "v"],
            ["ma", "mà", "mả", "mã", "má", "mạ"],
            ["ba", "bà", "băng", "bằng", "bâng", "bo"],
            ["ba", "ba lan", "ban", "bàn"],
            # The first syllable decides with its tone before the second is looked at.
            ["ba vùng", "bá quyền"],
            ["Cầu lông", "Cờ vua", "Đá cầu", "Đẩy gậy", "Kéo co", "Ước mơ"],
            ["2024", "An"],
        ],
    )
    def test_the_order_of_the_dictionary(self, in_order):
        assert shuffled_then_sorted(in_order, sort_key) == in_order

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ĐỨC", "đức"),
            ("hòa", "hoà"),
            ("Kéo co", "  kéo   CO!"),
            ("Ðức", "Đức"),
            ("Đức", unicodedata.normalize("NFD", "Đức")),
        ],
    )
    def test_two_spellings_of_one_text_have_one_key(self, one, other):
        assert sort_key(one) == sort_key(other)

    @given(st.text())
    def test_a_key_has_digits_only_so_that_every_collation_sorts_it_alike(self, text):
        assert set(sort_key(text)) <= set("0123456789")

    @given(st.text())
    def test_composition_makes_no_difference(self, text):
        assert sort_key(unicodedata.normalize("NFC", text)) == sort_key(unicodedata.normalize("NFD", text))

    @given(st.lists(st.text(alphabet="aăâdđeêoôơuư "), max_size=6), st.integers(min_value=1, max_value=8))
    def test_cut_keys_never_contradict_whole_ones(self, texts, length):
        by_whole_key = sorted(texts, key=sort_key)

        cut = [sort_key(text)[:length] for text in by_whole_key]

        assert cut == sorted(cut)


class TestNameSortKey:
    @pytest.mark.parametrize(
        "in_order",
        [
            ["Nguyễn Văn An", "Trần Thị Bình"],
            ["An", "Lê An", "Lê Thị An", "Nguyễn An", "Nguyễn Ánh", "Lê Ân"],
            ["Vũ Văn Dũng", "Bùi Minh Đức", "Đặng Minh Đức", "Lê Em", "Đỗ Thị Vân"],
            ["Lê Hoa", "Lê Hòa", "Lê Hóa"],
            # 'An' is a whole given name here, not the beginning of 'Anh'.
            ["Vũ Thị An", "Bùi Anh"],
        ],
    )
    def test_the_order_of_a_list_of_people(self, in_order):
        assert shuffled_then_sorted(in_order, name_sort_key) == in_order

    @pytest.mark.parametrize("blank", ["", "   ", "\n"])
    def test_no_name_has_an_empty_key(self, blank):
        assert name_sort_key(blank) == ""

    def test_of_one_word_the_key_is_that_of_the_word(self):
        assert name_sort_key("Đức") == sort_key("Đức")


class TestNameCapitals:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
            ("đặng thị ước", "Đặng Thị Ước"),
            (unicodedata.normalize("NFD", "ĐỖ THẾ VƯỢNG"), "Đỗ Thế Vượng"),
            ("H'HEN NIÊ", "H'Hen Niê"),
            ("Y-MOAN ÊNUÔL", "Y-Moan Ênuôl"),
            ("Nguyễn Văn An", "Nguyễn Văn An"),
            ("Ka Sô Liễng", "Ka Sô Liễng"),
            ("", ""),
        ],
    )
    def test_names_all_in_capitals_or_in_none(self, typed, name):
        assert name_capitals(typed) == name

    @given(st.text())
    def test_what_has_capitals_stays(self, text):
        assert name_capitals(name_capitals(text)) == name_capitals(text)
