"""Every page as a browser gets it, visited once: light, quiet, for everybody, on any screen and on paper."""

import gzip
import io

import pytest
from pypdf import PdfReader

from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW, PHONE, WIDE
from tests.browser.pages import NAMES, PAGES, REFUSED

BUDGET = {"page": 60_000, "page with the letter": 110_000, "css": 16_000, "js": 8_000}
BUDGET_WITH_FILTERS = BUDGET | {"js": 12_000}
NOT_ON_PAPER = ".site-header, .site-footer nav, .breadcrumbs, .filters, .contents, .pagination"
FILLED = """() => [...document.querySelectorAll(".button:not(.quiet)")].filter(button => button.checkVisibility())
    .map(button => button.textContent.trim())"""
IN_TEXT = """() => [...document.querySelectorAll("main p a:not(.button), main li p a:not(.button)")]
    .filter(link => link.checkVisibility() && link.parentElement.textContent.trim() != link.textContent.trim())
    .filter(link => getComputedStyle(link).textDecorationLine != "underline").map(link => link.textContent)"""
WIDTH = "document.documentElement.scrollWidth"


def visit(page, path):
    """Opens a page; gives what came, and what went wrong."""
    responses, complaints = [], []
    watchers = {
        "response": lambda response: responses.append(response),
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, watcher in watchers.items():
        page.on(event, watcher)
    page.goto(path)
    for event, watcher in watchers.items():
        page.remove_listener(event, watcher)
    return responses, complaints


def too_heavy(sizes, budget):
    """What of a page weighs more than it may, by kind, when compressed."""
    weight = {
        "page": sum(size for url, size in sizes.items() if not url.endswith(".woff2")),
        "page with the letter": sum(sizes.values()),
        "css": sum(size for url, size in sizes.items() if url.endswith(".css")),
        "js": sum(size for url, size in sizes.items() if url.endswith(".js")),
    }
    assert weight["css"] > 0
    return {kind: size for kind, size in weight.items() if size > budget[kind]}


def too_wide(page):
    """The screens over which the page runs: 320 pixels, and a phone with text twice as large."""
    page.set_viewport_size(NARROW)
    found = [NARROW] if page.evaluate(WIDTH) > NARROW["width"] else []
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += [PHONE] if page.evaluate(WIDTH) > PHONE["width"] else []
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(WIDE)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_page_is_light_quiet_and_for_everybody_on_screen_and_on_paper(page, site, name):
    responses, complaints = visit(page, PAGES[name])
    sizes = {response.url: len(gzip.compress(response.body(), 6)) for response in responses}
    expected = str(REFUSED.get(name, "geen"))  # the browser says aloud what status such a page has
    assert [url for url in sizes if not url.startswith(site.url)] == []
    assert [text for text in complaints if expected not in text] == []
    has_filters = page.locator(".filter-panel").count() > 0
    assert too_heavy(sizes, BUDGET_WITH_FILTERS if has_filters else BUDGET) == {}
    assert page.context.cookies() == []
    assert len(page.evaluate(FILLED)) <= 1, page.evaluate(FILLED)
    assert page.evaluate(IN_TEXT) == []  # not underlined
    assert found_everywhere(page) == []
    assert too_wide(page) == []
    page.emulate_media(media="print")
    assert [element for element in page.locator(NOT_ON_PAPER).all() if element.is_visible()] == []
    assert page.locator("main").is_visible()


def test_printed_tool_writes_its_address_out(page):
    page.goto(PAGES["tool"])
    page.emulate_media(media="print")
    assert "https://www.zorgzamebuurten.be" in page.locator(".links").inner_text()


def test_printed_link_in_text_writes_its_address_out(page):
    page.goto("/cyclus/")
    page.emulate_media(media="print")
    link = page.locator(".resources a[rel~=external]").first
    written = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert link.get_attribute("href") in written


def test_printed_tools_are_never_torn(page):
    page.goto(PAGES["fiche"])
    page.emulate_media(media="print")
    torn = page.evaluate(
        "[...document.querySelectorAll('.placement')]"
        ".filter(element => getComputedStyle(element).breakInside != 'avoid').length"
    )
    assert torn == 0


ON_SHEETS = [
    "home", "tool", "themas", "fiche", "cyclus", "stap", "wegwijzers", "figuur-2", "figuur-3", "figuur-4-gekozen",
    "figuur-5", "figuur-6", "figuur-8", "over-toolbox", "over-buurten", "leeswijzer", "leeswijzer-rol", "errata",
    "nieuw", "tools-gefilterd", "zoeken", "vraag", "eigenaar", "collecties",
]  # fmt: skip


def printed(page):
    """The lines of each sheet."""
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [[line.strip() for line in sheet.extract_text().split("\n") if line.strip()] for sheet in pdf.pages]


@pytest.mark.parametrize("name", ON_SHEETS)
def test_no_sheet_ends_with_a_heading_and_all_together_say_the_address_once(page, site, name):
    page.goto(PAGES[name])
    page.emulate_media(media="print")
    text = "all => all.map(element => element.textContent.trim())"
    elsewhere = page.eval_on_selector_all(":not(h2, h3, h4) > a", text)  # a list may end with the name of a tool
    headings = set(page.eval_on_selector_all("h2, h3, h4", text)) - set(elsewhere)
    sheets = printed(page)
    said = "".join("".join(lines) for lines in sheets).replace(" ", "")
    assert said.count(site.url.removeprefix("http://")) == 1
    for number, lines in enumerate(sheets, 1):  # each says in its margin which one it is, and what it comes from
        assert lines[0].startswith(f"{number} / {len(sheets)}Uit de Toolbox")
    assert {lines[-1] for lines in sheets} & headings == set()
    after = "links => links.map(link => getComputedStyle(link, '::after').content)"
    assert set(page.eval_on_selector_all("main a:not([rel~=external])", after)) <= {"none", "normal", '""'}


def test_a_quote_may_go_on_on_the_next_sheet(page):
    page.goto(PAGES["fiche"])
    page.emulate_media(media="print")
    assert page.locator(".testimony").first.evaluate("quote => getComputedStyle(quote).breakInside") == "auto"


def test_card_for_the_neighbours_is_one_sheet_without_a_number(page):
    page.goto(PAGES["figuur-7"])
    page.emulate_media(media="print")
    [lines] = printed(page)
    assert "1 / 1" not in lines
