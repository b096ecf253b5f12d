"""The letter of the site comes from the site, and the page does not move when it arrives; nor at anything else."""

import time

import pytest

from tests.browser.conftest import PHONE, WIDE, visitor
from tests.browser.pages import NAMES, PAGES

MOST = 50_000  # bytes, of all weights together
LATE = 0.2  # seconds that letter and scripts take longer than the page
MOST_SHIFT = 0.02
WATCH = """
    window.shifted = [];
    const said = entry => [entry.value, ...entry.sources.map(source => source.node?.outerHTML?.slice(0, 100))];
    new PerformanceObserver(list => {
        shifted.push(...list.getEntries().filter(entry => !entry.hadRecentInput).map(said));
    }).observe({type: "layout-shift", buffered: true});
"""
LOADED = "[...document.fonts].filter(face => face.family.includes('Alegreya') && face.status == 'loaded')"


def test_letter_comes_in_two_weights_from_the_site_itself(tab, site):
    letters = []
    tab.on("response", lambda response: letters.append(response) if ".woff2" in response.url else None)
    tab.goto("/")
    tab.evaluate("document.fonts.ready.then(() => 0)")
    assert len(letters) == 2  # the preloaded one is asked once
    assert all(letter.url.startswith(f"{site.url}/static/letters/") for letter in letters)
    assert sum(len(letter.body()) for letter in letters) <= MOST
    assert sorted(tab.evaluate(f"{LOADED}.map(face => face.weight)")) == ["400", "700"]


def test_page_is_read_before_the_letter_is_there(tab):
    tab.route("**/*.woff2", lambda route: route.abort())
    tab.goto("/")
    assert tab.evaluate(f"{LOADED}.length") == 0
    assert tab.locator("h1").is_visible()


@pytest.fixture(scope="module")
def newcomer(browser, site):
    """A tab in which letter and scripts come late, and nothing is kept from an earlier page; what came late in it."""
    late = []

    def hold(route):
        late.append(route.request.url.rpartition(".")[2])
        time.sleep(LATE)
        route.continue_()

    with visitor(browser, site) as context:
        context.add_init_script(WATCH)
        for path in ("**/*.woff2", "**/static/toolbox*.js"):  # the first script: the others wait for it
            context.route(path, hold)
        yield context.new_page(), late


def shifts(newcomer, path, size):
    """What moved on a page that comes in, and how much; nothing stays behind in the tab."""
    page, late = newcomer
    page.set_viewport_size(size)
    late.clear()
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")
    assert {*late} == {"woff2", "js"}
    shifted = page.evaluate("localStorage.clear(), shifted")
    page.goto("about:blank")
    return shifted


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_while_the_page_comes(toolbox, newcomer, name):
    for size in (PHONE, WIDE):
        shifted = shifts(newcomer, PAGES[name], size)
        assert sum(value for value, *_ in shifted) < MOST_SHIFT, shifted
