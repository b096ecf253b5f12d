"""What axe finds on a page: the rules of WCAG 2.2 AA and what is good practice."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE

COLOUR = ["color-contrast", "link-in-text-block"]
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {rule: {"enabled": False} for rule in COLOUR},
}
OF_COLOUR = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": COLOUR}}
# The rules of colour take most of the time, and judge the same look the same: the first that has it stands for all.
FIRST_OF_A_LOOK = """() => {
    const looks = new Map(), seen = new Set();
    for (const element of document.querySelectorAll("body, body *")) {
        const {color, background, font, opacity, textDecoration} = getComputedStyle(element);
        const own = [element.tagName, element.getAttribute("class"), color, background, font, opacity, textDecoration];
        const look = [looks.get(element.parentElement), ...own].join();
        looks.set(element, look);
        const speaks = [...element.childNodes].some(node => node.nodeType == Node.TEXT_NODE && node.data.trim());
        const counts = (speaks || element.matches("input, select, textarea")) && element.checkVisibility();
        element.toggleAttribute("data-first", counts && !seen.has(look));
        if (counts) seen.add(look);
    }
}"""
ALREADY_THERE = "0"  # the script that Axe puts in the page before a run: nothing, since it is in the page


def violations(page, rules, part=None):
    """What axe finds on the page as it stands, or on the part of it with this selector, in words."""
    response = Axe(ALREADY_THERE).run(page, context=part, options=rules).response
    return [
        f"{item['id']}: {item['help']} {[node['target'] for node in item['nodes'][:3]]}"
        for item in response["violations"]
    ]


def found_everywhere(page, sizes=(WIDE, NARROW), fades=0):
    """What axe finds on a wide and a narrow screen, by day and in the evening, when nothing differs but the colours.

    `fades`: how many milliseconds the page takes to go from one to the other.
    """
    page.evaluate(Axe().axe_script)
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(fades)
            page.evaluate(FIRST_OF_A_LOOK)
            texts = violations(page, RULES) if scheme == "light" else []
            texts += violations(page, OF_COLOUR, "[data-first]")
            found += [f"{scheme} {size['width']}: {text}" for text in texts]
    return found
