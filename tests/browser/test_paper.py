"""The QR codes on paper, read back the way a phone does."""

import io

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
