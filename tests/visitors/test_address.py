"""Whose address it is: ours of the last proxy that we trust, never what a client wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitors.address import client, network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        (2, "198.51.100.7", "198.51.100.7"),
        (1, "", "192.0.2.1"),
        (1, "unknown", "192.0.2.1"),
        (1, "198.51.100.7:4711", "198.51.100.7"),
        (1, "[2001:DB8::0]:443", "2001:db8::"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_entry_of_our_outermost_proxy_counts(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    assert client({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}) == expected


def test_nobody_says_where_it_comes_from():
    assert client({"REMOTE_ADDR": ""}) == client({}) == ""


@given(st.text(), st.text(), st.integers(0, 3))
def test_no_header_breaks_it(remote, forwarded, proxies):
    from django.test import override_settings

    with override_settings(TRUSTED_PROXIES=proxies):
        found = client({"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded})
    network(found)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.5", "203.0.113.5/32"),
        ("2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64"),
        ("", ""),
    ],
)
def test_a_network_is_what_one_subscriber_has(address, expected):
    assert network(address) == expected


@given(st.ip_addresses(v=6).map(str))
def test_every_address_is_in_its_network(address):
    from ipaddress import ip_address, ip_network

    assert ip_address(address) in ip_network(network(address))
