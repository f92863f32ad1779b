"""Each test has a buffer, a flood limit and a memory of countable pages of its own."""

import shutil

import pytest

from readership import beacon, buffers
from visitors import memory, salt
from visitors.limits import Bucket

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def _as_if_just_started(monkeypatch, settings, tmp_path, empty_cache):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(salt, "_latest", None)
    monkeypatch.setattr(beacon, "flood", Bucket(rate=20, burst=100, clock=lambda: 1000.0))
    monkeypatch.setattr(beacon, "countable", beacon.CountablePages())
    buffers.buffer.cache_clear()
    buffers.buffer()  # before any thread: each has a cache of its own, and only the test's knows the test's prefix
    yield
    buffers.buffer.cache_clear()
    if not settings.REDIS_URL:
        shutil.rmtree(memory.folder())


@pytest.fixture
def send(client):
    """Sends a beacon as a reader's browser does: send(page_id), from another address: send(page_id, reader="a")."""

    def send(page_id, reader="192.0.2.1", **headers):
        headers = {"REMOTE_ADDR": reader, "HTTP_USER_AGENT": BROWSER} | headers
        body = page_id if isinstance(page_id, bytes) else f"trang={page_id}".encode()
        content_type = headers.pop("content_type", "application/x-www-form-urlencoded;charset=UTF-8")
        return client.generic("POST", "/luot-xem/", body, content_type=content_type, **headers)

    return send
