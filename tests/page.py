"""What a page says, read from its HTML as a visitor reads it. Tests ask here, so that markup may change."""

import re
from urllib.parse import unquote

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HTMLParser, document_fromstring

from toolbox.search.catalogue import Catalogue

READER = HTMLParser(encoding="utf-8", remove_comments=True)  # twenty times as fast as html5lib, which judges our HTML
INLINE = {"a", "abbr", "b", "em", "i", "mark", "small", "span", "strong", "time"}


def parse(response):
    """The page as a tree."""
    return document_fromstring(response.content, parser=READER)


def text_of(element):
    """All text inside an element, with single spaces, and one between two blocks."""
    return " ".join("".join(pieces_of(element)).split())


def pieces_of(element):
    """The text inside an element in pieces."""
    border = "" if element.tag in INLINE else " "
    yield border + (element.text or "")
    for child in element:
        yield from pieces_of(child)
        yield child.tail or ""
    yield border


def find_main(response):
    """The element that holds the content of the page."""
    return parse(response).find(".//main")


def main_text(response):
    """What a visitor can read in the content of the page."""
    return text_of(find_main(response))


def links_to(response, prefix):
    """The addresses of the links of the content that start with `prefix`, in order."""
    return [address for address, _ in links(find_main(response)) if address.startswith(prefix)]


def not_in_order(text, said):
    """The first of the sentences that does not stand in the text after those before it; None when all do."""
    position = 0
    for sentence in said:
        position = text.find(sentence, position)
        if position < 0:
            return sentence
    return None


def links(element):
    """Every link inside an element as (address, text), in order."""
    return [(unquote(link.get("href")), text_of(link)) for link in element.iter("a") if link.get("href")]


def listed(response, prefix="/tools/"):
    """The names of the entries that the content links to, in their order: every link to `prefix`<slug>/."""
    pattern = re.compile(rf"{re.escape(prefix)}[\w-]+/$")
    return [text for address, text in links(find_main(response)) if pattern.match(address)]


def address_of(response, rel):
    """The address of the link with this relation ("next", "prev"), or None."""
    return next((link.get("href") for link in find_main(response).iter("a") if link.get("rel") == rel), None)


def facet(response, param):
    """The values of a facet as {value: (label, count, chosen)}."""
    values = {}
    for label in find_main(response).iter("label"):
        box = label.find("input")
        if box is not None and box.get("name") == param:
            name, count = re.fullmatch(r"(.*?)\W*(\d+)\D*", text_of(label)).groups()
            values[box.get("value")] = (name, int(count), box.get("checked") is not None)
    return values


def facet_counts(response, param):
    """The values of a facet with what each would give."""
    return {value: count for value, (_, count, _) in facet(response, param).items()}


def chips(response):
    """The chosen filters as {label: address without it}, the way to clear them all not included."""
    for element in find_main(response).iter():
        if element.get("aria-label") == "Gekozen filters":
            found = {text.partition("(verwijder")[0].strip(" ×"): address for address, text in links(element)}
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


def queries(address):
    """How many queries a page takes for who first asks it after a change, once the search index has caught up.

    Who comes after: one, which asks whether the content changed.
    """
    Catalogue.current()
    with CaptureQueriesContext(connection) as captured:
        visit(address)
    print(*(query["sql"] for query in captured), sep="\n")  # shown when the number is not the one that was expected
    return len(captured)


def queries_for_two_and_four(address, add):
    """How many queries a page takes with two, and then with four, of what `add(number)` makes."""
    counted = []
    for number in (0, 2):
        add(number)
        add(number + 1)
        counted.append(queries(address))
    return counted


def form_of(response):
    """The values with which a browser would send the form of an admin page as it stands."""
    page = parse(response)
    form = next(
        form for form in page.iter("form") if form.get("method") == "post" and (form.get("id") or "").endswith("_form")
    )
    values = {}
    for field in form.iter():
        name = field.get("name")
        if not name or field.tag not in ("input", "select", "textarea") or field.get("type") in ("submit", "file"):
            continue
        if field.tag == "select":
            values[name] = [
                option.get("value") for option in field.iter("option") if option.get("selected") is not None
            ]
        elif field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                values.setdefault(name, []).append(field.get("value", "on"))
        else:
            typed = (field.text or "").removeprefix("\n")  # the first line end of a textarea is not in it
            values[name] = typed if field.tag == "textarea" else field.get("value", "")
    values.pop("csrfmiddlewaretoken", None)
    return {name: value for name, value in values.items() if "__prefix__" not in name}


def add_row(values, prefix, **fields):
    """Fill in one more row of the inline `prefix`, as an editor does after "voeg nog een toe"."""
    number = int(values[f"{prefix}-TOTAL_FORMS"])
    values[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    values |= {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return values


def errors(response):
    """The messages by the fields of an admin form, each with the name of its field ("" for a whole form)."""
    found = []
    for element in parse(response).iter("ul"):
        if "errorlist" in (element.get("class") or "").split():
            field = (element.get("id") or "").removeprefix("id_").removesuffix("_error")
            found += [(field, text_of(item)) for item in element.iter("li")]
    return found


def messages(response):
    """What an admin page says was done."""
    return [
        text_of(item)
        for element in parse(response).iter("ul")
        if "messagelist" in (element.get("class") or "").split()
        for item in element.iter("li")
    ]
