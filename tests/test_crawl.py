"""A walk over the whole site with the whole toolbox: every link works, every page is sound."""

from collections import Counter
from itertools import pairwise
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string

from tests.browser.pages import PAGES, REFUSED
from tests.crawling import HOST, Page, crawl
from toolbox.serving.before_django.parameters import KNOWN

PRESSED = {"weg", "erbij", "omhoog", "omlaag", "zet", "voorstel"}  # buttons of a selection: a redirect, not a page


@pytest.fixture(scope="module")
def walked():
    """The pages, kept between the tests of this module; the first test fills it."""
    return {}


@pytest.fixture
def site(toolbox, walked):
    """Every page of the site. One that names something that does not exist breaks (tests/settings.py)."""
    if not walked:
        walked.update(crawl("/", *PAGES.values()))
    return walked


@pytest.fixture
def html_pages(site):
    """Every page, and of the many filtered lists one for each parameter and those that the browser tests visit."""
    filtered = {address.split("?")[1].split("=")[0]: address for address in site if "?" in address}
    looked_at = {*filtered.values(), *PAGES.values()}
    return [page for address, page in site.items() if page.is_html and ("?" not in address or address in looked_at)]


def test_the_walk_reaches_every_kind_of_page(site):
    kinds = Counter(address.split("?")[0].split("/")[1] for address in site if "?" not in address)
    assert kinds["tools"] == 1 + 135
    assert kinds["fiches"] == 1 + 14 + 1  # one that is not there
    assert kinds["cyclus"] == 1 + 4
    assert kinds["wegwijzers"] == 1 + 8
    assert kinds["over"] >= 7
    assert kinds["eigenaars"] > 40
    assert kinds["doelgroepen"] > 15


def test_every_link_inside_the_site_works(site):
    found = {address: page.response.status_code for address, page in site.items() if page.response.status_code != 200}
    assert found == {PAGES[name]: status for name, status in REFUSED.items()}


def test_every_fragment_exists(site, html_pages):
    missing = set()
    for page in html_pages:
        for _, target in page.references:
            parts = urlsplit(target)
            address = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
            aimed = site.get(address)
            if f"{parts.scheme}://{parts.netloc}" == HOST and parts.fragment and aimed and aimed.is_html:
                if parts.fragment not in aimed.ids:
                    missing.add((page.address, target))
    assert missing == set()


def test_no_page_shows_template_code_or_none(html_pages):
    assert {
        page.address for page in html_pages for code in ("{{", "}}", "{%", "%}", ">None<") if code in page.source
    } == set()


def test_every_page_is_valid_html(html_pages):
    assert {page.address: wrong for page in html_pages if (wrong := page.mistakes)} == {}


@pytest.mark.parametrize("template", ["500", "503"])
def test_page_of_a_server_error_is_valid_html(template):
    assert Page(template, HttpResponse(render_to_string(f"{template}.html"))).mistakes == []


def test_style_guide_is_valid_html(toolbox, client, settings):
    settings.DEBUG = True
    assert Page("/stijlgids/", client.get("/stijlgids/")).mistakes == []


def test_every_page_has_one_h1_and_its_own_title(html_pages):
    tags = {page.address: Counter(element.tag for element in page.elements) for page in html_pages}
    assert {address for address, counted in tags.items() if counted["h1"] != 1} == set()
    titles = Counter(
        next(element.text for element in page.elements if element.tag == "title").strip()
        for page in html_pages
        if "?" not in page.address
    )
    assert [title for title, number in titles.items() if number > 1] == []


def test_every_page_is_in_dutch_with_its_landmarks(html_pages):
    for page in html_pages:
        tags = Counter(element.tag for element in page.elements)
        assert next(element for element in page.elements if element.tag == "html").get("lang") == "nl-BE", page.address
        assert tags["main"] == 1, page.address
        assert {"header", "footer", "nav"} <= set(tags), page.address


def test_headings_skip_no_level(html_pages):
    skips = set()
    for page in html_pages:
        levels = [
            int(element.tag[1]) for element in page.elements if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        if any(after > before + 1 for before, after in pairwise(levels)):
            skips.add(page.address)
    assert skips == set()


def test_no_id_stands_twice_on_a_page(html_pages):
    twice = {page.address: [name for name, n in Counter(page.ids).items() if n > 1] for page in html_pages}
    assert {address: names for address, names in twice.items() if names} == {}


def test_what_labels_an_element_is_on_the_page(html_pages):
    for page in html_pages:
        labels = {label for element in page.elements for label in element.get("aria-labelledby", "").split()}
        assert labels <= set(page.ids), page.address


def test_nothing_comes_from_another_host_and_links_there_say_so(html_pages):
    wrong = set()
    for page in html_pages:
        for element, target in page.references:
            external = target.startswith(("http:", "https:")) and not target.startswith(HOST)
            if external and not (element.tag == "a" and "external" in (element.get("rel") or "").split()):
                wrong.add((page.address, target))
    assert wrong == set()


def test_every_link_has_words_and_goes_somewhere(html_pages):
    empty = set()
    for page in html_pages:
        for element in page.elements:
            named = "".join(element.itertext()).strip() or element.get("aria-label")
            if element.tag == "a" and not (named and element.get("href")):
                empty.add(page.address)
    assert empty == set()


def test_no_style_or_script_stands_in_a_page(html_pages):
    wrong = set()
    for page in html_pages:
        for element in page.elements:
            is_data = element.get("type") == "application/ld+json"  # a browser never runs it
            is_script = element.tag == "script" and not element.get("src") and not is_data
            inline = element.tag == "style" or is_script
            if inline or element.get("style") or any(name.startswith("on") for name in element.attrib):
                wrong.add((page.address, element.tag))
    assert wrong == set()


def test_every_parameter_in_an_address_is_known_so_that_its_page_is_kept(html_pages):
    asked = set()
    for page in html_pages:
        inside = [target for _, target in page.references if target.startswith(HOST) and "/admin/" not in target]
        asked |= {name for target in inside for name, _ in parse_qsl(urlsplit(target).query)}
        forms = [form for form in page.elements if form.tag == "form" and form.get("method", "get").lower() == "get"]
        asked |= {element.get("name") for form in forms for element in form.iter() if element.get("name")}
    assert asked - PRESSED <= KNOWN
    assert len(asked & KNOWN) > 15


def test_no_page_sets_a_cookie_or_depends_on_one(site):
    assert {address for address, page in site.items() if page.response.cookies} == set()
    assert {
        address for address, page in site.items() if "cookie" in page.response.headers.get("Vary", "").lower()
    } == set()
