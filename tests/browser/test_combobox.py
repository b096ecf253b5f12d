"""The suggestions under a search box: by keyboard, by mouse, and when the network fails."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere


@pytest.fixture
def box(page):
    page.goto("/")
    return page.get_by_role("combobox")


def test_typing_shows_suggestions_and_says_how_many(page, box):
    box.press_sequentially("buurtrest")
    expect(page.get_by_role("option")).not_to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_contain_text("Buurtrestaurant")
    expect(page.locator(".suggestions + [aria-live]")).to_have_text(
        re.compile(r"^\d+ voorstel(len)?\. Kies met de pijltjes")
    )


def test_box_says_that_there_is_nothing_to_choose(page, box):
    box.press_sequentially("zzxqwv")
    expect(page.locator(".suggestions + [aria-live]")).to_have_text("Geen voorstellen. Druk op Enter om te zoeken.")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.fill("z")
    expect(page.locator(".suggestions + [aria-live]")).to_have_text("")


def test_arrows_walk_through_the_list_and_enter_opens_the_choice(page, box):
    box.press_sequentially("buurtrest")
    options = page.get_by_role("option")
    expect(options).not_to_have_count(0)
    last = options.count() - 1
    box.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(last).get_attribute("id"))
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_be_focused()
    box.press("Enter")
    page.wait_for_url("**/tools/buurtrestaurant/")


def test_enter_without_a_choice_sends_the_form(page, box):
    box.press_sequentially("rouw")
    expect(page.get_by_role("option")).not_to_have_count(0)
    box.press("Enter")
    page.wait_for_url("**/zoeken/?q=rouw")


def test_escape_closes_the_list_and_keeps_the_text(page, box):
    box.press_sequentially("rouw")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("rouw")


def test_click_opens_the_choice(page, box):
    box.press_sequentially("rouw")
    page.get_by_role("option").filter(has_text="Mensen in rouw").click()
    page.wait_for_url("**/doelgroepen/mensen-in-rouw/")


def test_only_the_last_question_is_asked_and_shown(page, box):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "suggesties" in request.url else None)
    box.press_sequentially("kwartiermaken", delay=20)
    expect(page.get_by_role("listbox")).to_contain_text("Kwartiermaken")
    assert [url.partition("q=")[2] for url in asked] == ["kwartiermaken"]


def test_box_works_on_when_suggestions_fail(page, box):
    page.route("**/zoeken/suggesties/**", lambda route: route.abort())
    try:
        box.press_sequentially("rouw")
        page.wait_for_timeout(400)
        expect(page.get_by_role("listbox")).to_be_hidden()
        box.press("Enter")
        page.wait_for_url("**/zoeken/?q=rouw")
    finally:
        page.unroute("**/zoeken/suggesties/**")


def test_list_passes_the_accessibility_rules(page, box):
    box.press_sequentially("vrijwilligers")
    expect(page.get_by_role("option")).not_to_have_count(0)
    box.press("ArrowDown")
    assert found_everywhere(page) == []
