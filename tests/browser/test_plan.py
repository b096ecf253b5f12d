"""The buurtplan in a browser: written on the device, kept, loaded, put in Word and on one sheet of paper."""

import io
import json

import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

PLAN = "/buurtplan/?stap1=stek&stap2=buurtbudget&t=fiche-c"
WORDS = "Bewoners & buren <kennen> elkaar “beter”\nen durven é 🏠"


def goal(tab, step=1):
    return tab.locator(f"#stap{step}").get_by_label("Wat willen we bereiken?")


def downloaded(tab, name):
    """The file behind the link `name`."""
    with tab.expect_download() as waiting:
        tab.get_by_role("link", name=name).click()
    return waiting.value


def choose(tab, content):
    """Open a file as a kept plan."""
    text = content if isinstance(content, str) else json.dumps(content)
    tab.get_by_label("Open een bewaard plan").set_input_files(
        {"name": "plan.json", "mimeType": "application/json", "buffer": text.encode()}
    )


def test_words_are_kept_and_never_sent(tab):
    sent = []
    tab.goto(PLAN)
    tab.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    goal(tab).fill("Mia")
    tab.get_by_role("button", name="Verdeel ze volgens het voorstel").click()
    expect(tab.get_by_role("heading", name="Nog zonder stap")).to_have_count(0)
    expect(goal(tab)).to_have_value("Mia")
    downloaded(tab, "Haal op als Word")
    downloaded(tab, "Bewaar als bestand")
    assert sent
    assert not [address for address in sent if "Mia" in address]


def test_word_document_holds_what_was_written(tab):
    tab.goto(PLAN)
    tab.get_by_label("Naam van de buurt of van het plan").fill("Wijk Zuid")
    goal(tab).fill(WORDS)
    download = downloaded(tab, "Haal op als Word")
    document = Document(download.path())
    assert download.suggested_filename == "buurtplan.docx"
    assert document.paragraphs[0].text == "Buurtplan Wijk Zuid"
    assert document.tables[0].rows[0].cells[1].text == WORDS
    assert document.tables[1].rows[0].cells[1].text == ""


def test_plan_is_kept_as_a_file_and_opened_elsewhere(tab, browser, site):
    tab.goto(PLAN)
    goal(tab, 4).fill(WORDS)
    content = downloaded(tab, "Bewaar als bestand").path().read_text()
    elsewhere = browser.new_context(base_url=site.url).new_page()
    elsewhere.goto("/buurtplan/")
    choose(elsewhere, content)
    elsewhere.wait_for_url("**/buurtplan/?stap1=stek&stap2=buurtbudget&t=fiche-c")
    expect(goal(elsewhere, 4)).to_have_value(WORDS)
    elsewhere.context.close()


def test_file_does_not_overwrite_without_asking(tab):
    tab.goto(PLAN)
    goal(tab).fill("van mij")
    choose(tab, {"soort": "buurtplan", "versie": 1, "stappen": {"stap1": {"doel": "van een ander"}}})
    tab.get_by_role("button", name="Laat alles zoals het is").click()
    expect(goal(tab)).to_have_value("van mij")
    choose(tab, {"soort": "buurtplan", "versie": 1, "stappen": {"stap1": {"doel": "van een ander"}}})
    tab.get_by_role("button", name="Open het bestand").click()
    expect(goal(tab)).to_have_value("van een ander")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"soort": "buurtplan", "versie": 2, "stappen": {}}, "Dit plan komt van een nieuwere versie van de site (2)."),
        ("{kapot", "Dit bestand is geen bewaard buurtplan."),
        ({"soort": "recept"}, "Dit bestand is geen bewaard buurtplan. Er is niets veranderd."),
        ({"soort": "buurtplan", "versie": 1, "stappen": None}, "Dit bestand is geen bewaard buurtplan."),
        ("null", "Dit bestand is geen bewaard buurtplan."),
        ('"' + "a" * 1_100_000 + '"', "Dit bestand is geen bewaard buurtplan."),
    ],
    ids=["newer", "broken", "other", "without steps", "null", "huge"],
)
def test_file_that_cannot_be_read_changes_nothing(tab, content, message):
    tab.goto(PLAN)
    goal(tab).fill("van mij")
    choose(tab, content)
    expect(tab.get_by_text(message)).to_be_visible()
    expect(goal(tab)).to_have_value("van mij")
    tab.reload()
    expect(goal(tab)).to_have_value("van mij")


def test_file_of_somebody_else_puts_in_only_words_and_names(tab):
    tab.goto("/buurtplan/")
    nasty = "<img src=x onerror=alert(1)>"
    steps = {"stap1": {"doel": nasty, "inhoud": "x"}, "stap2": 3}
    choose(tab, {"soort": "buurtplan", "versie": 1, "titel": {}, "zonder_stap": [nasty, 7, "stek"], "stappen": steps})
    tab.wait_for_url("**/buurtplan/?t=stek")
    expect(goal(tab)).to_have_value(nasty)
    assert tab.locator("img").count() == 0


def test_two_tabs_keep_both_fields(tab):
    tab.goto(PLAN)
    other = tab.context.new_page()
    other.goto(PLAN)
    goal(tab).fill("hier")
    goal(other, 2).fill("daar")
    expect(goal(other)).to_have_value("hier")
    expect(goal(tab, 2)).to_have_value("daar")


def test_plan_without_script_moves_and_downloads(page_without_script):
    page = page_without_script
    page.goto("/buurtplan/?t=stek")
    expect(page.get_by_text("Zonder JavaScript bewaart je toestel niet wat je schrijft.")).to_be_visible()
    page.get_by_role("button", name="Stap 2").click()
    expect(page.locator("#stap2").get_by_role("link", name="STEK")).to_be_visible()
    assert "stap2=stek" in page.get_by_role("link", name="Haal op als Word").get_attribute("href")


def test_plan_prints_on_one_landscape_sheet(tab):
    tab.goto(
        "/buurtplan/?stap1=stek.fiche-a.buurtbudget&stap2=buurtspelers.fiche-c&stap3=buurtrestaurant&stap4=dag-buur"
    )
    for step in range(1, 5):
        for label in ("Wat willen we bereiken?", "Wie doet mee?", "Wanneer?", "Hoe merken we dat het werkt?"):
            tab.locator(f"#stap{step}").get_by_label(label).fill(
                "Twee regels tekst die wat langer zijn dan één kolom breed is."
            )
    content = tab.pdf(prefer_css_page_size=True)
    (sheet,) = PdfReader(io.BytesIO(content)).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (842, 595)
    text = sheet.extract_text()
    assert "Twee regels tekst" in text
    assert "Mijn selectie" not in text
