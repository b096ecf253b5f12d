"""Not a judgement: when a slow phone shows the largest thing on a page (LCP), for a person to read.

`make paint` runs this; the tests do not, since it depends on the machine. The phone is the slow one that page tests on
the web use: a processor four times slower than this one, 1.6 Mbit/s, and 150 ms to the server and back.
"""

from statistics import median

import pytest

from tests.browser.conftest import PHONE
from tests.browser.pages import PAGES

VISITS = 5
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
LARGEST = """() => new Promise(done => {
    let last = null;
    new PerformanceObserver(list => { last = list.getEntries().at(-1); })
        .observe({type: "largest-contentful-paint", buffered: true});
    setTimeout(() => done([last.startTime, last.element?.tagName, last.element?.textContent.trim().slice(0, 40)]), 500);
})"""
SHIFTED = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 100);
})"""


def visit(browser, site, path):
    """(milliseconds until the largest thing, what it is, how much shifted) of one first visit."""
    context = browser.new_context(base_url=site.url, viewport=PHONE, locale="nl-BE", device_scale_factor=2)
    page = context.new_page()
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", LINE)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(path)
    moment, tag, text = page.evaluate(LARGEST)
    shifted = page.evaluate(SHIFTED)
    context.close()
    return moment, f"{tag} “{text}”", shifted


@pytest.mark.parametrize("name", ["home", "tools"])
def test_largest_thing_is_timed_on_a_slow_phone(browser, site, toolbox, capsys, name):
    visits = [visit(browser, site, PAGES[name]) for _ in range(VISITS)]
    times = [moment for moment, *_ in visits]
    with capsys.disabled():
        print(
            f"\n{name}: LCP {median(times):.0f} ms ({min(times):.0f} tot {max(times):.0f}, {VISITS} bezoeken), "
            f"{visits[0][1]}; CLS {max(shifted for *_, shifted in visits):.3f}"
        )
