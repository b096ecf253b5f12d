"""The same address with `formaat=` gives a file, under the same filters."""

import feedparser
import pytest

from tests import factories as make
from tests.page import links_to, main_text, visit
from toolbox.models import CatalogueVersion
from toolbox.opendata.exports import export


def ids(response):
    return {row["id"] for row in response.json()["resultaten"]}


def test_json_tells_what_it_is_and_of_which_state(client, tools):
    response = client.get("/tools/?formaat=json&vorm=draaiboek")
    data = response.json()
    assert {name: data[name] for name in ("titel", "adres", "versie", "aantal")} == {
        "titel": "Tools",
        "adres": "http://testserver/tools/?vorm=draaiboek",
        "versie": CatalogueVersion.objects.current(),
        "aantal": 2,
    }
    assert ids(response) == {"tool-1", "tool-2"}


def test_export_follows_the_filters_and_not_the_page(client, tools):
    tools[0].formats.set([make.FormatFactory(slug="spel")])
    assert ids(client.get("/tools/?formaat=json&vorm=spel")) == {"tool-1"}
    assert ids(client.get("/tools/?formaat=json&pagina=7")) == {"tool-1", "tool-2"}


WRONG = "Een filter in de link naar dit bestand klopt niet."


@pytest.mark.parametrize(
    ("query", "says", "way_back"),
    [
        ("?formaat=csv&vorm=draaiorgel", f"{WRONG} Vorm: “draaiorgel” bestaat hier niet.", "?vorm=draaiorgel"),
        ("?formaat=csv&fiche=zz", "Thema (fiche): “zz” bestaat hier niet.", "?fiche=zz"),
        ("?formaat=<script>", "Het formaat “<script>” bestaat hier niet. Kies uit: csv, xlsx, json, atom", "?"),
        ("?formaat=csv", "Een bestand gaat tot 1 rijen.", "?"),
    ],
)
def test_export_refuses_what_does_not_exist_and_a_list_that_is_too_long(tools, monkeypatch, query, says, way_back):
    monkeypatch.setattr(export, "MAX_ROWS", 1)
    page = visit(f"/tools/{query}", 400)
    assert says in main_text(page)
    assert links_to(page, "?") == [way_back]


def test_atom_shows_what_changed_last_on_top(client, tools):
    tools[0].save()
    response = client.get("/tools/?formaat=atom&vorm=draaiboek")
    feed = feedparser.parse(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert [entry.link for entry in feed.entries] == [f"http://testserver/tools/tool-{n}/" for n in (1, 2)]
    assert feed.feed.links[0].href == "http://testserver/tools/?vorm=draaiboek"
    assert {tag.term for tag in feed.entries[0].tags} == {"buren", "ontmoeting"}


def test_atom_entry_stays_the_same_entry_under_another_address(client, tools):
    before = feedparser.parse(client.get("/tools/?formaat=atom").content).entries[1].id
    tools[0].slug = "andere-naam"
    tools[0].save()
    after = feedparser.parse(client.get("/tools/?formaat=atom").content).entries[0]
    assert (after.id, after.link) == (before, "http://testserver/tools/andere-naam/")


LISTS = ["/tools/", "/eigenaars/", "/doelgroepen/", "/fiches/", "/cyclus/", "/over/bron-en-errata/"]


@pytest.mark.slow
@pytest.mark.parametrize("address", LISTS)
def test_every_list_offers_itself_in_every_format(client, toolbox, address):
    page = client.get(address)
    for name in page.context_data["view"].table.formats:
        assert f'href="?formaat={name}"' in page.content.decode()
        assert client.get(f"{address}?formaat={name}").status_code == 200


@pytest.mark.parametrize(("address", "number"), [("/tools/", 135), ("/fiches/", 14), ("/cyclus/", 4)])
def test_lists_hold_the_whole_toolbox(client, toolbox, address, number):
    rows = client.get(f"{address}?formaat=json").json()["resultaten"]
    assert len({row["id"] for row in rows}) == len(rows) == number


def test_tool_page_gives_its_tool_and_nothing_of_what_is_not_public(client, tools):
    assert ids(client.get("/tools/tool-1/?formaat=json")) == {"tool-1"}
    for slug in ("tool-3", "bestaat-niet"):
        visit(f"/tools/{slug}/?formaat=json", 404)
