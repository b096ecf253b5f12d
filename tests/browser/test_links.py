"""How links look: calm where nearly all is one, underlined in running text, and one sign for what leads elsewhere."""

from tests.browser.pages import PAGES

SIGNS = """() => [...document.querySelectorAll("main a[href^='http']")]
    .filter(link => new URL(link.href).host != location.host && link.checkVisibility())
    .map(link => [getComputedStyle(link, "::after").clipPath, link.querySelectorAll("svg").length, link.rel])"""


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
