from django.test import RequestFactory

import pytest

from common.client import client_network


def request(address: str, forwarded: str = ""):
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_network_of_a_visitor(address, network):
    assert client_network(request(address)) == network


def test_forwarded_addresses_are_not_believed_without_a_proxy_of_ours(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0

    assert client_network(request("192.0.2.7", "198.51.100.1")) == "192.0.2.7"


def test_behind_one_proxy_the_last_forwarded_address_counts(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    assert client_network(request("127.0.0.1", "203.0.113.9, 198.51.100.1")) == "198.51.100.1"
