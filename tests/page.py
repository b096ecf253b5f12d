"""What a page says, read from its HTML as a visitor reads it. Tests ask here, so that markup may change."""

import re
from urllib.parse import unquote

import html5lib
from django.test import Client


def parse(response):
    """The page as a tree without namespaces."""
    return html5lib.parse(response.content, transport_encoding="utf-8", namespaceHTMLElements=False)


def text_of(element):
    """All text inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def find_main(response):
    """The element that holds the content of the page."""
    return parse(response).find(".//main")


def main_text(response):
    """What a visitor can read in the content of the page."""
    return text_of(find_main(response))


def links(element):
    """Every link inside an element as (address, text), in order."""
    return [
        (unquote(link.get("href")), text_of(link))
        for link in element.iter()
        if isinstance(link.tag, str) and link.tag.endswith("a") and link.get("href")
    ]


def listed(response, prefix="/tools/"):
    """The names of the entries that the content links to, in their order: every link to `prefix`<slug>/."""
    pattern = re.compile(rf"{re.escape(prefix)}[\w-]+/$")
    return [text for address, text in links(find_main(response)) if pattern.match(address)]


def facet(response, param):
    """The values of a facet as {value: (label, count, chosen)}."""
    values = {}
    for label in find_main(response).iter("label"):
        box = label.find("input")
        if box is not None and box.get("name") == param:
            name, count = re.fullmatch(r"(.*?)\s*\(?(\d+)\)?", text_of(label)).groups()
            values[box.get("value")] = (name, int(count), box.get("checked") is not None)
    return values


def facet_counts(response, param):
    """The values of a facet with what each would give."""
    return {value: count for value, (_, count, _) in facet(response, param).items()}


def chips(response):
    """The chosen filters as {label: address without it}, the way to clear them all not included."""
    for element in find_main(response).iter():
        if element.get("aria-label") == "Gekozen filters":
            found = {text.split(" ×")[0]: address for address, text in links(element)}
            found.pop("Wis alles", None)
            return found
    return {}


def result_count(response):
    """The number in the status line."""
    status = next(element for element in find_main(response).iter() if element.get("role") == "status")
    return int(re.search(r"\d+", text_of(status)).group())


def visit(address, status=200):
    """Get an address as a visitor without a cookie."""
    response = Client().get(address)
    assert response.status_code == status, f"{address} gives {response.status_code}"
    return response
