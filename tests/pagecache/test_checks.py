"""Settings under which pages would be mixed up are told by `check`."""

import pytest

from pagecache import checks


def ids(found) -> list[str]:
    return [message.id for message in found]


@pytest.mark.parametrize(("used", "expected"), [(True, ["pagecache.E001"]), (False, [])])
def test_a_host_that_is_not_in_the_key(settings, used, expected):
    settings.USE_X_FORWARDED_HOST = used
    assert ids(checks.host_is_in_the_key(None)) == expected


@pytest.mark.parametrize("prefix", ["", "/", "//", "quan-tri/", "/quan-tri", "/lich"])
def test_a_prefix_that_is_no_beginning_of_an_address(settings, prefix):
    settings.PAGE_CACHE_EXEMPT = ["/quan-tri/", prefix, "/lich/rieng/"]
    assert ids(checks.exempt_prefixes(None)) == ["pagecache.E002"]


def test_the_sites_own_prefixes_are_right():
    assert checks.exempt_prefixes(None) == []
