"""The buurtplan in a browser: written on the device, kept, loaded, put in Word, in a calendar and on one sheet."""

import io
import json
from datetime import date

import icalendar
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


def test_wrong_file_is_told_beside_its_button(tab):
    tab.goto(PLAN)
    choose(tab, "{kapot")
    expect(tab.locator("[data-plan-openen] [role=status]")).to_contain_text("Dit bestand is geen bewaard buurtplan.")


def where(tab, selector):
    """How far from the top of the screen an element is, in whole pixels."""
    return round(tab.locator(selector).bounding_box()["y"])


@pytest.mark.parametrize("width", [360, 1280])
def test_adding_keeps_scroll_focus_and_what_one_writes(tab, width):
    tab.set_viewport_size({"width": width, "height": 740})
    tab.goto("/buurtplan/?stap2=buurtbudget")
    goal(tab, 2).fill("Mia")
    step = tab.locator("#stap2")
    step.get_by_text("Wat past hier?").click()
    button = step.locator(".offers button").first
    button.scroll_into_view_if_needed()
    title = step.locator(".offers a").first.inner_text()
    before = button.bounding_box()["y"]
    button.click()
    expect(step.locator(".plan-entries").get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(step.locator(".offers button").first).to_be_focused()
    assert abs(step.locator(".offers button").first.bounding_box()["y"] - before) < 2
    expect(tab.locator("[data-plan] > [role=status]").last).to_contain_text(f"Gedaan: Zet erbij ({title})")
    assert tab.url.count("stap2=buurtbudget.") == 1
    expect(goal(tab, 2)).to_have_value("Mia")
    tab.go_back()
    expect(step.locator(".plan-entries > li")).to_have_count(1)
    expect(goal(tab, 2)).to_have_value("Mia")


def test_every_step_keeps_its_offers_and_a_search(tab):
    tab.goto("/buurtplan/?stap1=stek&stap2=buurtbudget&stap3=buurtrestaurant&stap4=dag-buur")
    for number in range(1, 5):
        step = tab.locator(f"#stap{number}")
        expect(step.get_by_text("Wat past hier?")).to_be_visible()
        step.get_by_label("Zoek een tool").fill("rouw")
        step.get_by_label("Zoek een tool").press("Enter")
        expect(step.locator("[data-gevonden]")).to_contain_text("passen bij “rouw”")
        expect(step.get_by_label("Zoek een tool")).to_be_focused()
    step.locator(".offers:visible button").first.click()
    expect(step.locator(".plan-entries > li")).to_have_count(2)
    expect(step.locator("[data-gevonden]")).to_be_visible()


def test_plan_is_there_again_when_one_comes_back(tab):
    tab.goto(PLAN)
    tab.get_by_role("button", name="Haal weg").first.click()
    expect(tab.get_by_role("heading", name="Nog zonder stap")).to_have_count(0)
    tab.goto("/over/")
    tab.get_by_role("contentinfo").get_by_role("link", name="Buurtplan").click()
    tab.wait_for_url("**/buurtplan/?stap1=stek&stap2=buurtbudget")


def test_plan_of_somebody_else_does_not_replace_ones_own(tab):
    tab.goto("/buurtplan/?stap4=stek")  # only looked at
    tab.goto("/buurtplan/?stap1=stek")
    goal(tab).fill("van mij")
    tab.goto("/buurtplan/?stap1=stek&stap2=buurtbudget")
    expect(tab.get_by_text("Dit is een ander plan dan dat op je toestel.")).to_be_visible()
    tab.get_by_role("button", name="Toon mijn plan").click()
    tab.wait_for_url("**/buurtplan/?stap1=stek")
    tab.goto("/buurtplan/?stap2=buurtbudget")
    tab.get_by_role("button", name="Zet er 1 bij in mijn plan").click()
    tab.wait_for_url("**/buurtplan/?stap1=stek&t=buurtbudget")
    tab.goto("/buurtplan/")
    tab.wait_for_url("**/buurtplan/?stap1=stek&t=buurtbudget")


DOORS = [("/", "main"), ("/cyclus/", "main"), ("/selectie/", "main"), ("/over/", "footer")]


@pytest.mark.parametrize(("path", "part"), DOORS)
def test_plan_is_found_from(page_without_script, path, part):
    page = page_without_script
    page.goto(path)
    page.locator(part).get_by_role("link", name="buurtplan").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Buurtplan")


@pytest.mark.parametrize("support", ["", "CSS.supports = () => false"])
def test_text_grows_with_what_one_writes(tab, support):
    tab.add_init_script(support)
    tab.goto(PLAN)
    before = goal(tab).bounding_box()["height"]
    goal(tab).fill("regel\n" * 12)
    assert goal(tab).evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    assert goal(tab).bounding_box()["height"] > before + 100


# What one writes at "Wanneer?", the first day and the day after of each moment, and what the page says of it.
YEAR = 2027
MOMENTS = [
    ("12 maart 2027", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("12/3/2027", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("12-03-2027", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("12.3.2027", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("2027-03-12", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("Vrijdag 12 Mrt. 2027", [((3, 12), (3, 13))], "Komt in je agenda: vrijdag 12 maart 2027."),
    ("1ste mei 2027", [((5, 1), (5, 2))], "Komt in je agenda: zaterdag 1 mei 2027."),
    ("maart 2027", [((3, 1), (4, 1))], "Komt in je agenda: maart 2027 (de hele maand)."),
    ("12 maart 2027 en 30/4/2027", [((3, 12), (3, 13)), ((4, 30), (5, 1))], "Niet gelezen: “en”."),
    ("12 maart 2027 om 14 uur", [((3, 12), (3, 13))], "Niet gelezen: “om 14 uur”."),
    ("12 maart 2027, 14 uur", [((3, 12), (3, 13))], "Niet gelezen: “14 uur”."),
    ("31/2/2027", [], "31/2/2027 bestaat niet."),
    ("31 februari 2027", [], "31 februari 2027 bestaat niet."),
    ("12/13/2027", [], "12/13/2027 bestaat niet."),
    ("maandag 12 maart 2027", [], "12 maart 2027 is een vrijdag, geen maandag."),
    ("volgende week", [], "“volgende week” lezen we niet als datum."),
    ("12 maart", [], "“12 maart” lezen we niet als datum."),
    ("12/3/27", [], "“12/3/27” lezen we niet als datum."),
    ("12-15 maart 2027", [], "“12-15 maart 2027” lezen we niet als datum."),
    ("maart 2027-2028", [], "“maart 2027-2028” lezen we niet als datum."),
    ("lente 2027", [], "“lente 2027” lezen we niet als datum."),
    ("x" * 2000, [], "lezen we niet als datum."),
]


def calendar_of(tab):
    """The calendar that the page gives."""
    return icalendar.Calendar.from_ical(downloaded(tab, "Haal het agendabestand").path().read_bytes())


def test_moment_that_is_a_date_goes_in_the_calendar_and_nothing_is_guessed(tab):
    tab.goto(PLAN)
    tab.locator("#stap4").get_by_label("Wanneer?").fill("1 juni 2027")
    when = tab.locator("#stap1").get_by_label("Wanneer?")
    for text, moments, told in MOMENTS:
        for written, read in (("ooit", "“ooit” lezen we niet"), (text, told)):  # so that it says something else before
            when.fill(written)
            when.blur()
            expect(tab.locator("[data-gelezen=stap1_wanneer]")).to_contain_text(read)
        events = calendar_of(tab).walk("VEVENT")
        of_step = [(event.start, event.end) for event in events if "stap 1" in event["SUMMARY"]]
        assert of_step == [(date(YEAR, *first), date(YEAR, *after)) for first, after in moments], text
        assert len({str(event["UID"]) for event in events}) == len(events) == len(moments) + 1
        expect(tab.locator("[data-agenda-melding]")).to_contain_text(told)


def test_event_of_the_calendar_opens_the_plan_at_the_last_step(tab, site):
    tab.goto(PLAN)
    tab.locator("#stap1").get_by_label("Wanneer?").fill("12 maart 2027")
    (event,) = calendar_of(tab).walk("VEVENT")
    assert str(event["URL"]) == f"{site.url}{PLAN}#stap4"
    tab.goto(str(event["URL"]))
    expect(tab.locator("#stap4").get_by_role("heading", name="Stap 4: Reflectie")).to_be_in_viewport()


def test_plan_without_a_date_gives_no_calendar_and_says_why(tab):
    tab.goto(PLAN)
    tab.locator("#stap1").get_by_label("Wanneer?").fill("volgende week")
    tab.get_by_role("link", name="Haal het agendabestand").click()
    said = tab.locator("[data-agenda-melding]")
    expect(said).to_contain_text("Er is nog geen moment dat we als datum kunnen lezen.")
    expect(said).to_contain_text("Stap 1: “volgende week” lezen we niet als datum.")


def test_what_goes_in_the_calendar_is_said_a_line_for_each_step_and_how_to_write_it_once(tab):
    tab.goto(PLAN)
    for step, text in enumerate(["12 maart 2027", "ooit", "later"], 1):
        tab.locator(f"#stap{step}").get_by_label("Wanneer?").fill(text)
    calendar_of(tab)
    said = [
        "Stap 1: Komt in je agenda: vrijdag 12 maart 2027.",
        "Stap 2: “ooit” lezen we niet als datum.",
        "Stap 3: “later” lezen we niet als datum.",
        "Schrijf bijvoorbeeld 12 maart 2027, 12/3/2027 of maart 2027.",
    ]
    expect(tab.locator("[data-agenda-melding]")).to_be_visible()
    assert tab.locator("[data-agenda-melding]").inner_text().split("\n") == said


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
    expect(page.get_by_text("Zonder JavaScript bewaart je toestel niet wat je schrijft")).to_be_visible()
    page.get_by_role("button", name="Stap 2").click()
    expect(page.locator("#stap2").get_by_role("link", name="STEK")).to_be_visible()
    assert "stap2=stek" in page.get_by_role("link", name="Haal op als Word").get_attribute("href")


FULL_PLAN = "/buurtplan/?stap1=stek.fiche-a.buurtbudget&stap2=buurtspelers.fiche-c&stap3=buurtrestaurant&stap4=dag-buur"
EMPTY_PLAN = "/buurtplan/?stap1=stek"
LINES = "Twee regels tekst die wat langer zijn dan één kolom breed is."


@pytest.mark.parametrize(("path", "words"), [(FULL_PLAN, LINES), (EMPTY_PLAN, "kort")], ids=["full", "almost empty"])
def test_plan_fills_one_landscape_sheet_with_its_rows_in_line(tab, path, words):
    tab.goto(path)
    tab.get_by_label("Naam van de buurt of van het plan").fill("Wijk Zuid")
    tab.get_by_label("Wie houdt dit plan bij?").fill("Mia Peeters")
    tab.get_by_label("Datum").fill("29 november 2026")
    for step in range(1, 5):
        for label in ("Wat willen we bereiken?", "Wie doet mee?", "Wanneer?", "Hoe merken we dat het werkt?"):
            tab.locator(f"#stap{step}").get_by_label(label).fill(words * step if step < 3 else words)
    content = tab.pdf(prefer_css_page_size=True)
    (sheet,) = PdfReader(io.BytesIO(content)).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (842, 595)
    text = sheet.extract_text()
    assert all(word in text for word in (words[:11], "Wijk Zuid", "Mia Peeters", "29 november 2026"))
    assert "Mijn selectie" not in text
    tab.set_viewport_size({"width": 1047, "height": 718})  # A4 without its margins
    tab.emulate_media(media="print")
    tops = tab.eval_on_selector_all(
        ".plan-step",
        """steps => steps.map((step) => [...step.querySelectorAll("label")]
            .map((one) => Math.round(one.getBoundingClientRect().top)).join())""",
    )
    assert len(set(tops)) == 1
    bottom = tab.evaluate("document.querySelector('[data-plan]').getBoundingClientRect().height")
    assert 680 < bottom <= 718
