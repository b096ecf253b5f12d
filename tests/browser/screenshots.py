"""Not a judgement: a picture of every kind of page, wide, in the evening, on a phone and on paper, for a person to see.

`make screenshots` runs this; the tests do not.
"""

from pathlib import Path

import pytest

from tests.browser.conftest import PHONE, WIDE
from tests.browser.pages import NAMES, PAGES

FOLDER = Path(__file__).resolve().parents[2] / "screenshots"
SHOTS = {"breed": (WIDE, "light"), "avond": (WIDE, "dark"), "gsm": (PHONE, "light")}


@pytest.mark.parametrize("name", NAMES)
def test_page_is_photographed(page, name):
    FOLDER.mkdir(exist_ok=True)
    page.goto(PAGES[name])
    for shot, (size, scheme) in SHOTS.items():
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        page.screenshot(path=FOLDER / f"{name}-{shot}.png", full_page=True)
    page.emulate_media(media="print")
    page.pdf(path=FOLDER / f"{name}-druk.pdf", format="A4")
