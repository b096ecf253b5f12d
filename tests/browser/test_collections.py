"""A collection in a browser: for everybody, and within the page of another site."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from fiches.models import Fiche
from fiches.shared.publication import PublicationStatus
from tests.browser.axe import found_everywhere
from tests.browser.conftest import NARROW
from toolbox.models import Collection, Tool


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


@pytest.fixture
def other_site():
    """A site on another port, so of another origin: gives its address and takes the page that it shows."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(self.server.html.encode())

        def log_message(self, *arguments):
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def framed(page, other_site, address):
    """The text that another site shows when it frames `address`."""
    other_site.html = f'<!doctype html><title>proef</title><iframe src="{address}" title="proef"></iframe>'
    page.goto(f"http://127.0.0.1:{other_site.server_port}/")
    return page.frames[-1].locator("body").inner_text()


def test_other_sites_may_frame_only_the_embedded_page(collection, page, site, other_site):
    assert framed(page, other_site, f"{site.url}/collecties/waasland/insluiten/").startswith("Waasland")
    assert "Waasland" not in framed(page, other_site, f"{site.url}/collecties/waasland/")
