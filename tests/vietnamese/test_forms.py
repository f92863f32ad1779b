"""Text that enters by a form is stored in NFC, without control characters."""

import json
import unicodedata

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from wagtail import blocks

from vietnamese.forms import CleanTextMixin

DECOMPOSED = unicodedata.normalize("NFD", "Đại biểu")
COMPOSED = "Đại biểu"


class DelegateForm(CleanTextMixin, forms.Form):
    name = forms.CharField(max_length=8, required=False)
    units = forms.MultipleChoiceField(choices=[(COMPOSED, COMPOSED), ("b", "b")], required=False)
    paper = forms.FileField(required=False)


def test_the_fields_see_composed_text():
    form = DelegateForm({"name": DECOMPOSED})

    # Decomposed, the name would be longer than the field allows.
    assert len(DECOMPOSED) > 8
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == COMPOSED


def test_control_characters_go_and_the_rest_stays():
    form = DelegateForm({"name": "Tin\x00 \x07tức"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Tin tức"


def test_every_value_of_a_name_is_cleaned_and_the_request_stays_as_it_came():
    sent = QueryDict(mutable=True)
    sent.setlist("units", [DECOMPOSED, "b"])
    before = sent.urlencode()

    form = DelegateForm(sent)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["units"] == [COMPOSED, "b"]
    assert sent.urlencode() == before


def test_files_pass_untouched():
    upload = SimpleUploadedFile("a.txt", DECOMPOSED.encode())

    form = DelegateForm(data={}, files={"paper": upload})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["paper"].read() == DECOMPOSED.encode()


def test_a_form_without_data_stays_unbound():
    assert not DelegateForm().is_bound
    assert not DelegateForm(initial={"name": COMPOSED}).is_bound
    assert DelegateForm({}).is_bound


def test_a_bound_form_shows_again_what_it_read():
    assert f'value="{COMPOSED}"' in str(DelegateForm({"name": DECOMPOSED})["name"])


class BodyBlock(blocks.StreamBlock):
    paragraph = blocks.RichTextBlock()
    heading = blocks.CharBlock()


class BodyForm(CleanTextMixin, forms.Form):
    body = blocks.BlockField(BodyBlock())


def test_streamfield_and_rich_text_are_cleaned_without_code_of_their_own():
    # A line separator is what a paste from Word may bring; taken for a line end it would break the JSON.
    paragraph = {
        "blocks": [
            {
                "key": "a",
                "text": DECOMPOSED + "\u2028",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
    form = BodyForm(
        {
            "body-count": "2",
            "body-0-type": "heading",
            "body-0-value": DECOMPOSED,
            "body-0-order": "0",
            "body-0-deleted": "",
            "body-0-id": "",
            "body-1-type": "paragraph",
            "body-1-value": json.dumps(paragraph, ensure_ascii=False),
            "body-1-order": "1",
            "body-1-deleted": "",
            "body-1-id": "",
        }
    )

    assert form.is_valid(), form.errors
    heading, rich_text = form.cleaned_data["body"]
    assert heading.value == COMPOSED
    assert COMPOSED in rich_text.value.source
    assert DECOMPOSED not in rich_text.value.source
