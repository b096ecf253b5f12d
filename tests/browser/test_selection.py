"""Mijn selectie in a browser: kept on the device, an address for everyone, and nothing lost."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from toolbox.models import Tool

LIST = "toolbox-selectie"


def kept(tab):
    """The keys that the device keeps."""
    return (json.loads(tab.evaluate(f"localStorage.getItem('{LIST}')") or "{}")).get("namen", [])


def keep(tab, *keys):
    """Put a selection on the device."""
    tab.goto("/over/")
    tab.evaluate(f"keys => localStorage.setItem('{LIST}', JSON.stringify({{versie: 1, namen: keys}}))", list(keys))


def titles(tab):
    """The entries on the page, by their keys and in their order."""
    return tab.eval_on_selector_all(".selection-entry", "entries => entries.map((entry) => entry.id)")


def test_button_adds_and_takes_away_again(tab):
    tab.goto("/tools/stek/")
    button = tab.get_by_role("button", name="Zet in mijn selectie")
    button.click()
    expect(tab.get_by_text("Staat in je selectie.")).to_be_visible()
    expect(tab.get_by_role("link", name="Mijn selectie (1)")).to_be_visible()
    assert tab.get_by_role("link", name="Bekijk je selectie").get_attribute("href") == "/selectie/?t=stek"
    assert kept(tab) == ["stek"]
    assert tab.locator("[aria-pressed], [aria-checked]").count() == 0  # the name changes: a state would contradict it
    tab.get_by_role("button", name="Haal uit mijn selectie").click()
    assert kept(tab) == []


CARDS = [
    ("/tools/", ".tool-card"),
    ("/zoeken/?q=rouw", ".tool-card"),
    ("/fiches/c/#tools", ".placement"),
    ("/cyclus/buurtanalyse/#tools", ".placement"),
    ("/cyclus/", ".placement"),
    ("/tools/stek/", ".small-cards li"),
    ("/vragen/we-bereiken-alleenstaande-ouderen-niet/", ".tool-card"),
    ("/vragen/we-bereiken-alleenstaande-ouderen-niet/", ".small-cards li"),
    ("/eigenaars/saamo/", ".tool-card"),
    ("/doelgroepen/anderstaligen/", ".tool-card"),
]


@pytest.mark.parametrize(("path", "card"), CARDS)
def test_every_card_keeps_its_tool_in_place(tab, path, card):
    tab.set_viewport_size(PHONE)
    tab.goto(path)
    tab.evaluate("for (const group of document.querySelectorAll('.placement-group')) group.open = true")
    cards = tab.locator(f"main {card}:visible")
    buttons = cards.locator("> button.keep")
    assert buttons.count() == cards.count() > 0
    assert all(min(box["width"], box["height"]) >= 44 for box in (one.bounding_box() for one in buttons.all()))
    button = buttons.last
    name = button.get_attribute("data-naam")
    button.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    expect(button.locator("> svg")).to_have_css("fill", "none")
    button.press("Enter")
    expect(button.locator("> svg")).to_have_css("fill", re.compile("^rgb"))  # the only sign of it that one sees
    assert (kept(tab), tab.evaluate("scrollY")) == ([button.get_attribute("data-selecteer")], before)
    expect(button).to_be_focused()
    expect(button).to_have_accessible_name(f"Haal {name} uit mijn selectie")
    expect(button.locator("+ [role=status]")).to_have_text("Staat in je selectie.")
    button.press("Enter")
    expect(button).to_have_accessible_name(f"Zet {name} in mijn selectie")
    assert kept(tab) == []
    assert tab.locator("main [aria-pressed], main [aria-checked]").count() == 0


def test_card_that_comes_later_keeps_its_tool_too(tab):
    """A list may be filled anew in place: by filters, by a search."""
    tab.goto("/tools/")
    tab.evaluate(
        """async () => {
            const page = new DOMParser().parseFromString(await (await fetch("/tools/?fiche=c")).text(), "text/html");
            document.querySelector(".results").replaceWith(page.querySelector(".results"));
        }"""
    )
    tab.locator(".tool-card button.keep").first.click()
    assert len(kept(tab)) == 1


def test_card_keeps_its_tool_without_script(page_without_script):
    page = page_without_script
    page.goto("/tools/?fiche=c")
    card = page.locator(".tool-card").first
    name = card.locator("h3").inner_text()
    card.locator("a.keep").click()
    expect(page.locator(".selection-entry h2")).to_have_text([name])


def test_card_of_a_full_device_says_so_where_one_sees_it(tab):
    keep(tab, *(f"x-{number}" for number in range(60)))
    tab.goto("/tools/")
    tab.locator("button.keep").first.click()
    expect(tab.get_by_text("Je selectie is vol: er passen 60 dingen in.")).to_be_in_viewport()


SHARED = [
    "/selectie/?t=stek", "/buurtplan/?stap1=stek", "/tools/stek/", "/fiches/c/", "/tools/?doelgroep=ouderen",
    "/vragen/mensen-voelen-zich-eenzaam/",
]  # fmt: skip


@pytest.mark.parametrize("path", SHARED)
def test_share_gives_the_address_to_the_device_or_copies_it(tab, site, path):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.add_init_script("delete Navigator.prototype.share")
    tab.goto(path)
    tab.get_by_role("button", name="Deel", exact=True).click()
    expect(tab.get_by_text("De link is gekopieerd.")).to_be_visible()
    assert tab.evaluate("navigator.clipboard.readText()") == f"{site.url}{path}"
    tab.evaluate("navigator.share = async (what) => { window.shared = what }")
    tab.get_by_role("button", name="Deel", exact=True).click()
    assert tab.evaluate("window.shared.url") == f"{site.url}{path}"


def test_share_shows_the_address_when_nothing_may_be_copied(tab, site):
    tab.add_init_script(
        "delete Navigator.prototype.share; navigator.clipboard.writeText = () => Promise.reject(new Error('nee'))"
    )
    tab.goto("/tools/stek/")
    tab.get_by_role("button", name="Deel", exact=True).click()
    expect(tab.get_by_text(f"Kopieer deze link: {site.url}/tools/stek/")).to_be_visible()


def test_fiche_goes_in_the_selection_too(tab):
    tab.goto("/fiches/c/")
    tab.get_by_role("button", name="Zet in mijn selectie").click()
    tab.get_by_role("link", name="Mijn selectie (1)").click()
    tab.wait_for_url("**/selectie/?t=fiche-c")
    expect(tab.get_by_role("heading", level=2).first).to_contain_text("Het bereiken van buurtbewoners")


def test_selection_is_reordered_and_stays_so(tab):
    keep(tab, "stek", "fiche-c", "buurtbudget")
    tab.goto("/selectie/")
    assert titles(tab) == ["stek", "fiche-c", "buurtbudget"]
    tab.get_by_role("button", name="Omhoog (Buurtbudget)").click()
    tab.wait_for_url("**t=stek.buurtbudget.fiche-c")
    assert kept(tab) == titles(tab) == ["stek", "buurtbudget", "fiche-c"]
    tab.get_by_role("button", name="Haal weg (STEK)").click()
    tab.wait_for_url("**t=buurtbudget.fiche-c")
    assert kept(tab) == ["buurtbudget", "fiche-c"]


@pytest.mark.parametrize(("status", "name"), [("gepubliceerd", "STEK"), ("ingetrokken", "stek")])
def test_last_entry_can_go_too_also_when_it_is_no_longer_public(tab, status, name):
    keep(tab, "stek")
    Tool.objects.filter(slug="stek").update(status=status)
    tab.goto("/selectie/")
    tab.get_by_role("button", name=f"Haal weg ({name})").click()
    expect(tab.get_by_text("Je selectie is leeg.")).to_be_visible()
    assert kept(tab) == []


def test_shared_selection_does_not_replace_ones_own(tab):
    keep(tab, "stek")
    tab.goto("/selectie/?t=buurtbudget.fiche-c")
    expect(tab.get_by_text("Dit is een andere selectie dan die op je toestel.")).to_be_visible()
    tab.get_by_role("button", name="Haal weg (Buurtbudget)").click()
    tab.wait_for_url("**t=fiche-c")
    assert kept(tab) == ["stek"]
    tab.get_by_role("button", name="Voeg 1 toe aan de mijne").click()
    tab.wait_for_url("**t=stek.fiche-c")
    assert kept(tab) == ["stek", "fiche-c"]


def test_first_shared_selection_can_be_kept(tab):
    tab.goto("/selectie/?t=buurtbudget")
    tab.get_by_role("button", name="Bewaar als mijn selectie").click()
    expect(tab.get_by_text("Deze selectie staat nog niet op dit toestel.")).to_have_count(0)
    assert kept(tab) == ["buurtbudget"]


def test_note_stays_on_the_device_and_goes_on_paper(tab):
    sent = []
    keep(tab, "stek")
    tab.goto("/selectie/")
    tab.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    tab.get_by_label("Je notitie").fill("Bel Mia <b>morgen</b>")
    expect(tab.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    tab.reload()
    expect(tab.get_by_label("Je notitie")).to_have_value("Bel Mia <b>morgen</b>")
    assert not [address for address in sent if "Mia" in address]
    assert "Mia" not in tab.get_by_label("Het adres van deze selectie").input_value()
    tab.emulate_media(media="print")
    expect(tab.locator(".note-on-paper")).to_have_text("Bel Mia <b>morgen</b>")
    expect(tab.locator(".note-on-paper")).to_be_visible()
    expect(tab.get_by_label("Je notitie")).to_be_hidden()
    tab.goto("/selectie/vergelijk/?t=stek")
    expect(tab.get_by_role("cell", name="Bel Mia <b>morgen</b>")).to_be_visible()


def test_two_tabs_lose_nothing(tab):
    keep(tab, "stek")
    tab.goto("/selectie/")
    other = tab.context.new_page()
    other.goto("/tools/buurtbudget/")
    other.get_by_role("button", name="Zet in mijn selectie").click()
    expect(tab.get_by_text("Je selectie veranderde in een ander tabblad.")).to_be_visible()
    tab.get_by_role("button", name="Toon de nieuwe").click()
    tab.wait_for_url("**t=stek.buurtbudget")
    assert kept(tab) == ["stek", "buurtbudget"]


def test_note_in_two_tabs_shows_both(tab):
    keep(tab, "stek")
    tab.goto("/selectie/")
    tab.get_by_label("Je notitie").fill("van hier")
    other = tab.context.new_page()
    other.goto("/selectie/?t=stek")
    other.get_by_label("Je notitie").fill("van daar")
    expect(tab.get_by_text("In een ander tabblad schreef je hier ook: “van daar”")).to_be_visible()
    expect(tab.get_by_label("Je notitie")).to_have_value("van hier")


FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('nee', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError') }"


@pytest.mark.parametrize("obstacle", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_device_that_keeps_nothing_still_has_the_address(tab, obstacle):
    tab.add_init_script(obstacle)
    tab.goto("/tools/stek/")
    tab.get_by_role("link", name="Zet in mijn selectie").click()
    expect(tab.get_by_text("Dit toestel bewaart niets")).to_be_visible()
    tab.get_by_label("Je notitie").fill("blijft staan")
    expect(tab.get_by_text("Dit toestel bewaart dit niet")).to_be_visible()
    expect(tab.get_by_label("Je notitie")).to_have_value("blijft staan")
    assert titles(tab) == ["stek"]


def test_rubbish_on_the_device_does_no_harm(tab):
    tab.goto("/over/")
    for rubbish in ("{", "[]", '{"namen": "a"}', '{"namen": ["<script>", 3, "stek"]}', "null"):
        tab.evaluate(f"text => localStorage.setItem('{LIST}', text)", rubbish)
        tab.goto("/tools/buurtbudget/")
        tab.get_by_role("button", name="Zet in mijn selectie").click()
        assert (kept(tab)[-1], set(kept(tab)) <= {"stek", "buurtbudget"}) == ("buurtbudget", True), rubbish


def test_full_selection_says_so(tab):
    keep(tab, *(f"x-{number}" for number in range(60)))
    tab.goto("/tools/stek/")
    tab.get_by_role("button", name="Zet in mijn selectie").click()
    expect(tab.get_by_text("Je selectie is vol: er passen 60 dingen in.")).to_be_visible()
    assert len(kept(tab)) == 60


def test_selection_works_without_script(page_without_script):
    page = page_without_script
    page.goto("/tools/stek/")
    page.get_by_role("link", name="Zet in mijn selectie").click()
    page.get_by_label("Zoek een tool").fill("buurtbudget")
    page.get_by_role("button", name="Zoek", exact=True).last.click()
    page.get_by_role("button", name="Zet erbij (Buurtbudget)").click()
    assert titles(page) == ["stek", "buurtbudget"]
    page.get_by_role("button", name="Omhoog (Buurtbudget)").click()
    assert titles(page) == ["buurtbudget", "stek"]
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("columnheader", name="STEK")).to_be_visible()


@pytest.mark.parametrize("path", ["/selectie/?t=stek", "/selectie/vergelijk/?t=stek.belrondes"])
def test_link_names_its_place_and_gives_its_address_only_on_paper(page, path):
    page.goto(path)
    link = page.locator("main a[rel=external]").first
    assert link.inner_text().strip() == "saamo.be (pdf)"
    page.emulate_media(media="print")
    assert link.inner_text().strip() == link.get_attribute("href")


def test_sign_in_a_sentence_stands_in_its_line_and_is_said(tab):
    tab.goto("/selectie/")
    sign = tab.locator("p > svg")
    expect(sign.locator("..")).to_contain_text("kies de bladwijzer")
    assert sign.evaluate("node => getComputedStyle(node).display") == "inline"
