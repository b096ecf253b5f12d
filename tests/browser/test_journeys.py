"""What visitors do, from the question to the tool: by keyboard, on a phone, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE


def press_until(page, name, presses=80):
    """Tab until the element with this text or label has the focus; every stop on the way shows its focus."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        label, outline = page.evaluate(
            """() => { const at = document.activeElement, seen = at.querySelector("circle.square-rim") || at;
                return [(at.labels?.[0]?.textContent || at.textContent).replace(/\\s+/g, " ").trim(),
                    getComputedStyle(at).outlineStyle != "none" || getComputedStyle(seen).strokeWidth == "4px"] }"""
        )
        assert outline, f"De focus op “{label}” is niet te zien."
        if name in label:
            return label
    raise AssertionError(f"Met de tabtoets kom je niet bij “{name}”.")


def test_main_journey_by_keyboard(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    page.keyboard.press("Enter")
    press_until(page, "Typ een vraag")
    page.keyboard.type("rouw")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("tools")
    press_until(page, "Filter verder")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/?q=rouw*")
    press_until(page, "Mensen in rouw")
    page.keyboard.press("Space")
    page.wait_for_url("**doelgroep=mensen-in-rouw*")
    press_until(page, "Ziekte en rouw verdienen aandacht", presses=300)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/ziekte-en-rouw-**")
    press_until(page, "Terug naar je resultaten")
    page.keyboard.press("Enter")
    page.wait_for_url("**doelgroep=mensen-in-rouw*")


@pytest.mark.parametrize(
    ("link", "title"), [("C. Het bereiken", "C. Het bereiken van buurtbewoners"), ("4.*Reflectie", "Stap 4: Reflectie")]
)
def test_home_street_leads_to_a_house_and_its_square_to_a_step(page, link, title):
    page.goto("/")
    page.get_by_role("link", name=re.compile(link)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_phone_shows_results_before_the_filters(page):
    """Criterion 10: on a phone the filters are a panel, results come first."""
    page.set_viewport_size(PHONE)
    page.goto("/tools/")
    assert not page.locator("#filter-doelgroep").is_visible()
    assert page.locator(".tool-card").first.bounding_box()["y"] < PHONE["height"]
    page.locator(".filter-panel > summary").click()
    assert page.locator("#filter-doelgroep").is_visible()


def test_wide_screen_shows_the_filters_beside_the_results(page):
    page.goto("/tools/")
    assert page.locator("#filter-doelgroep").is_visible()
    assert not page.locator(".filter-panel > summary").is_visible()
    assert page.locator(".tool-card").first.bounding_box()["y"] < 800


def test_filter_page_without_javascript(page_without_script):
    """Criterion 2: works without JavaScript, with a real button."""
    page = page_without_script
    page.goto("/tools/")
    page.locator(".filter-panel > summary").click()
    page.get_by_label(re.compile(r"^\s*Ouderen")).check()
    page.get_by_role("button", name="Toon resultaten").click()
    expect(page.locator(".result-count[role=status]")).to_have_text("8 tools")  # criterion 3
    page.get_by_role("link", name=re.compile("Doelgroep: Ouderen")).click()
    expect(page.get_by_role("status").first).to_have_text("135 tools")


def test_sentence_of_the_home_page_leads_to_a_tool_with_its_reason_without_javascript(page_without_script):
    page = page_without_script
    page.goto("/")
    page.get_by_role("link", name="Meer zinnen").click()
    page.get_by_role("link", name="Onze teksten zijn te moeilijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onze teksten zijn te moeilijk")
    first = page.locator(".side-by-side > li").first
    expect(first.locator(".tool-reason")).to_be_visible()
    name = first.locator("h3").inner_text()
    first.locator("h3 a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_extras_are_hidden_without_javascript(page_without_script):
    page = page_without_script
    page.goto("/tools/?doelgroep=ouderen")
    assert not page.get_by_role("button", name="Kopieer de link").is_visible()
    assert page.get_by_label("Adres van deze lijst").input_value().endswith("/tools/?doelgroep=ouderen")
    page.goto("/fiches/c/")
    assert not page.get_by_role("button", name="Druk af").is_visible()
    page.locator(".contents summary").click()
    page.locator(".contents").get_by_role("link", name="Lees verder").click()
    assert page.url.endswith("#lees-verder")


def test_contents_follow_along(page):
    page.goto("/fiches/c/")
    page.locator("#lees-verder").scroll_into_view_if_needed()
    page.mouse.move(700, 400)  # over the text: the contents scroll by themselves
    page.mouse.wheel(0, 4000)
    expect(page.locator(".contents [aria-current]")).to_have_text("Lees verder")


def test_evening_and_reduced_motion_are_respected(page):
    page.goto("/")
    day = page.evaluate("getComputedStyle(document.querySelector('.s-win')).fill")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('.s-win')).fill") != day
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    assert page.locator(".moon").is_visible() and not page.locator(".sun").is_visible()
    page.emulate_media(reduced_motion="no-preference")


def test_forced_colors_keep_the_markers_readable(page):
    page.emulate_media(forced_colors="active")
    page.goto("/tools/")
    assert page.evaluate("getComputedStyle(document.querySelector('.marker')).clipPath") == "none"
    page.emulate_media(forced_colors="none")
