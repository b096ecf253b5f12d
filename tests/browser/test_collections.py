"""A collection in a browser: for everybody, and within the page of another site."""

import pytest

from fiches.models import Fiche
from tests import factories as make
from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW
from toolbox.models import Tool


@pytest.fixture
def collection(toolbox):
    """A collection of a theme and two tools."""
    made = make.CollectionFactory(name="Waasland", slug="waasland", status="gepubliceerd")
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


def framed(tab, address):
    """The text that the page of another site shows when it frames `address`."""
    html = f'<!doctype html><title>proef</title><iframe src="{address}" title="proef"></iframe>'
    tab.route("http://elders.example/", lambda route: route.fulfill(body=html, content_type="text/html"))
    tab.goto("http://elders.example/")
    return tab.frames[-1].locator("body").inner_text()


def test_other_sites_may_frame_only_the_embedded_page(collection, tab, site):
    assert framed(tab, f"{site.url}/collecties/waasland/insluiten/").startswith("Waasland")
    assert "Waasland" not in framed(tab, f"{site.url}/collecties/waasland/")
