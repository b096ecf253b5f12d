"""Twenty thousand requests that no reader would make: no 5xx, no stack trace, no slow outlier, no worker that dies."""

import random
import time
from collections import Counter
from functools import partial
from http.client import HTTPConnection, HTTPException

from ops.torture.odd import addresses, forms, request
from ops.torture.site import at_once, quantile, running

REQUESTS = 20_000
CLIENTS = 4
SLOW = 0.75  # seconds, with all clients at once
SLOW_ALONE = 0.25
CLOSED, SILENT = 0, -1
TOO_OFTEN_CLOSED = 20  # of 20,000: a request may meet the moment at which a connection is closed. Measured: 0
REFUSED = {CLOSED, 400, 403, 413, 414, 431}  # by the layers in front: host, what is no HTTP, token, length
ENOUGH_INSIDE = 0.6


def send(port, asked, timeout=30):
    """(status, text): CLOSED without an answer, SILENT when none comes in time, None when Python will not send it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.putrequest(asked.method, asked.path, skip_host="Host" in asked.headers, skip_accept_encoding=True)
        for name, value in asked.headers.items():
            connection.putheader(name, value.encode("utf-8"))
        if asked.body is not None and "Content-Length" not in asked.headers:
            connection.putheader("Content-Length", str(len(asked.body)))
        connection.endheaders(asked.body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except ValueError:
        return None, b""
    except TimeoutError:
        return SILENT, b""
    except (OSError, HTTPException):
        return CLOSED, b""
    finally:
        connection.close()


def seconds_of(port, asked):
    """How long one request takes."""
    started = time.monotonic()
    send(port, asked)
    return time.monotonic() - started


class Seen:
    """What came of the requests of all clients together."""

    def __init__(self):
        self.bad, self.slow, self.closed, self.times = [], [], [], []
        self.statuses, self.kinds = Counter(), {}

    def ask(self, site, paths, sendable, number, seed):
        """Send `number` requests, the same each time for the same `seed`."""
        chance = random.Random(seed)  # noqa: S311
        for _ in range(number):
            asked = request(chance, paths, sendable, site.cookie)
            started = time.monotonic()
            status, text = send(site.port, asked)
            if status is not None:
                self.note(asked, status, text, time.monotonic() - started)

    def note(self, asked, status, text, seconds):
        """Keep what is wrong with an answer."""
        self.times.append(seconds)
        self.statuses[status] += 1
        self.kinds.setdefault(asked.kind, Counter())[status] += 1
        if status >= 500 or status == SILENT or b"Traceback (most recent" in text or b"DJANGO_SETTINGS" in text:
            self.bad.append((status, asked))
        elif status == CLOSED and asked.is_http:
            self.closed.append((status, asked))
        elif seconds > SLOW:
            self.slow.append((round(seconds, 1), asked))

    def inside(self):
        """Which part came past the layers in front."""
        refused = sum(number for status, number in self.statuses.items() if status in REFUSED)
        return 1 - refused / len(self.times)


def run(folder, requests=REQUESTS):
    """Figures of `requests` requests."""
    with running(folder, EXPERIENCES="1") as site:
        pages, seen = addresses(site), Seen()
        sendable, workers = list(forms(site, pages)), site.workers()
        works = [partial(seen.ask, site, sorted(pages), sendable, requests // CLIENTS, seed) for seed in range(CLIENTS)]
        with at_once(works):
            pass  # all that happens here is their work
        # The machine may have been busy with something else: what is slow in itself is slow again.
        again = [item for item in seen.slow if min(seconds_of(site.port, item[1]) for _ in range(3)) > SLOW_ALONE]
        ready, errors, alive = site.status("/readyz"), site.errors(), site.workers() == workers
    for number, item in enumerate([*seen.bad[:10], *seen.closed[:5], *again[:10], *errors[:5]]):
        print("   ", number, str(item)[:600])
    figures = {
        "adressen en formulieren": (len(pages), len(sendable)),
        "verzoeken": len(seen.times),
        "antwoorden": dict(sorted(seen.statuses.items())),
        **{f"    {kind}": dict(sorted(counted.items())) for kind, counted in sorted(seen.kinds.items())},
        "voorbij de eerste lagen": f"{seen.inside():.0%}",
        "5xx, geen antwoord of binnenkant getoond": len(seen.bad),
        "gesloten zonder antwoord, hoewel het http was": len(seen.closed),
        "werkers leven nog": alive,
        f"trager dan {SLOW} s": len(seen.slow),
        "daarvan opnieuw traag zonder drukte": len(again),
        "p50, p99 en traagste (ms)": [round(quantile(seen.times, part) * 1000) for part in (0.5, 0.99, 1)],
        "fouten in het log": len(errors),
    }
    sound = not seen.bad and not again and not errors and ready == 200 and alive
    good = sound and len(seen.closed) <= TOO_OFTEN_CLOSED and seen.inside() > ENOUGH_INSIDE
    return figures, good and len(seen.times) > requests * 0.9
