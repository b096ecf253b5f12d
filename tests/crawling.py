"""The whole site, read once from the home page: every page that a link leads to."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
from django.test import Client

HOST = "http://testserver"
# A filtered list links to other filtered lists without end: we look at it, and do not follow its links.
ENDLESS = ("/tools/", "/zoeken/")


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

    @cached_property
    def parser(self):
        """The page read by the rules of HTML, with `errors`."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        object.__setattr__(self, "tree", parser.parse(self.source))
        return parser

    @cached_property
    def elements(self):
        """Every element of the page."""
        self.parser  # noqa: B018  makes the tree
        return [element for element in self.tree.iter() if isinstance(element.tag, str)]

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
                if element.get(name) is not None and not element.tag.endswith("}use"):
                    found.append((element, urljoin(HOST + self.address, element.get(name))))
        return found


def crawl(start="/"):
    """Every page of the site as {address: Page}, following the links of each page."""
    client = Client()
    pages, waiting = {}, [start]
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        page = pages[address] = Page(address, client.get(address))
        if not page.is_html or page.response.status_code != 200:
            continue
        if address.startswith(ENDLESS) and "?" in address:
            continue
        for element, target in page.references:
            parts = urlsplit(target)
            internal = f"{parts.scheme}://{parts.netloc}" == HOST
            if internal and element.tag.endswith("a") and not parts.path.startswith("/static/"):
                path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
                waiting.append(path)
    return pages
