"""Old Vietnamese encodings, with sentences as they stand in old files, and every letter there and back."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.word.encodings import TCVN3, TCVN3_CAPITALS, TCVN3_LETTERS, VNI, encoding_of, to_unicode

SENTENCE = "Đoàn kết, đổi mới sáng tạo, thi đua đưa nhanh KH&CN vào cuộc sống"


@pytest.mark.parametrize(
    ("old", "encoding", "meant"),
    [
        ("§oµn kÕt, ®æi míi s¸ng t¹o, thi ®ua ®\u00ada nhanh KH&CN vµo cuéc sèng", TCVN3, SENTENCE),
        ("Ñoaøn keát, ñoåi môùi saùng taïo, thi ñua ñöa nhanh KH&CN vaøo cuoäc soáng", VNI, SENTENCE),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Côc Së h÷u trÝ tuÖ", TCVN3, "Cục Sở hữu trí tuệ"),
        ("Quyõ Phaùt trieån khoa hoïc; kyù, kyø, kî, kyû", VNI, "Quỹ Phát triển khoa học; ký, kỳ, kỵ, kỷ"),
        (
            "ñoàng chí, nghæ, lôïi ích, löïc löôïng, aên, taèm, caët",
            VNI,
            "đồng chí, nghỉ, lợi ích, lực lượng, ăn, tằm, cặt",
        ),
        ("ÑAÛNG BOÄ KHOÁI, QUYEÁT ÑÒNH", VNI, "ĐẢNG BỘ KHỐI, QUYẾT ĐỊNH"),
        ("quyÕt ®Þnh khen th\u00adëng", TCVN3_CAPITALS, "QUYẾT ĐỊNH KHEN THƯỞNG"),
        ("\uf0a7\uf06f\uf0b5\uf06e", TCVN3, "Đoàn"),
    ],
)
def test_sentences_as_old_files_have_them(old, encoding, meant):
    assert to_unicode(old, encoding) == meant


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".VnArial Narrow", TCVN3),
        (".VNTIME", TCVN3),
        (".VnTimeH", TCVN3_CAPITALS),
        (".VnAvantH", TCVN3_CAPITALS),
        ("VNI-Times", VNI),
        ("vni-helve", VNI),
        ("VNI Times", VNI),
        ("Times New Roman", None),
        ("Be Vietnam Pro", None),
        ("Vni", None),
        ("", None),
        (None, None),
    ],
)
def test_the_font_says_the_encoding(font, encoding):
    assert encoding_of(font) == encoding


@pytest.mark.parametrize("encoding", [TCVN3, TCVN3_CAPITALS, VNI])
@pytest.mark.parametrize("text", ["Đã gõ bằng Unicode", unicodedata.normalize("NFD", "Tiếng Việt")])
def test_unicode_typed_in_an_old_font_is_left_alone(text, encoding):
    assert to_unicode(text, encoding) == unicodedata.normalize("NFC", text)


def test_without_an_encoding_text_is_only_normalised():
    assert to_unicode("Nguye\u0302\u0303n: §, ®, ×", None) == "Nguyễn: §, ®, ×"


LOWER = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
PLAIN = string.ascii_letters + string.digits + " .,;:!?()"


def test_every_vietnamese_letter_has_a_tcvn3_code():
    own_codes = set(LOWER) - set(string.ascii_lowercase) | set("ĂÂÊÔƠƯĐ")
    assert sorted(TCVN3_LETTERS.values()) == sorted(own_codes)


def in_tcvn3(text: str) -> str:
    codes = {letter: code for code, letter in TCVN3_LETTERS.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    """Written down from the VNI keyboard's description, letter by letter: it shares nothing with the module's table."""
    own = dict(zip("íìỉĩịơưỵđ", "íìæóòôöîñ", strict=True))
    tone = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "": ""}
    circumflex = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
    breve = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
    written = []
    for letter in text:
        lower = letter.lower()
        if lower in own:
            code = own[lower]
        else:
            marks = unicodedata.normalize("NFD", lower)
            base = marks[0]
            tones = "".join(mark for mark in marks[1:] if mark in tone)
            if "\u0302" in marks:
                code = base + circumflex[tones]
            elif "\u0306" in marks:
                code = base + breve[tones]
            elif "\u031b" in marks:
                code = own[{"o": "ơ", "u": "ư"}[base]] + tone[tones]
            else:
                code = base + tone[tones]
        written.append(code.upper() if letter.isupper() else code)
    return "".join(written)


@given(st.text(LOWER + PLAIN + "ĂÂÊÔƠƯĐ"))
def test_tcvn3_there_and_back(text):
    assert to_unicode(in_tcvn3(text), TCVN3) == text


@given(st.text(LOWER + string.ascii_letters + " ,."))
def test_tcvn3_capitals_there_and_back(text):
    assert to_unicode(in_tcvn3(text), TCVN3_CAPITALS) == text.upper()


@given(st.text(LOWER + LOWER.upper() + PLAIN))
def test_vni_there_and_back(text):
    assert to_unicode(in_vni(text), VNI) == text


@given(st.text(), st.sampled_from([None, TCVN3, TCVN3_CAPITALS, VNI]))
def test_whatever_comes_in_comes_out_in_nfc(text, encoding):
    assert unicodedata.is_normalized("NFC", to_unicode(text, encoding))
