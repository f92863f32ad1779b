import io
from dataclasses import dataclass, field

import icalendar
import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from pagecache.front import PageCache

from .clock import NOW


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@dataclass
class Reply:
    status: int = 0
    headers: dict = field(default_factory=dict)
    body: bytes = b""


@pytest.fixture
def ask():
    """ask(path, if_none_match="…"): the site as it is served, behind the page cache."""
    site = PageCache(WSGIHandler())
    # They would close the connection in which the test's transaction is open.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def ask(path: str, method: str = "GET", **headers: str) -> Reply:
        reply = Reply()

        def start_response(status, told, exc_info=None):
            reply.status, reply.headers = int(status[:3]), dict(told)

        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "203.0.113.7",
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        reply.body = b"".join(site(environ, start_response))
        return reply

    yield ask
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def events_at(client):
    """events_at(path): the VEVENTs of a feed by their summary."""

    def read(path: str) -> dict[str, icalendar.Event]:
        response = client.get(path)
        assert response.status_code == 200
        found = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
        assert len({str(event["UID"]) for event in found}) == len(found)
        return {str(event["SUMMARY"]): event for event in found}

    return read
