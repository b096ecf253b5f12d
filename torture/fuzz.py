"""Twenty thousand requests that no reader would make: no 5xx, no stack trace, no slow outlier."""

import random
import re
import string
import time
from collections import Counter
from functools import partial
from http.client import HTTPConnection, HTTPException
from urllib.parse import quote

from torture.site import TOKEN, at_once, quantile, running

REQUESTS = 20_000
CLIENTS = 4
SLOW = 2.0  # seconds
ODD_METHODS = ["HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get", "X" * 50]
METHODS = ["GET"] * 12 + ["POST"] * 4 + ODD_METHODS
NAMES = "q fiche stap doelgroep voor vorm eigenaar trefwoord link sorteer pagina page format o e next id".split()
VALUES = [
    "", "0", "-1", "1e309", "NaN", "99999999999999999999", "\x00", "%00", "%", "%ff%fe", "é", "𝕏" * 50, "'",
    '"', "\\",
    "--", "' OR 1=1--", "<script>alert(1)</script>", "{{7*7}}", "{% load %}", "../../etc/passwd",
    "..%2f..%2f", "a" * 5000,
    "a b " * 400, "ja", "nee", "laatste", "last", "()" * 200, "NEAR(", "*", '"open', "\u202e", "\ud7ff",
    "\n\r", "null",
    "undefined", "[]", "{}", "ﷺ" * 200, "́" * 300, "1;DROP TABLE toolbox_tool", "$(id)", "eenzaam",
    "vrijwilligers*", "AND OR NOT", "x:y",
    "~", "😀",
]  # fmt: skip
HEADERS = {
    "Accept-Encoding": ["gzip", "br", "identity;q=0", "*;q=0", "gzip;q=x", "," * 500],
    "Accept-Language": ["nl", "zz", "x" * 3000, ";;;"],
    "Cookie": ["sessionid=x", "csrftoken=" + TOKEN, "a=b;;;=;", "messages=x", "x" * 4000],
    "If-None-Match": ["*", '"', "W/x", "x" * 2000],
    "If-Modified-Since": ["gisteren", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 9999 99:99:99 GMT"],
    "Range": ["bytes=0-", "bytes=9-1", "x"],
    "X-Forwarded-For": ["1.2.3.4", "x", "::1, 10.0.0.1", "," * 300],
    "X-Forwarded-Proto": ["https", "http", "x"],
    "X-Request-ID": ["x", "a" * 64, "\x7f" * 10, "{}"],
    "Host": ["127.0.0.1", "elders.example", "a b", "127.0.0.1:99999", "[", ""],
    "Content-Length": ["-1", "x", "0"],
    "Content-Type": [
        "application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain; charset=nee",
        "application/x-www-form-urlencoded",
    ],
    "Referer": ["http://127.0.0.1/", "x"],
    "Origin": ["null", "http://elders.example"],
    "Transfer-Encoding": ["chunked", "x"],
    "HTTP2-Settings": ["AAMAAABkAAQCAAAAAAIAAAAA"],
}  # fmt: skip
BODIES = [
    b"",
    b"{",
    b"\x00" * 100,
    b"a=b&" * 3000,
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nx',
    b"q=" + b"%ff" * 1000,
]


def addresses(site):
    """Every address that the site links to, from the first page on, and those that no page links to."""
    found, todo = (
        {},
        ["/", "/admin/", "/robots.txt", "/favicon.ico", "/.well-known/security.txt", "/healthz", "/readyz"],
    )
    while todo and len(found) < 1500:
        path = todo.pop()
        if path in found:
            continue
        headers = {"Cookie": site.cookie} if path.startswith("/admin/") else {}
        status, text = site.ask(path, headers=headers)
        found[path] = status
        todo += [link for link in re.findall(r'(?:href|action|src)="(/[^"#]*)', text) if "logout" not in link]
    return sorted(found)


def rubbish(chance):
    """A value for a parameter."""
    kind = chance.random()
    if kind < 0.7:
        return chance.choice(VALUES)
    return "".join(chance.choices(string.printable + "éèïß€", k=chance.randint(0, 60)))


def request(chance, paths, cookie):
    """(method, path, body, headers) of one request."""
    path = chance.choice(paths)
    if chance.random() < 0.2:
        path = path.rstrip("/") + "/" + quote(rubbish(chance)[:200], safe=chance.choice(["", "/%", "/.;:@"]))
    if chance.random() < 0.6:
        pairs = [
            f"{quote(chance.choice(NAMES) if chance.random() < 0.8 else rubbish(chance)[:50])}={quote(rubbish(chance))}"
            for _ in range(chance.choice([1, 1, 2, 3, 8, 60, 250]))
        ]
        path = f"{path.split('?')[0]}?{'&'.join(pairs)}"
    headers = {name: chance.choice(HEADERS[name]) for name in chance.sample(sorted(HEADERS), chance.randint(0, 4))}
    method = chance.choice(METHODS)
    body = chance.choice(BODIES) if method in ("POST", "PUT", "PATCH") or chance.random() < 0.05 else None
    if chance.random() < 0.25:
        headers["Cookie"] = cookie
        if method == "POST" and chance.random() < 0.7:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            fields = "&".join(f"{chance.choice(NAMES)}={quote(rubbish(chance)[:300])}" for _ in range(5))
            body = f"csrfmiddlewaretoken={TOKEN}&{fields}".encode()
    return method, path[:60_000], body, headers


def send(port, method, path, body, headers, timeout=30):
    """(status, text); 0 when the server closes the connection, which it may do to what is not HTTP."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value.encode("utf-8"))
        if body is not None and "Content-Length" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (ConnectionError, HTTPException):
        return 0, b""
    finally:
        connection.close()


def seconds_of(port, asked):
    """How long one request takes."""
    started = time.monotonic()
    send(port, *asked)
    return time.monotonic() - started


class Seen:
    """What came of the requests of all clients together."""

    def __init__(self):
        self.bad, self.slow, self.times, self.statuses = [], [], [], Counter()

    def ask(self, site, paths, number, seed):
        """Send `number` requests, the same each time for the same `seed`."""
        chance = random.Random(seed)  # noqa: S311
        for _ in range(number):
            asked = request(chance, paths, site.cookie)
            started = time.monotonic()
            try:
                status, text = send(site.port, *asked)
            except ValueError:
                continue  # Python itself will not send this one
            except TimeoutError:
                status, text = -1, b""
            self.note(asked, status, text, time.monotonic() - started)

    def note(self, asked, status, text, seconds):
        """Keep what is wrong with an answer."""
        self.times.append(seconds)
        self.statuses[status] += 1
        if status >= 500 or b"Traceback (most recent" in text or b"DJANGO_SETTINGS" in text:
            self.bad.append((status, *asked))
        if seconds > SLOW:
            self.slow.append((round(seconds, 1), *asked))


def run(folder, requests=REQUESTS):
    """Figures of `requests` requests."""
    with running(folder) as site:
        paths, seen = addresses(site), Seen()
        with at_once([partial(seen.ask, site, paths, requests // CLIENTS, seed) for seed in range(CLIENTS)]):
            pass  # all that happens here is their work
        # The machine may have been busy with something else: what is slow in itself is slow again.
        again = [item for item in seen.slow if min(seconds_of(site.port, item[1:]) for _ in range(3)) > SLOW / 4]
        ready, errors = site.status("/readyz"), site.errors()
    for number, item in enumerate([*seen.bad[:10], *again[:10], *errors[:5]]):
        print("   ", number, str(item)[:600])
    figures = {
        "adressen": len(paths),
        "verzoeken": len(seen.times),
        "antwoorden": dict(sorted(seen.statuses.items())),
        "5xx of binnenkant getoond": len(seen.bad),
        "trager dan 2 s": len(seen.slow),
        "daarvan opnieuw traag zonder drukte": len(again),
        "p50, p99 en traagste (ms)": [round(quantile(seen.times, part) * 1000) for part in (0.5, 0.99, 1)],
        "fouten in het log": len(errors),
    }
    good = not seen.bad and not again and not errors and ready == 200
    return figures, good and len(seen.times) > requests * 0.9
