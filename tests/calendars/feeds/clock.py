"""The moment at which the tests of feeds take place."""

from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
