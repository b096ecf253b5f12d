"""The whole site, read once from the home page: every page that a link leads to."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import html5lib
from django.test import Client

from tests.page import parse

HOST = "http://testserver"
# A filtered list links to other filtered lists without end: we look at it, and do not follow its links.
ENDLESS = ("/tools/", "/zoeken/")
ENOUGH = 5


@dataclass(frozen=True)
class Page:
    """One page of the site, as it came."""

    address: str
    response: object

    @property
    def is_html(self):
        """Whether this is a page to read, and not a picture, a stylesheet or a script."""
        return self.response.headers.get("Content-Type", "").startswith("text/html")

    @cached_property
    def source(self):
        """The text of the page."""
        return self.response.text

    @property
    def mistakes(self):
        """What a strict reader has against the HTML of the page."""
        parser = html5lib.HTMLParser()
        parser.parse(self.source)
        return parser.errors[:3]

    @cached_property
    def elements(self):
        """Every element of the page."""
        return list(parse(self.response).iter())

    @cached_property
    def ids(self):
        """Every place on the page that a fragment can point at."""
        return [element.get("id") for element in self.elements if element.get("id")]

    @cached_property
    def references(self):
        """Every address on the page as (element, absolute address)."""
        found = []
        for element in self.elements:
            for name in ("href", "src", "action", "formaction", "poster", "data"):
                if element.get(name) is not None and element.tag != "use":
                    found.append((element, urljoin(HOST + self.address, element.get(name))))
        return found

    @property
    def inside(self):
        """The addresses on this site that the links of the page lead to."""
        for element, target in self.references:
            parts = urlsplit(target)
            ours = f"{parts.scheme}://{parts.netloc}" == HOST and not parts.path.startswith("/static/")
            if ours and element.tag == "a":
                yield unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


def crawl(*start, enough=ENOUGH):
    """Every page of the site as {address: Page}, following the links of each page from those to start with.

    Of the addresses that differ only in what they ask, `enough` are looked at.
    """
    client = Client()
    pages, waiting, asked = {}, list(start), defaultdict(set)
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        page = pages[address] = Page(address, client.get(address))
        if not page.is_html or page.response.status_code != 200:
            continue
        if address.startswith(ENDLESS) and "?" in address:
            continue
        for target in page.inside:
            alike = asked[kind(target)] if "?" in target else set()
            if "?" not in target or len(alike) < enough:
                alike.add(target)
                waiting.append(target)
    return pages


def kind(address):
    """What addresses with a question have in common: where they lead, what they ask, and in which format."""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    return parts.path.split("/")[1], *sorted(asked), asked.get("formaat")
