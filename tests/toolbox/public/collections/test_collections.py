"""Collections: what a visitor sees of them, filters in them, takes along and shows elsewhere."""

import csv
import io
import json

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from fiches.models import Fiche
from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.catalogue import complete_tool
from tests.desk import make_editor
from tests.page import add_row, facet_counts, form_of, main_text, not_in_order, parse, queries_for_two_and_four, visit
from toolbox.editorial.merging import merge_tools
from toolbox.models import Collection, CollectionEntry, Tool


def cards(client, address="/collecties/waasland/"):
    """The titles of the entries on the page, in order."""
    page = parse(client.get(address))
    return ["".join(card.itertext()).strip() for card in page.iterfind(".//article[@class='tool-card']/*/a")]


def feed_of(client):
    """The titles in the feed of the collection, in order."""
    feed = feedparser.parse(client.get("/collecties/waasland/?formaat=atom").content)
    return [entry.title for entry in feed.entries]


def test_entries_stand_in_the_order_of_the_editor_and_no_other_is_offered(client, collection):
    assert cards(client) == ["Tool 2", "Thema A. Visie", "Tool 1"]
    page = client.get("/collecties/waasland/").text
    assert ("Sorteer op" in page, "Zoek in deze collectie" in page) == (False, True)


def test_introduction_is_text_and_never_runs(client, collection):
    content = client.get("/collecties/waasland/").text
    assert ("&lt;script&gt;alert(1)" in content, "<script>alert" in content) == (True, False)


def test_facets_find_and_count_within_the_collection(client, collection):
    assert cards(client, "/collecties/waasland/?doelgroep=ouderen") == ["Tool 2"]
    page = client.get("/collecties/waasland/")
    assert (facet_counts(page, "vorm"), facet_counts(page, "doelgroep")) == ({"draaiboek": 2}, {"ouderen": 1})


def test_search_stays_within_the_collection_and_offers_a_way_on(client, collection):
    assert "Niet gekozen" in cards(client, "/tools/?q=niet+gekozen")
    assert "Niet gekozen" not in cards(client, "/collecties/waasland/?q=niet+gekozen")
    assert cards(client, "/collecties/waasland/?q=zin") == ["Tool 2", "Tool 1"]
    nothing = visit("/collecties/waasland/?doelgroep=ouderen&q=zwembad")
    assert "Niets in deze collectie past bij je keuze." in main_text(nothing)


@pytest.mark.parametrize("choice", ["", "&vorm=draaiboek", "&q=zin", "&sorteer=titel"])
def test_files_follow_the_order_of_the_editor(client, collection, choice):
    """Also under a filter, a question, or an address that asks for another order. A wrong filter is refused."""
    visit("/collecties/waasland/?doelgroep=zz&formaat=csv", 400)

    def file(name):
        return client.get(f"/collecties/waasland/?formaat={name}{choice}").content

    assert [row["id"] for row in json.loads(file("json"))["resultaten"]] == ["tool-2", "tool-1"]
    rows = csv.DictReader(io.StringIO(file("csv").decode("utf-8-sig")), delimiter=";")
    assert [row["id"] for row in rows] == ["tool-2", "tool-1"]
    sheet = load_workbook(io.BytesIO(file("xlsx"))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["tool-2", "tool-1"]
    assert [item["id"] for item in json.loads(file("csl"))] == ["tool-2", "tool-1"]
    for name in ("ris", "bibtex"):
        assert not_in_order(file(name).decode(), ["tool-2", "tool-1"]) is None, name


def test_feed_of_a_collection_has_what_changed_last_on_top(client, collection):
    Tool.objects.get(slug="tool-2").save()
    assert feed_of(client) == ["Tool 2", "Tool 1"]
    Tool.objects.get(slug="tool-1").save()
    assert feed_of(client) == ["Tool 1", "Tool 2"]


@pytest.mark.parametrize("status", [PublicationStatus.DRAFT, PublicationStatus.WITHDRAWN])
@pytest.mark.parametrize("page", ["", "insluiten/", "?formaat=json"])
def test_collection_that_is_not_public_is_nowhere(client, collection, status, page):
    Collection.objects.update(status=status)
    assert client.get(f"/collecties/waasland/{page}").status_code == 404
    assert "Waasland" not in client.get("/collecties/").content.decode()
    assert "waasland" not in client.get("/sitemap-collecties.xml").content.decode()


def test_list_counts_only_what_is_public(client, collection):
    page = client.get("/collecties/").text
    assert ("3 onderdelen" in page, "1 collectie<" in page) == (True, True)


def test_code_for_another_site_is_text_to_copy(client, collection):
    code = parse(client.get("/collecties/waasland/")).find(".//input[@id='insluiten']").get("value")
    assert code.startswith('<iframe src="http://testserver/collecties/waasland/insluiten/" title="')
    assert code.endswith('width="100%" height="600"></iframe>')


def test_only_the_embedded_page_may_be_framed(client, collection):
    embedded = client.get("/collecties/waasland/insluiten/")
    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    for address in ("/collecties/waasland/", "/collecties/", "/tools/", "/selectie/", "/collecties/zz/insluiten/"):
        response = client.get(address)
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"], address
        assert response.headers["X-Frame-Options"] == "DENY", address


def test_embedded_page_shows_the_public_entries_and_no_script(client, collection):
    address = "/collecties/waasland/insluiten/"
    titles = [text.partition(" (")[0] for text in cards(client, address)]
    assert titles == ["Tool 2", "Thema A. Visie", "Tool 1"]
    assert "<script" not in client.get(address).text


@pytest.mark.parametrize(("page", "number"), [("waasland/", 5), ("waasland/insluiten/", 3), ("", 1)])
def test_pages_take_as_many_queries_for_four_as_for_two(db, page, number):
    collection = make.CollectionFactory(slug="waasland", status=PublicationStatus.PUBLISHED)

    def add(one):
        collection.entries.create(tool=complete_tool(one), order=one)
        make.CollectionFactory(status=PublicationStatus.PUBLISHED)

    assert queries_for_two_and_four(f"/collecties/{page}", add) == [number, number]


def test_entry_is_a_tool_or_a_theme(collection):
    both = CollectionEntry(collection=collection, tool=complete_tool(9), fiche=Fiche.objects.get(slug="a"))
    with pytest.raises(ValidationError, match="Kies een tool of een fiche"):
        both.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        collection.entries.create(tool=Tool.objects.get(slug="tool-1"))


@pytest.mark.parametrize(("keep", "last"), [("tool-4", ["Niet gekozen"]), ("tool-2", [])])
def test_merged_tool_stays_in_the_collection_and_stands_there_once(client, collection, keep, last):
    merge_tools(Tool.objects.get(slug=keep), Tool.objects.get(slug="tool-1"), make.EditorFactory())
    assert cards(client) == ["Tool 2", "Thema A. Visie", *last]


def test_redacteur_composes_a_draft(client, collection):
    client.force_login(make_editor("redacteur"))
    address, tool = "/admin/toolbox/collection/add/", Tool.objects.get(slug="tool-1")
    data = form_of(client.get(address)) | {"name": "Nieuw", "slug": "nieuw", "summary": "Voor iedereen."}
    assert client.post(address, add_row(data, "entries", tool=tool.pk, order=1)).status_code == 302
    made = Collection.objects.get(slug="nieuw")
    assert (made.status, [entry.tool for entry in made.entries.all()]) == (PublicationStatus.DRAFT, [tool])
