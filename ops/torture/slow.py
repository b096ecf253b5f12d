"""Clients that send drop by drop: headers straight at the server, bodies at the proxy before it. Readers go on."""

import socket
import threading
import time
from contextlib import suppress
from functools import partial
from itertools import cycle

from ops.torture.proxy import CADDY, NO_CADDY, Proxy
from ops.torture.site import at_once, read_on, running

PAGES = ("/", "/tools/", "/tools/?q=eenzaam", "/fiches/a/", "/melden/nieuw/")
READERS = 2
HEADERS, BODIES, LARGE = 100, 60, 8
LONGEST = 2.0  # seconds that a reader waits; without slow clients it is some 0.1 s on a busy machine
HEAD = "{} {} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
NEVER_DONE = HEAD.format("GET", "/") + "X-Drop: "
NO_BODY = HEAD.format("POST", "/melden/nieuw/") + "Content-Length: 2000\r\n\r\nnaam="
# As an editor who imports a spreadsheet: about the most that we take, all but the end.
ALMOST = HEAD.format("POST", "/admin/toolbox/owner/add/") + "Cookie: {}\r\nContent-Length: 9000000\r\n\r\nname="


def let_go(client):
    """Whether the other side answered or closed the connection."""
    try:
        client.recv(1)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def hold(port, beginnings, seconds):
    """Open a connection for each of `beginnings`, send that and then a drop a second; gives how long each was held."""
    clients, started = [], time.monotonic()
    with at_once([partial(begin, port, beginning, clients) for beginning in beginnings]):
        pass  # side by side: what is large waits as soon as nobody reads it
    waiting, ended = list(clients), []
    while waiting and time.monotonic() - started < seconds:
        for client in list(waiting):
            with suppress(OSError):
                client.send(b"a")
            if let_go(client):
                waiting.remove(client)
                ended.append(time.monotonic() - started)
        time.sleep(1)
    for client in clients:
        client.close()
    return ended


def begin(port, beginning, clients):
    """Open a connection and send the beginning, or as much of it as the other side takes within some seconds."""
    clients.append(client := socket.create_connection(("127.0.0.1", port), timeout=5))
    with suppress(OSError):
        client.sendall(beginning.encode())
    client.setblocking(False)


def readers_beside(site, port, beginnings, seconds):
    """What readers get at `port` while slow clients hold on to it; (in words, whether they go on, how many let go)."""
    stop, seen = threading.Event(), []
    readers = [partial(read_on, site, cycle(PAGES), stop, seen, port=port, timeout=10) for _ in range(READERS)]
    with at_once(readers, stop):
        ended = hold(port, beginnings, seconds)
        time.sleep(1)
    failed, longest = sum(status != 200 for status, _ in seen), max(seconds for _, seconds in seen)
    words = f"{len(seen)} bladzijden, {failed} mislukt, de traagste na {longest:.1f} s; {len(ended)} losgelaten"
    if ended:
        words += f", de laatste na {max(ended):.0f} s"
    return words, not failed and longest < LONGEST, len(ended)


def run(folder):
    """Figures of both; what the server does alone with slow bodies is only told, not judged."""
    with running(folder) as site:
        headers, stands, ended = readers_beside(site, site.port, [NEVER_DONE] * HEADERS, 30)
        figures = {f"{HEADERS} keer headers, aan de server": headers}
        good = stands and ended == HEADERS
        figures["8 keer een inhoud, zonder proxy (telt niet mee)"], _, _ = readers_beside(
            site, site.port, [NO_BODY] * 8, 6
        )
        if not CADDY:
            return figures | {"achter de proxy": NO_CADDY}, good and None
        with Proxy(site).running() as proxy:
            for label, beginnings in {
                f"{BODIES} keer een inhoud, achter de proxy": [NO_BODY] * BODIES,
                f"{LARGE} keer bijna 9 MB, achter de proxy": [ALMOST.format(site.cookie) + "a" * 8_900_000] * LARGE,
                f"{HEADERS} keer headers, achter de proxy": [NEVER_DONE] * HEADERS,
            }.items():
                figures[label], stands, _ = readers_beside(site, proxy.port, beginnings, 15)
                good = good and stands
        errors = site.errors()
    return figures | {"fouten in het log": errors[:3] or 0}, good and not errors
