"""Notices, and a mail server that is away."""

import pytest

from events.registration.models import Notice
from tests.factories import UnitFactory


@pytest.fixture
def notice():
    """notice() waits to be sent; notice(state=…) is another."""

    def make(**fields):
        number = Notice.objects.count() + 1
        fields = {"key": f"entry-1-{number}", "kind": "approved", "recipient": "dai-dien@example.vn"} | fields
        said = {"unit": "Viện A", "url": "https://thidua.example.vn/dang-ky/vien-a/", "paragraphs": ["Đã duyệt."]}
        return Notice.objects.create(
            unit=UnitFactory(), subject="Đã duyệt: Kéo co – Viện A", text="Đã duyệt.\n", context=said, **fields
        )

    return make


@pytest.fixture
def server_away(monkeypatch):
    """Every attempt to reach the mail server fails until the function that this gives is called."""

    def fail(self, messages):
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fail)
        yield away.undo
