"""Requests that no reader would make: what they ask for, and what they send along."""

import json
import random
import re
import string
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from urllib.parse import quote, urlencode

from ops.torture.site import FORM, TOKEN

NOT_LINKED = ["/admin/", "/api/v1/", "/api/v1/openapi.json", "/sitemap.xml", "/robots.txt", "/favicon.ico"]
NOT_LINKED += ["/.well-known/security.txt", "/healthz", "/readyz"]
OF_ONE_KIND = 25  # addresses; a page has hundreds of links to itself with another filter
MOST = 1500
FORMS = 60  # of the readers, and as many of the editors
METHODS = ["GET"] * 12 + ["HEAD", "OPTIONS", "PUT", "DELETE"]
NO_METHODS = ["PATCH", "TRACE", "PROPFIND", "get", "X" * 50]
NAMES = (
    "q fiche stap doelgroep voor vorm eigenaar trefwoord link sorteer pagina page format o e next id wat naam".split()
)
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
    "Accept": ["*/*", "application/json", "text/csv", "x" * 2000, ";;;"],
    "Accept-Encoding": ["gzip", "br", "identity;q=0", "*;q=0", "gzip;q=x", "," * 500],
    "Accept-Language": ["nl", "zz", "x" * 3000, ";;;"],
    "Cookie": ["sessionid=x", "csrftoken=" + TOKEN, "a=b;;;=;", "messages=x", "x" * 4000],
    "If-None-Match": ["*", '"', "W/x", "x" * 2000],
    "If-Modified-Since": ["gisteren", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 99 Foo 9999 99:99:99 GMT"],
    "Range": ["bytes=0-", "bytes=9-1", "x"],
    "X-Forwarded-For": ["1.2.3.4", "x", "::1, 10.0.0.1", "," * 300],
    "X-Forwarded-Proto": ["https", "http", "x"],
    "X-Request-ID": ["x", "a" * 64, "{}", "é"],
    "Referer": ["http://127.0.0.1/", "x"],
    "HTTP2-Settings": ["AAMAAABkAAQCAAAAAAIAAAAA"],
}  # fmt: skip
# What the first layers refuse. It stays a small part, or nothing would come further.
REFUSED = {
    "Host": ["elders.example", "127.0.0.1.elders.example", "127.0.0.1:99999"],
    "Origin": ["null", "http://elders.example"],
    "Content-Type": ["text/plain; charset=nee", "multipart/form-data"],
}
NOT_HTTP = {  # a server may close the connection at these without a word
    "Host": ["a b", "[", ""],
    "Content-Length": ["-1", "x"],
    "Transfer-Encoding": ["chunked", "x"],
    "X-Request-ID": ["\x7f" * 10, "\x01"],
}


@dataclass
class Asked:
    """One request, and what was done to it."""

    method: str
    path: str
    body: bytes | None = None
    headers: dict = field(default_factory=dict)
    kind: str = "lezen"
    is_http: bool = True


@dataclass
class Form:
    """A form as a page gave it: where it goes, its fields with what was filled in, and who may send it."""

    path: str
    fields: dict
    headers: dict
    kind: str


def kind_of(path):
    """Addresses that differ only in which tool or which filter they are about are of one kind."""
    place, _, query = path.partition("?")
    parts = [re.sub(r"\d+", "9", part) for part in place.strip("/").split("/")]
    return (*(parts if parts[0] == "admin" else [parts[0], len(parts)]), bool(query))


def addresses(site):
    """{address: page} of what the site links to, nearest first, with some of each kind; an editor sees the desk."""
    found, kinds, todo = {}, Counter(), deque(["/", *NOT_LINKED])
    while todo and len(found) < MOST:
        path = todo.popleft()
        kind = kind_of(path)
        if path in found or kinds[kind] >= OF_ONE_KIND or "logout" in path:
            continue
        kinds[kind] += 1
        headers = {"Cookie": site.cookie} if path.startswith("/admin/") else {}
        _, found[path] = site.ask(path, headers=headers)
        links = re.findall(r'(?:href|action|src)="([^"#]*)|<loc>https?://[^/<]*([^<]*)', found[path])
        for link in (unescape(one or other) for one, other in links):
            if link.startswith("?"):
                todo.append(path.partition("?")[0] + link)
            elif link.startswith("/") and not link.startswith("//"):
                todo.append(link)
    return found


def forms(site, pages):
    """What can be sent: the forms for readers, each with its own token, and those at the desk.

    Not those about people: an editor who is switched off would see nothing any more.
    """
    tools = [path.split("/")[2] for path in pages if re.fullmatch(r"/tools/[\w-]+/", path)]
    numbers = count()
    for number, tool in zip(range(FORMS // 3), tools * FORMS, strict=False):
        for path in (
            f"/melden/nieuw/?naam=proef+{number}",
            f"/melden/tool/{tool}/?wat=naam&wat=omschrijving&wat=anders&wat=vorm",
            f"/melden/ervaring/{tool}/",
        ):
            # Each from a network of its own: the limit for one network has tests of its own.
            yield Form(path, fields_of(site.ask(path)[1]), {"X-Forwarded-For": f"10.0.0.{next(numbers)}"}, "melden")
    desk = [path for path in pages if path.startswith("/admin/toolbox/") and "<form" in pages[path]]
    random.Random(1).shuffle(desk)  # noqa: S311
    for path in desk[:FORMS]:
        yield Form(path, fields_of(pages[path]) | {"csrfmiddlewaretoken": TOKEN}, {"Cookie": site.cookie}, "redactie")


def fields_of(page):
    """The fields of the forms on a page, with their value or a choice of each."""
    fields = {}
    for tag in re.findall(r"<(?:input|textarea|select)\b[^>]*>", page):
        name, value = (re.search(rf'\b{key}="([^"]*)"', tag) for key in ("name", "value"))
        if name:
            fields.setdefault(name[1], unescape(value[1]) if value else "")
    return fields


def rubbish(chance):
    """A value for a parameter."""
    if chance.random() < 0.7:
        return chance.choice(VALUES)
    return "".join(chance.choices(string.printable + "éèïß€", k=chance.randint(0, 60)))


def query(chance):
    """What may stand behind a question mark; now and then more than the site wants to read."""
    size = chance.choice([1, 1, 1, 2, 2, 3, 5, 8] * 4 + [60, 250])
    names = [chance.choice(NAMES) if chance.random() < 0.8 else rubbish(chance)[:50] for _ in range(size)]
    return "&".join(f"{quote(name)}={quote(rubbish(chance))}" for name in names)


def parts(fields):
    """`fields` as multipart/form-data, the last one as a file."""
    *rest, last = fields.items()
    heads = [(f'name="{name}"', value) for name, value in rest] + [(f'name="{last[0]}"; filename="x.csv"', last[1])]
    return (
        "".join(f"--x\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n" for head, value in heads)
        + "--x--\r\n"
    )


def body(chance, fields):
    """(Content-Type, bytes) of `fields`, in one of the ways that there are; one in ten is broken."""
    kind, made = chance.choice(
        [(FORM, urlencode)] * 5 + [("multipart/form-data; boundary=x", parts)] * 3 + [("application/json", json.dumps)]
    )
    sent = made(fields).encode("utf-8", "replace")
    if chance.random() < 0.1:
        sent = chance.choice([sent[: len(sent) // 2], b"\x00" * 100, b"a=b&" * 3000, b"q=" + b"%ff" * 1000, b"{", b""])
    return kind, sent


def sending(chance, form):
    """Somebody sends a form: half of the time as it was, else with rubbish in some of its fields."""
    fields = {name: value or chance.choice(["", "buurt", "een kaart"]) for name, value in form.fields.items()}
    fields["website"] = ""  # what a robot fills in
    if chance.random() < 0.5:
        for name in chance.sample(sorted(fields), min(len(fields), chance.randint(1, 4))):
            if name not in ("csrfmiddlewaretoken", "token"):
                fields[name] = rubbish(chance)
    kind, sent = body(chance, fields)
    return Asked("POST", form.path, sent, {"Content-Type": kind, **form.headers}, form.kind)


def reading(chance, paths, cookie):
    """Somebody asks for an address, as it is or with something behind it."""
    path = chance.choice(paths)
    if chance.random() < 0.15:
        path = path.rstrip("/") + "/" + quote(rubbish(chance)[:200], safe=chance.choice(["", "/%", "/.;:@"]))
    if chance.random() < 0.6:
        path = f"{path.split('?')[0]}?{query(chance)}"
    headers = {"Cookie": cookie} if path.startswith("/admin/") or chance.random() < 0.1 else {}
    return Asked(chance.choice(METHODS), path[:60_000], None, headers)


def blind(chance, paths):
    """Somebody sends something to an address that did not ask for it."""
    fields = {chance.choice(NAMES): rubbish(chance)[:300] for _ in range(5)}
    kind, sent = body(chance, fields)
    method = chance.choice(["POST", "POST", "PUT", *NO_METHODS])
    return Asked(method, chance.choice(paths), sent, {"Content-Type": kind}, "zomaar sturen")


def request(chance, paths, sendable, cookie):
    """One request: most are read by the site itself, some are meant for its first layers."""
    dice = chance.random()
    if dice < 0.25:
        asked = sending(chance, chance.choice(sendable))
    elif dice < 0.35:
        asked = blind(chance, paths)
    else:
        asked = reading(chance, paths, cookie)
    for name in chance.sample(sorted(HEADERS), chance.choice([0, 0, 1, 2, 4])):
        asked.headers.setdefault(name, chance.choice(HEADERS[name]))
    dice = chance.random()
    if dice < 0.06:
        name = chance.choice(sorted(REFUSED))
        asked.headers[name] = chance.choice(REFUSED[name])
        asked.kind = "voor een ander"
    elif dice < 0.1:
        name = chance.choice(sorted(NOT_HTTP))
        asked.headers[name] = chance.choice(NOT_HTTP[name])
        asked.kind, asked.is_http = "geen http", False
    return asked
