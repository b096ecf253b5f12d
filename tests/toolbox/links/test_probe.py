"""One check of one address, against a real server that misbehaves."""

import socket
import time

import pytest
from ssrfguard import Policy

from toolbox.links.judging import titles_of
from toolbox.links.probe import POLICY, as_text, probe
from toolbox.models.link import LinkState


@pytest.mark.parametrize(
    ("path", "state", "status"),
    [
        ("page", LinkState.WORKS, 200),
        ("for-now/page-9000", LinkState.WORKS, 200),
        ("old/page-9000", LinkState.MOVED, 200),
        ("moved-to-another", LinkState.UNKNOWN, 200),
        ("cut-off", LinkState.UNKNOWN, None),
        ("leads-on-by-itself", LinkState.UNKNOWN, 200),
        ("leads-on-by-a-header", LinkState.UNKNOWN, 200),
        ("is-still-thinking", LinkState.UNKNOWN, 202),
        ("says-not-found", LinkState.UNKNOWN, 200),
        ("a-document", LinkState.WORKS, 200),
        ("packed", LinkState.WORKS, 200),
        ("to-start", LinkState.UNKNOWN, 200),
        ("missing", LinkState.DEAD, 404),
        ("gone", LinkState.DEAD, 410),
        ("to-missing", LinkState.DEAD, 404),
        ("forbidden", LinkState.UNKNOWN, 403),
        ("limited", LinkState.UNKNOWN, 429),
        ("broken", LinkState.UNKNOWN, 500),
        ("closes", LinkState.UNKNOWN, None),
        ("nonsense", LinkState.UNKNOWN, None),
        ("loop", LinkState.UNKNOWN, None),
    ],
)
def test_probe_per_kind_of_server(server, path, state, status):
    result = probe(server.url(path), policy=server.policy)
    assert (result.state, result.status) == (state, status)


@pytest.mark.parametrize("path", ["hangs", "drips"])
def test_probe_gives_up_after_the_deadline(server, path):
    before = time.monotonic()
    result = probe(server.url(path), policy=server.policy, deadline=0.4)
    assert (result.state, result.detail) == (LinkState.UNKNOWN, "geen antwoord binnen de tijd")
    assert time.monotonic() - before < 3


def test_probe_tells_where_a_moved_page_is(server):
    assert probe(server.url("leads-on-by-itself"), policy=server.policy).final_url == server.url("nl/")
    assert probe(server.url("old/page-9000"), policy=server.policy).final_url == server.url("new/page-9000")


@pytest.mark.parametrize(("path", "busy"), [("page", False), ("limited", True)])
def test_probe_asks_once_also_when_rest_is_asked_for(server, path, busy):
    assert probe(server.url(path), policy=server.policy).busy is busy
    assert server.asked == [f"/{path}"]


@pytest.mark.parametrize(("path", "hops"), [("pours", 1), ("pours-and-leads-on", 2), ("packed", 1)])
def test_probe_takes_no_more_than_the_beginning_of_a_page_and_nothing_of_a_redirect(server, path, hops):
    """What it leaves is what the network had under way already."""
    probe(server.url(path), policy=server.policy)
    assert len(server.asked) == hops
    assert server.taken < 16 * 1024 * 1024


def test_probe_follows_as_many_redirects_as_it_may(server):
    probe(server.url("loop"), policy=server.policy)
    assert server.asked == ["/loop"] * 4
    assert POLICY.max_redirects == 8


@pytest.mark.parametrize("path", ["to-loopback", "to-metadata", "to-file"])
def test_probe_does_not_follow_a_redirect_into_our_network(server, path):
    result = probe(server.url(path), policy=server.policy)
    assert result.state in {LinkState.REFUSED, LinkState.UNKNOWN}
    assert server.asked == [f"/{path}"]
    assert result.final_url == ""


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "169.254.169.254", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
        "2130706433",
    ],
)  # fmt: skip
def test_probe_refuses_every_address_that_is_not_public(server, host):
    result = probe(f"http://{host}:{server.server_port}/page", policy=Policy(allowed_ports={server.server_port}))
    assert result.state == LinkState.REFUSED
    assert server.asked == []


def test_probe_refuses_other_ports_and_schemes(server):
    for url in (server.url("page"), "ftp://example.org/x", "file:///etc/passwd"):
        assert probe(url).state == LinkState.REFUSED, url
    assert server.asked == []


def found(ips, port):
    """What a name server answers."""
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]


def test_probe_is_not_fooled_by_a_name_that_changes_its_address(server):
    """The name is public when it is asked first and ours the second time: the second answer must never be used."""
    answers = ["127.0.0.2", "127.0.0.2", "127.0.0.1"]
    address = f"http://rebinding.example:{server.server_port}/page"
    states = [
        probe(address, policy=server.policy, resolver=lambda host, port, *args: found([answers.pop()], port)).state
        for _ in range(2)
    ]
    assert states == [LinkState.WORKS, LinkState.REFUSED]
    assert answers == ["127.0.0.2"]  # one lookup each, and that address was used


def test_probe_refuses_a_name_with_one_private_address_among_public_ones(server):
    def resolver(host, port, *args):
        return found(["127.0.0.1", "10.0.0.1"], port)

    result = probe(f"http://half.example:{server.server_port}/page", policy=server.policy, resolver=resolver)
    assert (result.state, server.asked) == (LinkState.REFUSED, [])


@pytest.mark.parametrize(
    ("errno", "state"), [(socket.EAI_NONAME, LinkState.DEAD), (socket.EAI_AGAIN, LinkState.UNKNOWN)]
)
def test_probe_tells_a_lost_name_from_a_name_server_that_is_away(errno, state):
    def resolver(host, port, *args):
        raise socket.gaierror(errno, "nee")

    result = probe("https://nergens.example/", resolver=resolver)
    assert (result.state, result.network) == (state, True)


def test_probe_of_a_server_that_is_not_there(server):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    result = probe(f"http://127.0.0.1:{port}/", policy=Policy(allowed_networks=("127.0.0.1/32",), allowed_ports={port}))
    assert (result.state, result.network) == (LinkState.DEAD, True)


@pytest.mark.parametrize(
    "url",
    ["", "geen adres", "http://", "http://[", "http://voorbeeld.be:99999/", "http://a\x00b/", "http://0177.0.0.1/"],
)
def test_probe_of_something_that_is_no_address(url):
    assert probe(url).state in {LinkState.REFUSED, LinkState.UNKNOWN}


NOT_FOUND = "<title>Page non trouvée</title>"


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        *((NOT_FOUND.encode("latin-1"), charset) for charset in ("utf-8", "iso-8859-1", None)),
        *((NOT_FOUND.encode(), charset) for charset in ("utf-8", "utf-16", "utf-99", "idna", "punycode", "zlib", None)),
        *((NOT_FOUND.encode("utf-16"), charset) for charset in ("utf-16", "utf-8", None)),
        (NOT_FOUND.encode("utf-16-le"), "UTF-16LE"),
        ((NOT_FOUND + "é" * 9).encode()[:-1], "utf-8"),  # cut off within a letter
        (b"\xef\xbb\xbf" + NOT_FOUND.encode(), None),
    ],
)
def test_page_is_read_whatever_its_server_says_of_its_letters(page, charset):
    assert titles_of(as_text(page, charset)) == ("page non trouvée",)


@pytest.mark.parametrize("path", ["shouts-its-kind", "keeps-its-kind-quiet"])
def test_page_that_says_it_is_not_there_is_read_whatever_its_kind_is_called(server, path):
    assert probe(server.url(path), policy=server.policy).state == LinkState.UNKNOWN
