"""A collection in a browser: for everybody, and within the page of another site."""

import pytest

from fiches.models import Fiche
from fiches.publication import PublicationStatus
from tests.browser.conftest import NARROW
from tests.browser.test_accessibility import found_everywhere
from toolbox.models import Collection, Tool

pytestmark = pytest.mark.browser
OTHER_SITE = "http://gemeente.example/"


@pytest.fixture
def collection(toolbox):
    """A collection of a theme and two tools."""
    made = Collection.objects.create(
        name="Waasland", slug="waasland", summary="Voor het Waasland.", status=PublicationStatus.PUBLISHED
    )
    made.entries.create(fiche=Fiche.objects.get(slug="c"), order=1, note="Begin hier.")
    for order, slug in enumerate(["stek", "buurtbudget"], 2):
        made.entries.create(tool=Tool.objects.get(slug=slug), order=order)
    return made


@pytest.mark.parametrize("path", ["", "?vorm=draaiboek", "insluiten/"])
def test_axe_finds_nothing_on_a_collection(collection, page, path):
    page.goto(f"/collecties/waasland/{path}")
    assert found_everywhere(page) == []
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def framed(page, address):
    """What another site sees when it frames `address`."""
    html = (
        f'<!doctype html><title>proef</title><iframe src="{address}" title="proef" width="600" height="400"></iframe>'
    )
    page.route(OTHER_SITE, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(OTHER_SITE)
    page.unroute(OTHER_SITE)
    shown = page.frames[-1].locator("h1")
    return shown.inner_text() if shown.count() else ""


def test_other_sites_may_frame_only_the_embedded_page(collection, page, site):
    assert framed(page, f"{site.url}/collecties/waasland/insluiten/") == "Waasland"
    assert framed(page, f"{site.url}/collecties/waasland/") == ""
