"""What axe finds on a page: the rules of WCAG 2.2 AA and what is good practice."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
OF_COLOUR = RULES | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
ALREADY_THERE = "0"  # the script that Axe puts in the page before a run: nothing, since it is in the page


def violations(page, rules=RULES):
    """What axe finds on the page as it stands, in words."""
    response = Axe(ALREADY_THERE).run(page, options=rules).response
    return [
        f"{item['id']}: {item['help']} {[node['target'] for node in item['nodes'][:3]]}"
        for item in response["violations"]
    ]


def found_everywhere(page):
    """What axe finds on a wide and a narrow screen, by day and in the evening, when nothing differs but the colours."""
    page.evaluate(Axe().axe_script)
    found = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for scheme, rules in (("light", RULES), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme} {size['width']}: {text}" for text in violations(page, rules)]
    return found
