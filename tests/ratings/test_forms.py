import unicodedata
from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from ratings import forms

ANYTHING = st.text(st.characters(codec="utf-8"), max_size=1200)


def sent(stars: list[str], comments: list[str]) -> QueryDict:
    return QueryDict(urlencode({"diem": stars, "y_kien": comments}, doseq=True))


STARS = st.sampled_from("12345") | ANYTHING


@given(st.lists(STARS, min_size=1, max_size=2), st.lists(ANYTHING, max_size=2), st.booleans())
def test_whatever_is_sent_is_stars_and_plain_text_or_a_sentence(stars, comments, takes_comments):
    try:
        read = forms.read(sent(stars, comments), takes_comments)
    except forms.Refused as refused:
        assert str(refused)
        return
    assert stars == [str(read.stars)]
    assert 1 <= read.stars <= 5
    if read.comment is not None:
        assert len(read.comment) <= 1000
        assert read.comment == unicodedata.normalize("NFC", read.comment).strip()
        assert not [c for c in read.comment if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(st.sampled_from("12345"))
def test_a_number_of_stars_is_taken(stars):
    assert forms.read(sent([stars], []), takes_comments=False) == forms.Sent(int(stars), None)
