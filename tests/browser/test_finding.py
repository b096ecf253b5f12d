"""Finding a tool: filters that follow each choice, the street that answers, and the way back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_everywhere
from tests.browser.conftest import PHONE, WIDE

ELDERS = re.compile(r"^\s*Ouderen")
READING = re.compile(r"^\s*Lezen")
WHOLE_CARDS = """() => [...document.querySelectorAll(".tool-card")]
    .filter(card => card.getBoundingClientRect().bottom <= innerHeight).length"""
TITLES = """() => [...document.querySelectorAll(".tool-card h3")]
    .filter(title => title.getBoundingClientRect().bottom <= innerHeight).length"""


def count(page):
    return page.locator(".result-count[role=status]")


def focused(page):
    return page.evaluate("document.activeElement.value")


def test_wide_screen_follows_each_choice_and_going_back_undoes_it(page):
    page.goto("/tools/")
    kept = page.locator(".site-header").element_handle()
    page.get_by_label(ELDERS).check()
    expect(count(page)).to_have_text("8 tools")
    assert page.url.endswith("/tools/?doelgroep=ouderen")
    assert page.locator(".tool-card").count() == 8
    assert page.locator(".chip").count() == 1
    assert focused(page) == "ouderen"
    assert kept.evaluate("element => element.isConnected")  # still the same page
    page.locator("#filter-fiche").get_by_label(re.compile("^ *D. ")).check()
    page.wait_for_url("**fiche=d*")
    counts = page.locator(".facet .count").all_inner_texts()
    page.reload()
    assert page.locator(".facet .count").all_inner_texts() == counts
    page.go_back()
    expect(count(page)).to_have_text("8 tools")
    assert not page.locator("#filter-fiche").get_by_label(re.compile("^ *D. ")).is_checked()
    assert page.get_by_label(ELDERS).is_checked()


def test_values_that_are_folded_out_stay_so_and_keep_the_focus(page):
    page.goto("/tools/")
    page.locator("#filter-fiche summary").click()
    page.locator("#filter-fiche input[value=n]").check()
    page.wait_for_url("**fiche=n")
    expect(page.locator("#filter-fiche input[value=l]")).to_be_visible()
    assert focused(page) == "n"


def test_only_the_last_of_fast_choices_is_shown(page):
    page.route("**/tools/?doelgroep=ouderen", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.goto("/tools/")
    page.get_by_label(ELDERS).check()
    page.get_by_label(re.compile(r"^\s*Medewerker in de buurt")).check()
    page.wait_for_url("**doelgroep=ouderen&voor=medewerker-in-de-buurt")
    page.wait_for_timeout(600)
    page.unroute("**/tools/?doelgroep=ouderen")
    expect(page.locator(".chip")).to_have_count(2)
    assert page.url.endswith("?doelgroep=ouderen&voor=medewerker-in-de-buurt")


def test_when_asking_fails_the_form_is_sent(page):
    def refuse(route):
        answers = {"fetch": lambda: route.fulfill(status=503, body="")}
        answers.get(route.request.resource_type, route.continue_)()

    page.route("**/tools/?doelgroep=ouderen", refuse)
    page.goto("/tools/")
    before = page.locator("main").element_handle()
    page.get_by_label(ELDERS).check()
    page.wait_for_url("**doelgroep=ouderen")
    expect(count(page)).to_have_text("8 tools")
    page.unroute("**/tools/?doelgroep=ouderen")
    with pytest.raises(Exception, match=r"context|destroyed|disposed"):
        assert before.evaluate("element => element.isConnected")


def test_phone_counts_on_its_button_and_brings_to_the_results(page):
    page.set_viewport_size(PHONE)
    page.goto("/tools/")
    page.locator(".filter-panel > summary").click()
    expect(page.locator(".submit-bar .button")).to_have_text("Toon 135 tools")
    page.get_by_label(ELDERS).check()
    page.get_by_role("button", name="Toon 8 tools").click()
    assert page.evaluate("document.activeElement.id") == "resultaten"
    expect(page.locator("#filter-doelgroep")).to_be_hidden()
    expect(page.locator(".filter-panel > summary")).to_contain_text("1 gekozen")
    expect(count(page)).to_be_in_viewport()
    assert page.locator(".tool-card").count() == 8


def test_filters_are_no_wider_than_a_phone(page):
    page.set_viewport_size(PHONE)
    page.goto("/tools/")
    page.locator(".filter-panel > summary").click()
    assert page.locator(".filters").bounding_box()["width"] <= PHONE["width"]


def test_sorting_applies_itself_and_shows_the_year(page):
    page.goto("/tools/?doelgroep=ouderen")
    page.get_by_label("Sorteer op").select_option("nieuwste")
    page.wait_for_url("**sorteer=nieuwste*")
    expect(page.locator(".tool-card").first).to_contain_text("Bron van")
    assert page.get_by_label("Sorteer op").input_value() == "nieuwste"


def test_group_of_forms_is_taken_as_a_whole_or_opened(page):
    page.goto("/tools/")
    whole = page.get_by_label(READING)
    whole.check()
    page.wait_for_url("**vorm=publicatie*")
    assert "vormgroep" not in page.url and page.url.count("vorm=") == 6
    assert whole.is_checked() and focused(page) == "lezen"
    page.locator("summary", has_text="Webpagina").click()
    page.locator("#filter-vorm input[value=tips]").uncheck()
    page.wait_for_url(lambda address: "vorm=tips" not in address)
    assert whole.evaluate("box => [box.checked, box.indeterminate]") == [False, True]
    expect(page.locator("#filter-vorm input[value=artikel]")).to_be_visible()


def test_group_of_forms_works_without_javascript(page_without_script):
    page = page_without_script
    page.goto("/tools/")
    page.locator(".filter-panel > summary").click()
    page.get_by_label(re.compile(r"^\s*Kijken")).check()
    page.get_by_role("button", name="Toon resultaten").click()
    assert page.url.endswith("/tools/?vorm=video&vorm=kennisclip")
    expect(count(page)).to_have_text("19 tools")
    assert page.get_by_label("Adres van deze lijst").input_value() == page.url
    page.locator(".filter-panel > summary").click()
    page.get_by_label(re.compile(r"^\s*Kijken")).uncheck()
    page.get_by_role("button", name="Toon resultaten").click()
    assert page.url.endswith("/tools/")


@pytest.mark.parametrize("start", ["/tools/", "/"])
def test_what_is_left_empty_stays_out_of_the_address(page, start):
    asked = []
    page.goto(start)
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    page.locator("main form").first.get_by_role("button", name="Zoek").click()
    page.wait_for_load_state()
    assert [url for url in asked if "=" in url] == []
    assert asked


def test_link_of_the_list_can_be_copied(page):
    """Criterion 7: every state is a plain address."""
    page.goto("/tools/")
    page.get_by_label(ELDERS).check()
    page.wait_for_url("**doelgroep=ouderen")
    page.get_by_role("button", name="Kopieer de link").click()
    expect(page.locator("[data-copied]")).to_contain_text("Gekopieerd")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_link_to_the_results_is_large_enough_to_touch(page):
    page.goto("/tools/")
    link = page.get_by_role("link", name="Naar de resultaten")
    link.focus()
    assert link.bounding_box()["height"] >= 24


BACK = [
    "/tools/", "/tools/?doelgroep=ouderen&sorteer=nieuwste", "/zoeken/?q=rouw", "/fiches/c/#tools",
    "/cyclus/buurtanalyse/#tools", "/vragen/we-bereiken-alleenstaande-ouderen-niet/", "/eigenaars/saamo/",
    "/doelgroepen/anderstaligen/",
]  # fmt: skip


@pytest.mark.parametrize("start", BACK)
def test_tool_leads_back_to_where_one_came_from(page, start):
    page.goto(start)
    page.locator("main :is(h3, h4) > a[href^='/tools/']:visible").last.click()
    page.get_by_role("link", name="Terug naar je resultaten").click()
    page.wait_for_url(f"**{start}")  # the part that one read too


@pytest.mark.parametrize("start", ["/", "/over/bron-en-errata/", "/tools/stek/"])
def test_tool_offers_no_way_back_to_a_page_without_results(page, start):
    page.goto(start)
    page.evaluate("""() => { const link = document.createElement("a"); link.href = "/tools/buurtgezellen/";
        document.body.append(link); link.click() }""")
    page.wait_for_url("**/tools/buurtgezellen/")
    assert page.get_by_role("link", name="Terug naar je resultaten").count() == 0


def test_question_of_the_home_page_lights_the_houses_that_help_without_javascript(page_without_script):
    page = page_without_script
    page.goto("/")
    page.get_by_label("Typ een vraag").fill("rouw")
    page.get_by_role("button", name="Zoek").last.click()
    expect(page.locator(".lit .s-win").first).to_have_css("fill", "rgb(255, 212, 121)")
    expect(page.locator(".unlit .s-win").first).to_have_css("fill", "rgb(37, 45, 66)")
    assert (page.locator(".lit").count(), page.locator(".unlit").count()) == (1, 13)
    expect(page.locator(".lit-houses")).to_contain_text("1 huis met licht")
    page.locator(".best-house").get_by_role("link").last.click()
    expect(page).to_have_url(re.compile("/fiches/c/#bevinding-"))


def test_phone_names_the_houses_with_light_when_asked_and_a_wide_screen_at_once(page):
    page.set_viewport_size(PHONE)
    page.goto("/zoeken/?q=we bereiken alleenstaande ouderen niet")
    name = page.locator(".lit-houses").get_by_role("link", name="Het bereiken van buurtbewoners")
    expect(name).to_be_hidden()
    page.get_by_text("3 huizen met licht").first.click()
    expect(name).to_be_visible()
    assert name.bounding_box()["height"] >= 24
    page.set_viewport_size({"width": 768, "height": 900})
    page.reload()
    expect(name).to_be_visible()
    expect(page.locator(".lit-fold > summary")).to_be_hidden()


@pytest.mark.parametrize("question", ["rouw", "vrijwilligers", "we bereiken alleenstaande ouderen niet"])
def test_phone_shows_the_best_house_and_two_tools_on_its_first_screen(page, question):
    page.set_viewport_size(PHONE)
    page.goto(f"/zoeken/?q={question}")
    assert page.locator(".best-house").bounding_box()["y"] < page.locator(".tool-card").first.bounding_box()["y"]
    assert page.evaluate(TITLES) >= 2


@pytest.mark.parametrize(("size", "least"), [(WIDE, 8), (PHONE, 2)])
def test_twice_as_many_cards_fit_on_a_screen_each_with_the_icon_of_its_form(page, size, least):
    """There were 4, and on a phone 1."""
    page.set_viewport_size(size)
    page.goto("/tools/")
    assert page.evaluate(WHOLE_CARDS) >= least
    assert page.locator(".tool-card > .form-mark > svg").count() == page.locator(".tool-card").count()


def test_list_that_followed_a_choice_is_for_everybody(page):
    page.goto("/tools/")
    page.get_by_label(READING).check()
    page.wait_for_url("**vorm=*")
    assert found_everywhere(page) == []
