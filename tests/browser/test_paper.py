"""The QR codes on paper, read back the way a phone does."""

import io
import re

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect


def codes_on_paper(page, selector):
    """What a phone reads of the QR codes on the printed page."""
    page.emulate_media(media="print")
    shown = [element.screenshot() for element in page.locator(selector).all()]
    return [code.text for png in shown for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


@pytest.mark.parametrize("path", ["/tools/stek/", "/fiches/c/", "/selectie/?t=stek.fiche-c", "/buurtplan/?stap1=stek"])
def test_code_on_paper_opens_the_page(page, site, path):
    page.goto(path)
    assert codes_on_paper(page, ".on-paper svg") == [f"{site.url}{path}"]


def test_codes_in_the_catalogue_open_their_tools(page, site):
    page.goto("/afdrukken/?fiche=c&doelgroep=ouderen")
    written = page.locator(".paper-address").all_inner_texts()
    assert codes_on_paper(page, ".paper-code") == written
    page.goto(written[0])
    expect(page.locator("article.tool")).to_be_visible()


def test_last_code_of_the_catalogue_leads_to_the_list(page, site):
    page.goto("/afdrukken/?fiche=c&doelgroep=ouderen")
    list_of_tools = f"{site.url}/tools/?fiche=c&doelgroep=ouderen"
    assert codes_on_paper(page, ".on-paper svg") == [list_of_tools]
    expect(page.locator(".on-paper")).to_have_text(re.compile(re.escape(f"Scan en open deze lijst: {list_of_tools}")))
