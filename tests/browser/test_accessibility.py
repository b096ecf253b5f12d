"""What a page becomes is for everybody too: axe on what opens, large targets, the keyboard. As it comes: test_pages."""

import pytest
from django.template.loader import render_to_string

from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW, PHONE, WIDE
from tests.browser.pages import PAGES


def test_axe_finds_nothing_in_the_open_filter_panel(page):
    page.set_viewport_size(NARROW)
    page.goto("/tools/?doelgroep=ouderen")
    page.locator(".filter-panel > summary").click()
    page.locator("#filter-doelgroep summary").click()
    assert found_everywhere(page) == []


def test_axe_finds_nothing_in_the_style_guide(page, settings):
    settings.DEBUG = True
    page.goto("/stijlgids/")
    assert found_everywhere(page) == []


@pytest.mark.parametrize("template", ["500", "503", "403", "403_csrf", "kept", "400"])
def test_axe_finds_nothing_on_the_page_of_an_error(page, template):
    page.goto("/over/privacy/")
    typed = {"signed_in": False, "address": "/admin/", "sent": [["naam", "Wat ik typte"]], "words": ["Wat ik typte"]}
    page.set_content(render_to_string(f"{template}.html", {**typed, "csrf_input": ""}))
    assert page.locator("h1").is_visible()
    assert found_everywhere(page) == []


@pytest.mark.parametrize("name", ["home", "tools", "fiche", "figuur-4-gekozen", "vraag"])
def test_targets_are_large_enough_to_touch(page, name):
    page.set_viewport_size(NARROW)
    page.goto(PAGES[name])
    small = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button, main input, main summary, header a, footer a")]
            .filter(element => element.checkVisibility() && !element.closest("p, dd, .finding li"))
            .map(element => [element.textContent.trim().slice(0, 40), element.getBoundingClientRect()])
            .filter(([text, box]) => box.width > 1 && Math.round(box.height) < 24)
            .map(([text, box]) => `${text}: ${Math.round(box.height)}`)"""
    )
    assert small == []


COVERED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    if (!box.width) return null;
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const label = at.labels?.[0];
    return seen && (at.contains(seen) || seen.contains(at) || label?.contains(seen)) ? null : at.outerHTML;
}"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_focus_is_never_behind_what_sticks(page, size):
    """The button of the filters sticks to the bottom of the screen; who tabs along must see every filter."""
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")  # so that the page is where it goes at once
    page.goto("/tools/")
    if size == PHONE:
        page.locator(".filter-panel > summary").click()
    page.locator("#id_q").focus()
    covered = []
    for _ in range(70):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
    page.emulate_media(reduced_motion="no-preference")
    assert [html for html in covered if html] == []


@pytest.mark.parametrize(
    ("path", "part", "rule"),
    [
        ("/wegwijzers/beginsituaties/?situatie=de-buurt-is-divers", ".flow", "gridAutoFlow"),
        (
            "/wegwijzers/startfactoren/?groep=praktisch",
            ".balance > li:has(.helps):has(.attention)",
            "gridTemplateColumns",
        ),
        ("/selectie/vergelijk/?t=stek.buurtgezellen", ".compare tr", "display"),
        ("/fiches/c/", ".neighbour.next", "flexDirection"),
        ("/vragen/we-bereiken-alleenstaande-ouderen-niet/", ".side-by-side", "gridTemplateColumns"),
        ("/", ".street", "gridTemplateColumns"),
    ],
)
def test_component_follows_the_room_it_gets_and_not_the_screen(page, path, part, rule):
    """Container queries: the same part in a narrow place on a wide screen looks as it does on a phone."""
    look = f"part => getComputedStyle(part).{rule}.replace(/[\\d.]+px/g, 'x')"
    page.goto(path)
    part = page.locator(part).first
    wide = part.evaluate(look)
    part.evaluate(
        """part => {
            let place = part.parentElement;
            while (getComputedStyle(place).containerType != "inline-size") place = place.parentElement;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("[data-narrow] { width: 300px !important; justify-self: start }");
            document.adoptedStyleSheets = [sheet];
            place.dataset.narrow = "";
        }"""
    )
    narrow = part.evaluate(look)
    page.set_viewport_size(PHONE)
    page.goto(path)
    assert narrow != wide
    assert part.evaluate(look) == narrow
