"""The page of a tool: what, where, who and how, in that order on a phone; and a tool without a link asks for one."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere
from tests.browser.conftest import PHONE
from toolbox.models import LinkCheck, Report, Tool
from toolbox.public.reports import protection
from toolbox.public.reports.accept import apply_change

DARK = "/tools/buurtgezellen/"
TOPS = """names => names.map(name => document.querySelector(name).getBoundingClientRect().top)"""


def test_phone_shows_what_where_who_and_how_in_that_order(page):
    page.set_viewport_size(PHONE)
    page.goto("/tools/stek/")
    tops = page.evaluate(TOPS, [".tool-header", ".where", ".tool-who", ".tool-main", ".tool-side"])
    assert tops == sorted(tops)
    assert page.locator(".where .button").bounding_box()["y"] < PHONE["height"]


def test_link_is_a_button_that_names_the_place_and_its_address_is_for_paper(page):
    page.goto("/tools/stek/")
    button = page.get_by_role("link", name="Open op saamo.be (pdf)")
    address = page.locator(".where").get_by_text(button.get_attribute("href"))
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(button).to_be_hidden()
    expect(address).to_be_visible()


def test_dead_link_is_no_filled_button_and_offers_other_ways(page):
    url = Tool.objects.get(slug="stek").links.first().url
    LinkCheck.objects.update_or_create(url=url, defaults={"state": "dood", "checked_at": "2026-11-01T10:00Z"})
    page.goto("/tools/stek/")
    assert "quiet" in page.get_by_role("link", name="Open op saamo.be (pdf)").get_attribute("class")
    expect(page.get_by_role("link", name="Zoek op het web")).to_be_visible()


def test_tool_without_a_link_leads_to_the_site_of_its_owner(page):
    page.goto(DARK)
    assert page.get_by_role("link", name="saamo.be").get_attribute("href") == "https://www.saamo.be/"
    page.goto("/tools/accolage/")  # of which the source names no site
    expect(page.get_by_text("Kijk intussen op de site van")).to_have_count(0)


def test_who_knows_the_link_of_a_dark_window_lights_it(page, monkeypatch):
    monkeypatch.setattr(protection, "too_fast", lambda token: False)
    page.set_viewport_size(PHONE)
    page.goto("/tools/?fiche=j")
    lit = page.locator(".tool-card", has_text="Buurtgezellen")
    expect(lit.get_by_text("nog geen link")).to_be_visible()
    lit.get_by_role("link").first.click()
    page.get_by_role("link", name="Weet jij waar dit staat? Geef de link door").click()
    page.get_by_label("Plak hier het adres").fill("geen adres")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".errorlist")).to_contain_text("geen volledig webadres")
    assert found_everywhere(page) == []
    page.get_by_label("Plak hier het adres").fill("https://voorbeeld.be/buurtgezellen")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("een raam meer in de straat")).to_be_visible()
    page.get_by_role("link", name="Terug naar Buurtgezellen").click()
    assert page.url.endswith(DARK)

    apply_change(Tool.objects.get(slug="buurtgezellen"), Report.objects.get().changes.get())
    page.goto("/")
    expect(page.locator(".evening")).to_contain_text("Nu branden er 47, en zijn er 88 nog donker")
    expect(page.get_by_role("link", name="Burenhulp 4 van 8 ramen branden")).to_be_visible()


@pytest.mark.parametrize("path", ["/tools/stek/", DARK])
def test_tool_page_works_without_script(page_without_script, path):
    page_without_script.goto(path)
    expect(page_without_script.locator(".where a.button").first).to_be_visible()
