"""What every form of the site needs: text in NFC."""

from django.utils.datastructures import MultiValueDict

from vietnamese.text import clean


def clean_data(data):
    """A form's raw data with every text cleaned, as a new dictionary; `data` itself stays as it was sent."""
    if isinstance(data, MultiValueDict):
        cleaned = data.copy()
        for name, values in data.lists():
            cleaned.setlist(name, [clean(value) if isinstance(value, str) else value for value in values])
        return cleaned
    return {name: clean(value) if isinstance(value, str) else value for name, value in data.items()}


class CleanTextMixin:
    """A form that stores NFC, whichever way the keyboard or the clipboard composed its letters.

    The data is cleaned before the first field reads it. So validators (length, uniqueness) see what is
    stored, and StreamField blocks, rich text and the inline forms of a page, which all read the form's
    data, need nothing of their own. Only the form's copy changes, not the request: signatures, tokens and
    files stay as they came.

    Stands first among the bases: `class TopicForm(CleanTextMixin, WagtailAdminModelForm)`. Not for sign-in
    forms: a password is compared byte by byte.
    """

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(None if data is None else clean_data(data), *args, **kwargs)
