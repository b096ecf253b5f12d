"""How links look: calm where nearly all is one, underlined in running text, and one sign for what leads elsewhere."""

import pytest

from tests.browser.pages import NAMES, PAGES

FILLED = """() => [...document.querySelectorAll(".button:not(.quiet)")].filter(button => button.checkVisibility())
    .map(button => button.textContent.trim())"""
SIGNS = """() => [...document.querySelectorAll("main a[href^='http']")]
    .filter(link => new URL(link.href).host != location.host && link.checkVisibility())
    .map(link => [getComputedStyle(link, "::after").clipPath, link.querySelectorAll("svg").length, link.rel])"""
BARE = """() => [...document.querySelectorAll("main p a:not(.button), main li p a:not(.button)")]
    .filter(link => link.checkVisibility() && link.parentElement.textContent.trim() != link.textContent.trim())
    .filter(link => getComputedStyle(link).textDecorationLine != "underline").map(link => link.textContent)"""


@pytest.mark.parametrize("name", NAMES)
def test_page_has_at_most_one_filled_button(page, name):
    page.goto(PAGES[name])
    assert len(page.evaluate(FILLED)) <= 1, page.evaluate(FILLED)


@pytest.mark.parametrize("name", NAMES)
def test_link_in_running_text_is_underlined(page, name):
    page.goto(PAGES[name])
    assert page.evaluate(BARE) == []


def test_link_to_another_site_has_the_same_sign_everywhere(page):
    for name in ("tool", "tool-zonder-link", "cyclus", "over-buurten", "selectie", "vergelijk", "link-doorgeven"):
        page.goto(PAGES[name])
        found = {(clip.split("(")[0], icons, rel.split()[0]) for clip, icons, rel in page.evaluate(SIGNS)}
        assert found == {("polygon", 0, "external")}, name


def test_links_in_facts_and_titles_have_the_colour_of_text(page):
    page.goto("/tools/stek/")
    colours = "links => [...new Set(links.map(link => getComputedStyle(link).color))]"
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert page.eval_on_selector_all(".tool-facts a, main h3 > a", colours) == [ink]
