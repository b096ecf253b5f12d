"""The QR codes on paper, read back the way a phone does."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

SAID_ON_EACH = ("Toolbox Zorgzame Buurten", "Scan en open", "http", "Uit de Toolbox")


def codes_on_paper(page, selector):
    """What a phone reads of the QR codes on the printed page."""
    page.emulate_media(media="print")
    shown = [element.screenshot() for element in page.locator(selector).all()]
    return [code.text for png in shown for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


@pytest.mark.parametrize(
    "path",
    [
        "/tools/stek/",
        "/fiches/c/",
        "/selectie/?t=stek.fiche-c",
        "/buurtplan/?stap1=stek",
        "/burgemeester/?over=fiche-c",
    ],
)
def test_code_on_paper_opens_the_page(page, site, path):
    page.goto(path)
    assert codes_on_paper(page, ".on-paper svg") == [f"{site.url}{path}"]


def test_codes_in_the_catalogue_open_their_tools(page, site):
    page.goto("/afdrukken/?fiche=c&doelgroep=ouderen")
    written = page.locator(".paper-address").all_inner_texts()
    assert codes_on_paper(page, ".paper-code") == written
    page.goto(written[0])
    expect(page.locator("article.tool")).to_be_visible()


@pytest.mark.parametrize("query", ["", "?fiche=c&doelgroep=ouderen"])
def test_last_code_of_the_printed_list_leads_to_the_list(page, site, query):
    page.goto(f"/afdrukken/{query}")
    assert codes_on_paper(page, ".on-paper svg") == [f"{site.url}/tools/{query}"]


MANY = ".".join(
    ["stek", "buurtbudget", "buurtgezellen", "buurtspelers", "buurtrestaurant", "dag-buur", "accolage",
     "belrondes", "fiche-a", "fiche-c", "fiche-d", "fiche-h", "atlas"]
)  # fmt: skip


@pytest.mark.parametrize("path", [f"/selectie/?t={MANY}", "/afdrukken/?fiche=c"])
def test_paper_has_page_numbers_its_address_once_and_no_heading_alone(page, path):
    page.goto(path)
    page.emulate_media(media="print")
    titles = page.locator(":is(.selection-entry, .paper-tools) :is(h2, h3)").all_inner_texts()
    links = page.locator("main a:visible:not([rel~=external])")
    assert set(links.evaluate_all("all => all.map((one) => getComputedStyle(one).textDecorationLine)")) == {"none"}
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    assert len(sheets) > 1
    for number, text in enumerate(sheets, 1):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        assert [line for line in lines if line.startswith(f"{number} / {len(sheets)}")]
        assert "Uit de Toolbox Zorgzame Buurten (februari 2024)" in text
        assert lines[-1] not in titles and lines[-2] not in titles
    assert sum(text.count("Scan en open") for text in sheets) == 1
    assert "Adres van deze bladzijde" not in "".join(sheets)


FULL = [
    "/tools/mirok/", "/tools/paraat-in-mijn-straat/", "/tools/een-buurtactiviteit-organiseren/", "/fiches/b/",
    "/fiches/n/", "/cyclus/reflectie/", "/vragen/er-was-ruzie-en-niemand-praat-erover/", "/wegwijzers/",
    "/wegwijzers/partners/", "/wegwijzers/moeilijk-bereikbare-groepen/", "/over/leeswijzer/?rol=regisseur",
    "/melden/nieuw/?naam=Buurtkoffie",
]  # fmt: skip


@pytest.mark.parametrize("path", FULL)
def test_last_sheet_is_never_only_a_code_or_a_footer(page, path):
    page.goto(path)
    page.emulate_media(media="print")
    last = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[-1].extract_text()
    said = [line for line in last.splitlines() if line.strip() and not line.strip().startswith(SAID_ON_EACH)]
    assert len([line for line in said if len(line) > 20]) >= 1 and "Adres van deze bladzijde" not in said


def test_what_the_data_answers_is_folded_opens_by_its_link_and_tears_no_address_off_on_paper(page):
    page.goto("/api/v1/")
    assert page.evaluate("document.documentElement.scrollHeight") < 9000
    expect(page.locator("#vorm-ToolDetail")).to_be_hidden()
    page.get_by_role("link", name="ToolDetail").click()
    expect(page.locator("#vorm-ToolDetail")).to_be_visible()
    assert page.get_by_role("heading", name="Params").count() == 0  # asked, not answered
    page.emulate_media(media="print")
    for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        first, *_, last, _foot, _number = [line for line in sheet.extract_text().splitlines() if line.strip()]
        assert not first.startswith("Antwoord:") and "GET /api" not in last


def test_sheet_of_a_fiche_is_full_and_leaves_no_point_alone(page):
    page.goto("/fiches/c/")
    page.emulate_media(media="print")
    first, second, *_ = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "Ga op huisbezoek of spreek mensen gericht aan" in first.extract_text()
    lines = [line.strip() for line in second.extract_text().splitlines() if line.strip()]
    assert not lines[0].startswith("Plan activiteiten op verschillende momenten")


SMALL = """all => all.filter((one) => one.checkVisibility() && parseFloat(getComputedStyle(one).fontSize) < 12.6)
  .map((one) => one.textContent)"""  # pixels, so 9.5 points


def test_every_question_is_one_sheet_with_all_its_tools_in_type_to_read(page):
    page.goto("/vragen/")
    paths = page.locator(".sentences a").evaluate_all("all => [...new Set(all.map((one) => one.pathname))]")
    assert len(paths) == 43
    for path in paths:
        page.emulate_media(media="screen")
        page.goto(path)
        page.emulate_media(media="print")
        (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        text = "".join(sheet.extract_text().split())
        tools = page.locator("main :is(.tool-card, .small-cards) h3").all_inner_texts()
        assert tools and [name for name in tools if "".join(name.split()) not in text] == []
        assert page.locator("main :is(h3, p):not(.hint, .on-paper p)").evaluate_all(SMALL) == []


def test_number_of_a_step_is_round_on_paper(page):
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    page.goto("/cyclus/buurtanalyse/")
    box = page.locator(".big-step").bounding_box()
    assert abs(box["width"] - box["height"]) < 1
