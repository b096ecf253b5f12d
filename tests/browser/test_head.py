"""The head of every page: on a phone one row of signs, with all that a wide screen shows at once behind them."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW, PHONE, WIDE
from tests.browser.test_selection import keep

WIDEST_LETTER = "document.documentElement.style.setProperty('--font', '\"DejaVu Sans\", sans-serif')"
TWICE_AS_LARGE = "document.documentElement.style.fontSize = '200%'"
SIGNS = """() => [...document.querySelectorAll(".site-header .wrap > a, .site-header summary")].map(sign => {
    const {left, right, top, bottom, width, height} = sign.getBoundingClientRect();
    return {left, right, middle: (top + bottom) / 2, width, height};
})"""
INSIDE = """() => {
    const {left, right, top, bottom} = document.querySelector(".selection-count").getBoundingClientRect();
    const sign = document.querySelector(".site-selection").getBoundingClientRect();
    return left >= sign.left && right <= sign.right + 1 && top >= sign.top && bottom <= sign.bottom;
}"""


@pytest.mark.parametrize("change", ["", WIDEST_LETTER, TWICE_AS_LARGE], ids=["own letter", "widest letter", "200 %"])
@pytest.mark.parametrize("width", [NARROW["width"], PHONE["width"], 412])
def test_head_is_one_row_of_large_signs_on_a_phone(tab, width, change):
    tab.set_viewport_size(PHONE | {"width": width})
    keep(tab, *(f"tool-{number}" for number in range(60)))
    tab.goto("/wegwijzers/")
    tab.evaluate(change)
    signs = tab.evaluate(SIGNS)
    assert len(signs) == 4
    assert [sign for sign in signs if sign["width"] < 44 or sign["height"] < 44] == []
    assert len({round(sign["middle"]) for sign in signs}) == 1
    assert [sign["left"] for sign in signs] == sorted(sign["left"] for sign in signs)
    assert all(sign["right"] <= after["left"] for sign, after in pairwise(signs))
    assert signs[-1]["right"] <= width


@pytest.mark.parametrize("count", [1, 12, 60])
def test_number_of_the_selection_stays_on_its_sign(tab, count):
    tab.set_viewport_size(NARROW)
    keep(tab, *(f"tool-{number}" for number in range(count)))
    tab.goto("/wegwijzers/")
    expect(tab.get_by_role("link", name=f"Mijn selectie ({count})")).to_be_visible()
    expect(tab.locator(".selection-count")).to_have_text(str(count))
    assert tab.evaluate(INSIDE)


def test_number_over_99_stays_on_its_sign_too(tab):
    """More than a device keeps today: what the script reads is made larger."""
    tab.set_viewport_size(NARROW)
    tab.goto("/wegwijzers/")
    tab.evaluate("meenemen.keys = () => [...Array(150).keys()].map(String); dispatchEvent(new Event('pageshow'))")
    expect(tab.locator(".selection-count")).to_have_text("99+")
    assert tab.evaluate(INSIDE)


def test_empty_selection_has_no_number(tab):
    tab.goto("/wegwijzers/")
    expect(tab.get_by_role("link", name="Mijn selectie", exact=True)).to_be_visible()
    expect(tab.locator(".selection-count")).to_be_hidden()


def test_search_sign_opens_a_field_of_the_full_width_that_has_the_focus(tab):
    tab.set_viewport_size(PHONE)
    tab.goto("/tools/")
    box = tab.get_by_role("searchbox", name="Zoek op de hele site").or_(tab.get_by_label("Zoek op de hele site")).last
    expect(box).to_be_hidden()
    tab.locator(".site-header summary", has_text="Zoeken").click()
    expect(box).to_be_focused()
    row = tab.locator(".site-header .site-search").bounding_box()
    assert row["width"] > PHONE["width"] - 2 * 20
    tab.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(tab.locator(".site-header summary", has_text="Zoeken")).to_be_focused()


def test_only_one_of_menu_and_search_is_open(tab):
    tab.set_viewport_size(PHONE)
    tab.goto("/tools/")
    tab.locator(".site-header summary", has_text="Zoeken").click()
    tab.locator(".site-header summary", has_text="Menu").click()
    assert tab.locator(".head-fold[open]").count() == 1
    expect(tab.get_by_role("link", name="Thema’s")).to_be_visible()
    tab.locator(".site-nav").get_by_role("link", name="Buurtplan").click()
    expect(tab.locator("h1")).to_have_text("Buurtplan")


def test_menu_and_search_work_without_script(page_without_script):
    page = page_without_script
    page.goto("/over/privacy/")
    page.locator(".site-header summary", has_text="Zoeken").click()
    page.locator("#site-q").fill("rouw")
    page.locator("#site-q").press("Enter")
    page.wait_for_url("**/zoeken/?q=rouw")
    page.locator(".site-header summary", has_text="Menu").click()
    page.locator(".site-nav").get_by_role("link", name="Cyclus").click()
    page.wait_for_url("**/cyclus/")


def test_wide_screen_shows_menu_and_search_at_once(page):
    page.goto("/tools/")
    assert [sign for sign in page.locator(".site-header summary").all() if sign.is_visible()] == []
    expect(page.locator("#site-q")).to_be_visible()
    tops = page.eval_on_selector_all(".site-nav ul a", "all => all.map(link => link.getBoundingClientRect().top)")
    assert (len(tops), len(set(tops))) == (5, 1)


def test_axe_finds_nothing_in_what_the_head_opens(page):
    page.set_viewport_size(NARROW)
    page.goto("/tools/")
    for sign in ("Menu", "Zoeken"):
        page.set_viewport_size(NARROW)
        page.locator(".site-header summary", has_text=sign).click()
        assert found_everywhere(page, sizes=[NARROW]) == []
    page.set_viewport_size(WIDE)
