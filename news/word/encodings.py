"""Old Vietnamese encodings to Unicode: TCVN3 (ABC) and VNI-Windows.

Before Unicode, Vietnamese was typed with fonts that drew Vietnamese letters in the places of Western European
ones. Such a text looks like rubbish in any other font ('§oµn kÕt', 'Ñoaøn keát'); only the font of a run says how
it is meant.
"""

import re
import unicodedata

TCVN3 = "tcvn3"
TCVN3_CAPITALS = "tcvn3-capitals"
VNI = "vni"

# TCVN 5712:1993, VN3: one code a letter. There is no room for capitals with tone marks: fonts such as .VnTimeH
# draw all letters as capitals instead.
_TCVN3_ROWS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3_LETTERS = {chr(start + offset): letter for start, row in _TCVN3_ROWS.items() for offset, letter in enumerate(row)}

# VNI-Windows: a plain letter, then a sign for its marks ('aù' is á, 'aá' is ấ); a few letters have their own code.
# The signs are written here as combining marks, so that NFC puts letter and marks together, and it does not matter
# whether they came in one run or in two.
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_VNI_LOWER = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "ô": "ơ",
    "ö": "ư",
    "î": "ỵ",
    "ñ": "đ",
}
VNI_SIGNS = _VNI_LOWER | {code.upper(): meaning.upper() for code, meaning in _VNI_LOWER.items()}

_TCVN3_TABLE = str.maketrans(TCVN3_LETTERS)
_VNI_TABLE = str.maketrans(VNI_SIGNS)
# Word gives the letters of a font that calls itself a symbol font in the private area.
_SYMBOL_AREA = {0xF000 + code: code for code in range(0x20, 0x100)}
# Letters that exist in Unicode Vietnamese and are in no old encoding's range.
_UNICODE_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u0309\u0323Ạ-ỹ]")


def encoding_of(font: str | None) -> str | None:
    """Which old encoding a font draws, or None for a font of our days."""
    name = (font or "").strip()
    if name.lower().startswith(".vn"):
        return TCVN3_CAPITALS if name.endswith("H") else TCVN3
    if name.lower().startswith(("vni-", "vni ")):
        return VNI
    return None


def to_unicode(text: str, encoding: str | None) -> str:
    """The text in Unicode, NFC.

    People also typed Unicode in old fonts, where another font then steps in to draw it. What holds a letter that
    the old encoding cannot have is such a text, and is left as it is.
    """
    if encoding and not _UNICODE_VIETNAMESE.search(text):
        text = text.translate(_SYMBOL_AREA).translate(_VNI_TABLE if encoding == VNI else _TCVN3_TABLE)
        text = text.upper() if encoding == TCVN3_CAPITALS else text
    return unicodedata.normalize("NFC", text)
