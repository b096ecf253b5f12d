"""Where a request comes from, and how little of that is kept."""

import pytest

from toolbox.serving.client_ip import client_ip, network_of, subscriber


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "192.0.2.1"),  # nobody of ours stands in front: the header is the visitor's own word
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor claimed
        (2, "10.0.0.1, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_address_is_what_our_own_proxies_saw(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    assert client_ip({"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": forwarded}) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::5", "2001:db8:1::/48"), ("", ""), ("<script>", "")],
)
def test_network_points_at_no_person(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("written", "ip"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:443", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ('"203.0.113.9:443"', "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::FFFF:cb00:7109", "203.0.113.9"),
        ("[::ffff:203.0.113.9]:443", "203.0.113.9"),
        ("::ffff:203.0.113.9:443", "203.0.113.9"),
        ("64:ff9b::203.0.113.9", "203.0.113.9"),
        ("2001:db8::5", "2001:db8::5"),
        ("2001:0DB8:0:0::0005", "2001:db8::5"),
        ("[2001:db8::5]", "2001:db8::5"),
        ("[2001:db8::5]:443", "2001:db8::5"),
        ('"[2001:db8::5]:443"', "2001:db8::5"),
        ("fe80::5%eth0", "fe80::5"),
    ],
)
@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"])
def test_address_is_read_however_a_proxy_writes_it(settings, header, written, ip):
    settings.PROXIES = 1 if header == "HTTP_X_FORWARDED_FOR" else 0
    assert client_ip({header: written}) == ip


RUBBISH = [
    "unknown", "_hidden", "203.0.113", "203.0.113.999", "203.0.113.9:", "203.0.113.9:x", "203.0.113.9/24", "[", "]",
    "[]", "[]:443", "[203.0.113.9", "::ffff:", "1.2.3.4.5:80", "٢٠٣.0.113.9", "<script>", "a" * 10_000, "%", '"',
    "0x7f.1", "for=203.0.113.9", "203.0.113.9\x00",
]  # fmt: skip


@pytest.mark.parametrize("written", RUBBISH)
def test_what_is_no_address_is_none(settings, written):
    settings.PROXIES = 1
    assert client_ip({"HTTP_X_FORWARDED_FOR": written, "REMOTE_ADDR": "192.0.2.1"}) == ""
    assert (network_of(written), subscriber(written)) == ("", None)


def test_visitors_do_not_share_a_bucket_however_they_are_written():
    ips = [f"::ffff:203.0.{number}.9" for number in range(20)]
    assert len({network_of(ip) for ip in ips}) == len({subscriber(ip) for ip in ips}) == 20


def test_subscriber_of_ipv6_is_one_however_many_addresses_he_has():
    assert {subscriber(f"2001:db8:0:7::{number:x}") for number in range(20)} == {"2001:db8:0:7::"}
