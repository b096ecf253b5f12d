"""What can be wrong with what comes in, line by line: each gets a clear message, and nothing that a reader has is lost.

Addresses with 5,000 entries, withdrawn entries, scripts of others, a plan file of a newer version, a device
that is full or keeps nothing, and two tabs at once. What needs no browser stands in tests/toolbox/public/selection/.
"""

import json

import pytest
from playwright.sync_api import expect

from fiches.shared.publication import PublicationStatus
from tests.browser.test_plan import PLAN, choose, goal
from tests.browser.test_selection import FORBIDDEN, FULL, keep, kept, titles
from toolbox.models import Tool

# Takes what is short: the marks with which the site finds out whether there is room.
ALMOST_FULL = """
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, value) {
        if (value.length > 20) throw new DOMException("vol", "QuotaExceededError");
        set.call(this, key, value);
    };
"""


def test_address_with_five_thousand_entries_leaves_ones_own_selection_alone(tab):
    keep(tab, "stek")
    tab.goto("/selectie/?t=" + ".".join(f"niets-{number}" for number in range(5000)))
    expect(tab.get_by_role("heading", level=1)).to_have_text("Deze selectie is te lang")
    tab.get_by_role("link", name="je eigen selectie").click()
    tab.wait_for_url("**/selectie/?t=stek")
    assert kept(tab) == ["stek"]


def test_withdrawn_entry_keeps_its_note_and_its_place_until_it_is_taken_away(tab):
    keep(tab, "stek", "buurtbudget", "buurtgezellen")
    tab.goto("/selectie/")
    tab.locator("#buurtbudget").get_by_label("Je notitie").fill("Vraag An")
    Tool.objects.filter(slug="buurtbudget").update(status=PublicationStatus.WITHDRAWN)
    tab.goto("/selectie/")
    expect(tab.get_by_text("Dit staat niet (meer) in de toolbox:")).to_be_visible()
    expect(tab.get_by_text("Je notitie: “Vraag An”")).to_be_visible()
    tab.get_by_role("button", name="Omhoog (Buurtgezellen)").click()
    tab.wait_for_url("**t=buurtgezellen.stek.buurtbudget")
    assert kept(tab) == ["buurtgezellen", "stek", "buurtbudget"]
    assert tab.get_by_label("Het adres van deze selectie").input_value().endswith("?t=buurtgezellen.stek")
    tab.get_by_role("button", name="Haal weg (buurtbudget)").click()
    tab.wait_for_url("**t=buurtgezellen.stek")
    assert kept(tab) == ["buurtgezellen", "stek"]


SCRIPT = "<img src=x onerror=document.title='gehackt'><script>document.title='gehackt'</script>"


@pytest.mark.parametrize("page", ["/selectie/?t=", "/selectie/?zoek=", "/selectie/vergelijk/?t=", "/buurtplan/?stap1="])
def test_script_in_an_address_is_text(tab, page):
    tab.goto(page + SCRIPT.replace(" ", "%09"))
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert "gehackt" not in tab.title()
    assert tab.locator("main img, main script").count() == 0


def test_script_in_what_the_device_keeps_is_text(tab):
    keep(tab, "stek")
    words = {"toolbox-notitie:stek": SCRIPT, "toolbox-plan:titel": SCRIPT, "toolbox-plan:stap1_doel": SCRIPT}
    tab.evaluate("words => Object.entries(words).forEach(([key, value]) => localStorage.setItem(key, value))", words)
    for page in ("/selectie/", "/selectie/vergelijk/?t=stek", PLAN):
        tab.goto(page)
        expect(tab.get_by_role("heading", level=1)).to_be_visible()
        assert "gehackt" not in tab.title()
        assert tab.locator("main img").count() == 0


def plan_file(**more):
    return {"soort": "buurtplan", "versie": 1, "stappen": {}, **more}


def test_file_with_five_thousand_entries_says_what_falls_off(tab):
    tab.goto("/buurtplan/")
    many = [f"niets-{number}" for number in range(4999)]
    choose(tab, plan_file(stappen={"stap1": {"inhoud": ["stek"]}, "stap2": {"inhoud": [*many, "stek"]}}))
    expect(tab.get_by_text("In dit bestand staan er 4940 meer. De laatste vallen weg.")).to_be_visible()
    tab.get_by_role("button", name="Open het bestand").click()
    tab.wait_for_url("**/buurtplan/?stap1=stek&stap2=niets-0.*")
    expect(tab.get_by_text("niets-58", exact=True)).to_be_visible()
    expect(tab.get_by_text("niets-59", exact=True)).to_have_count(0)


def test_file_with_a_very_long_text_says_that_it_is_cut(tab):
    tab.goto("/buurtplan/")
    choose(tab, plan_file(stappen={"stap1": {"doel": "a" * 2001}}))
    expect(tab.get_by_text("Na 2000 tekens knippen we hem af.")).to_be_visible()
    tab.get_by_role("button", name="Open het bestand").click()
    expect(goal(tab)).to_have_value("a" * 2000)


def test_file_for_which_there_is_no_room_leaves_the_old_plan_whole(tab):
    tab.add_init_script(ALMOST_FULL)
    tab.goto(PLAN)
    goal(tab).fill("van mij")
    choose(tab, plan_file(titel="kort", stappen={"stap1": {"doel": "kort"}, "stap4": {"merk": "te lang " * 9}}))
    tab.get_by_role("button", name="Open het bestand").click()
    expect(tab.get_by_text("Er is niets veranderd. Maak plaats")).to_be_visible()
    expect(goal(tab)).to_have_value("van mij")
    tab.reload()
    expect(goal(tab)).to_have_value("van mij")
    expect(tab.get_by_label("Naam van de buurt of van het plan")).to_have_value("")


def test_device_that_gets_full_says_that_the_selection_did_not_change(tab):
    tab.add_init_script(ALMOST_FULL)
    tab.goto("/tools/stek/")
    tab.get_by_role("button", name="Zet in mijn selectie").click()
    expect(tab.get_by_text("Dit toestel kan niets meer bewaren. Er is niets veranderd.")).to_be_visible()
    assert kept(tab) == []


@pytest.mark.parametrize("obstacle", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_plan_on_a_device_that_keeps_nothing_keeps_the_words_on_the_page(tab, obstacle):
    tab.add_init_script(obstacle)
    tab.goto(PLAN)
    goal(tab).fill("blijft staan")
    expect(tab.get_by_text("Dit toestel bewaart dit niet: de opslag is vol of staat uit.")).to_be_visible()
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name="Bewaar als bestand").click()
    assert json.loads(waiting.value.path().read_text())["stappen"]["stap1"]["doel"] == "blijft staan"
    choose(tab, plan_file(stappen={"stap1": {"doel": "van een ander"}}))
    tab.get_by_role("button", name="Open het bestand").click()
    expect(tab.get_by_text("Er is niets veranderd. Maak plaats")).to_be_visible()
    expect(goal(tab)).to_have_value("blijft staan")


SESSION_FORBIDDEN = FORBIDDEN.replace("localStorage", "sessionStorage")


@pytest.mark.parametrize("obstacle", [FORBIDDEN, FORBIDDEN + ";" + SESSION_FORBIDDEN, FULL, SESSION_FORBIDDEN])
def test_selection_can_be_changed_on_a_device_that_keeps_nothing(tab, obstacle):
    tab.add_init_script(obstacle)
    tab.goto("/selectie/?t=stek.buurtbudget")
    tab.get_by_role("button", name="Omhoog (Buurtbudget)").click()
    tab.wait_for_url("**t=buurtbudget.stek")
    tab.get_by_role("button", name="Haal weg (STEK)").click()
    tab.wait_for_url("**t=buurtbudget")
    assert titles(tab) == ["buurtbudget"]


def test_two_tabs_that_add_at_once_lose_nothing(tab):
    tab.goto("/tools/stek/")
    other = tab.context.new_page()
    other.goto("/tools/buurtbudget/")
    tab.get_by_role("button", name="Zet in mijn selectie").click()
    other.get_by_role("button", name="Zet in mijn selectie").click()
    assert kept(tab) == ["stek", "buurtbudget"]
    expect(tab.get_by_role("link", name="Mijn selectie (2)")).to_be_visible()


def test_file_opened_in_another_tab_does_not_take_away_what_is_being_written(tab):
    tab.goto(PLAN)
    goal(tab).fill("hier bezig")
    other = tab.context.new_page()
    other.goto(PLAN)
    choose(other, plan_file(stappen={"stap1": {"doel": "uit het bestand"}, "stap2": {"doel": "ook"}}))
    other.get_by_role("button", name="Open het bestand").click()
    expect(goal(other)).to_have_value("uit het bestand")
    expect(goal(tab)).to_have_value("hier bezig")
    expect(goal(tab, 2)).to_have_value("ook")
    expect(
        tab.get_by_text("In een ander tabblad veranderde wat je hier schrijft in: “uit het bestand”")
    ).to_be_visible()
