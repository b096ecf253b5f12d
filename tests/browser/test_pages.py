"""Every page as a browser gets it: nothing from elsewhere, no complaint, light enough, good on paper."""

import gzip
import io

import pytest
from pypdf import PdfReader

from tests.browser.conftest import PHONE, WIDE
from tests.browser.pages import NAMES, PAGES

pytestmark = pytest.mark.browser
BUDGET = {"page": 60_000, "css": 14_000, "js": 8_000}
REFUSED = {"niet-gevonden": "404", "geen-bestand": "400"}  # the browser says aloud what status such a page has


def visit(page, path):
    """Opens a page; gives the size of what came (compressed), by kind, and what went wrong."""
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


@pytest.mark.parametrize("name", NAMES)
def test_page_is_light_and_asks_nobody_else(page, site, name, capsys):
    responses, complaints = visit(page, PAGES[name])
    sizes = {response.url: len(gzip.compress(response.body(), 6)) for response in responses}
    weight = {
        "page": sum(sizes.values()),
        "css": sum(size for url, size in sizes.items() if url.endswith(".css")),
        "js": sum(size for url, size in sizes.items() if url.endswith(".js")),
    }
    with capsys.disabled():
        print(f"\n  {name:18}", ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in weight.items()), end=" ")
    assert [url for url in sizes if not url.startswith(site.url)] == []
    assert [text for text in complaints if name not in REFUSED or REFUSED[name] not in text] == []
    assert {kind: size for kind, size in weight.items() if size > BUDGET[kind]} == {}
    assert weight["css"] > 0


@pytest.mark.parametrize("name", NAMES)
def test_page_is_photographed(page, screenshots, name):
    """Not a judgement: the pictures are there for a person, with the printed page (PDF) of the next test."""
    page.goto(PAGES[name])
    shots = {
        "breed": (WIDE, "light"),
        "avond": (WIDE, "dark"),
        "gsm": (PHONE, "light"),
    }
    for shot, (size, scheme) in shots.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        path = screenshots / f"{name}-{shot}.png"
        page.screenshot(path=path, full_page=True)
        assert path.stat().st_size > 1000


@pytest.mark.parametrize("name", NAMES)
def test_page_prints_without_navigation(page, screenshots, name):
    page.goto(PAGES[name])
    page.emulate_media(media="print")
    for selector in (".site-header", ".site-footer nav", ".breadcrumbs", ".filters", ".contents", ".pagination"):
        assert not any(element.is_visible() for element in page.locator(selector).all())
    assert page.locator("main").is_visible()
    path = screenshots / f"{name}-druk.pdf"
    page.pdf(path=path, format="A4")
    assert path.read_bytes().startswith(b"%PDF")


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


def test_printed_tools_and_findings_are_never_torn(page):
    page.goto(PAGES["fiche"])
    page.emulate_media(media="print")
    torn = page.evaluate(
        "[...document.querySelectorAll('.finding, .testimony, .placement')]"
        ".filter(element => getComputedStyle(element).breakInside != 'avoid').length"
    )
    assert torn == 0


@pytest.mark.parametrize("name", ["home", "tool", "fiche", "stap", "figuur-3", "figuur-8", "leeswijzer", "nieuw"])
def test_no_printed_sheet_ends_with_a_heading(page, name):
    page.goto(PAGES[name])
    page.emulate_media(media="print")
    text = "all => all.map(element => element.textContent.trim())"
    elsewhere = page.eval_on_selector_all(":not(h2, h3, h4) > a", text)  # a list may end with the name of a tool
    headings = set(page.eval_on_selector_all("h2, h3, h4", text)) - set(elsewhere)
    sheets = [
        sheet.extract_text().split("\n") for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    last = [next(line.strip() for line in reversed(lines) if line.strip()) for lines in sheets]
    assert set(last) & headings == set()


def test_visitor_gets_no_cookie(page):
    for name in ("home", "tools", "tool", "fiche"):
        page.goto(PAGES[name])
    assert page.context.cookies() == []
