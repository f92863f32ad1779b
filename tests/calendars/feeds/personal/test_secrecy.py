"""Whoever knows the address reads the calendar: so nothing else tells it."""

import logging

import pytest

from events.calendars.models import PersonalFeed
from events.calendars.personal import services
from events.calendars.tokens import LeaveOutTokens, new_token

pytestmark = pytest.mark.django_db


class TestSecrecy:
    def test_no_log_names_a_token(self, client, address, user, caplog):
        services.revoke(PersonalFeed.objects.get(), by=user)
        with caplog.at_level(logging.DEBUG):
            client.get(address)
            client.get(address[:-5] + "x.ics")
            client.post(address)

        token = address.removeprefix("/lich/rieng/").removesuffix(".ics")
        assert token[:20] not in caplog.text

    @pytest.mark.parametrize(
        ("said", "args"),
        [
            ("Internal Server Error: %s", ("/lich/rieng/abc_D-1.ics",)),
            ("GET /lich/rieng/abc_D-1.ics HTTP/1.1", None),
            ('"%s" %s', ("GET /lich/rieng/abc_D-1.ics HTTP/1.1", 500)),
        ],
    )
    def test_what_errors_say_is_cleaned(self, said, args):
        record = logging.LogRecord("django.request", logging.ERROR, "", 0, said, args, None)

        assert LeaveOutTokens().filter(record)

        assert "abc_D-1" not in record.getMessage()
        assert "/lich/rieng/….ics" in record.getMessage()

    def test_other_lines_stay_as_they_are(self):
        record = logging.LogRecord("x", logging.ERROR, "", 0, "%s of %s", ("/lich/su-kien/7.ics", 3), None)
        LeaveOutTokens().filter(record)

        assert record.args == ("/lich/su-kien/7.ics", 3)

    def test_the_console_of_the_site_is_filtered(self, settings):
        assert "without_tokens" in settings.LOGGING["handlers"]["console"]["filters"]

    def test_tokens_are_long_and_differ(self):
        tokens = {new_token() for _ in range(1000)}

        assert len(tokens) == 1000
        assert {len(token) for token in tokens} == {32}

    def test_robots_are_sent_away(self, client):
        assert "Disallow: /lich/rieng/" in client.get("/robots.txt").content.decode()

    def test_the_page_cache_leaves_it_alone(self, ask, address):
        assert ask(address).status == ask(address).status == 200
        assert "Cache-Status" not in ask(address).headers
