"""Zeg het aan de burgemeester in a browser: found, written, kept, on one sheet and in Word."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_plan import downloaded, goal
from tests.browser.test_selection import FULL

WORRY = "/burgemeester/?over=we-bereiken-alleenstaande-ouderen-niet"
ASKED = "Wat moet er gebeuren, en wat heb je daarvoor nodig?"


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/vragen/we-bereiken-alleenstaande-ouderen-niet/", "We bereiken alleenstaande ouderen niet"),
        ("/fiches/c/", "Het bereiken van buurtbewoners"),
    ],
)
def test_letter_is_found_and_made_without_script(page_without_script, path, title):
    page = page_without_script
    page.goto(path)
    page.get_by_role("link", name="Zeg het aan de burgemeester").click()
    expect(page.locator(".letter h2")).to_have_text(title)
    expect(page.locator(".letter ol > li")).to_have_count(3)
    expect(page.get_by_text("Zonder JavaScript bewaart je toestel niet wat je schrijft.")).to_be_visible()
    page.get_by_label("Waarover gaat het?").select_option(label="Onze teksten zijn te moeilijk")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator(".letter h2")).to_have_text("Onze teksten zijn te moeilijk")


def test_plan_goes_along_from_the_plan(tab):
    tab.goto("/buurtplan/?stap1=stek")
    goal(tab).fill("Mia beter leren kennen")
    tab.locator("#stap2 summary").first.click()
    tab.locator("#stap2 .offers button").first.click()
    expect(tab.locator("#stap2 .plan-entries li")).to_have_count(1)
    second = tab.locator("#stap2 .plan-entries a").inner_text()
    tab.get_by_role("link", name="Zeg het aan de burgemeester").click()
    tab.get_by_label("Waarover gaat het?").select_option(label="We bereiken alleenstaande ouderen niet")
    tab.get_by_role("button", name="Toon").click()
    rows = tab.locator(".letter-plan tbody tr")
    expect(rows.first).to_contain_text("Mia beter leren kennen")
    expect(rows.first).to_contain_text("STEK")
    expect(rows.nth(1)).to_contain_text(second.removeprefix("Thema "))
    assert [row.is_visible() for row in rows.all()] == [True, True, False, False]  # nothing is planned there yet


def test_plan_of_the_device_can_be_added_to_a_letter(tab):
    tab.goto("/buurtplan/?stap1=stek")
    goal(tab).fill("Mia beter leren kennen")
    tab.goto(WORRY)
    expect(tab.get_by_role("heading", name="Ons plan")).to_have_count(0)
    tab.get_by_text("Kies andere tools, of zet je buurtplan erbij").click()
    tab.get_by_label("Zet ons buurtplan erbij").check()
    tab.get_by_role("button", name="Pas aan").click()
    expect(tab.locator(".letter-plan tbody tr").first).to_contain_text("STEK")
    assert "tool=" in tab.url and "stap1=stek" in tab.url


def test_words_are_kept_apart_for_each_letter_never_sent_and_put_in_word(tab):
    sent = []
    tab.goto("/buurtplan/?stap1=stek")
    goal(tab).fill("Elkaar kennen")
    tab.goto(WORRY + "&plan=ja&stap1=stek")
    tab.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    tab.get_by_label(ASKED).fill("Twee uur per week\nvoor <Mia> & buren")
    tab.reload()
    expect(tab.get_by_label(ASKED)).to_have_value("Twee uur per week\nvoor <Mia> & buren")
    document = Document(downloaded(tab, "Haal op als Word").path())
    assert "Twee uur per week\nvoor <Mia> & buren" in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].rows[1].cells[1].text == "Elkaar kennen"
    assert sent and not [address for address in sent if "Mia" in address]
    tab.goto("/burgemeester/?over=fiche-c")
    expect(tab.get_by_label(ASKED)).to_have_value("")


def test_too_long_a_text_is_cut_off_where_one_types(tab):
    tab.goto(WORRY)
    tab.get_by_label(ASKED).press_sequentially("a")
    tab.evaluate("document.querySelector('#vraag').select()")
    tab.evaluate("navigator.clipboard; document.execCommand('insertText', false, 'b'.repeat(3000))")
    assert len(tab.get_by_label(ASKED).input_value()) == 2000


def test_device_that_keeps_nothing_says_so(tab):
    tab.add_init_script(FULL)
    tab.goto(WORRY)
    tab.get_by_label(ASKED).fill("blijft staan")
    expect(tab.get_by_text("Dit toestel bewaart dit niet")).to_be_visible()
    expect(tab.get_by_label(ASKED)).to_have_value("blijft staan")


@pytest.mark.parametrize("over", ["we-bereiken-alleenstaande-ouderen-niet", "fiche-c", "fiche-h", "fiche-m"])
def test_letter_prints_on_one_sheet_with_its_address_once(tab, over):
    tab.goto(f"/burgemeester/?over={over}&plan=ja&stap1=stek.buurtbudget&stap2=buurtspelers&stap3=buurtrestaurant")
    tab.get_by_label(ASKED).fill("Twee uur per week voor iemand die langsgaat, en een lokaal waar we mogen vergaderen.")
    tab.get_by_label("Van wie komt dit?").fill("Mia Peeters")
    (sheet,) = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    text = sheet.extract_text()
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    assert all(word in text for word in ("Twee uur per week", "Mia Peeters", "Wat 133 buurten leerden", "Bronnen"))
    assert text.count("/burgemeester/") == 1
    assert "Lees meer" not in text
