"""The same address with `formaat=` gives a file, under the same filters."""

import feedparser
import pytest

from tests.catalogue import complete_tool
from toolbox.models import CatalogueVersion, Format
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


def test_export_follows_the_filters(client, tools):
    tools[0].formats.set([Format.objects.create(name="Spel", slug="spel")])
    assert ids(client.get("/tools/?formaat=json&vorm=spel")) == {"tool-1"}


def test_export_ignores_the_page(client, tools):
    assert ids(client.get("/tools/?formaat=json&pagina=7")) == {"tool-1", "tool-2"}


def test_export_refuses_a_filter_that_does_not_exist(client, tools):
    response = client.get("/tools/?formaat=csv&vorm=draaiorgel")
    assert response.status_code == 400
    assert "vorm: “draaiorgel” bestaat hier niet." in response.content.decode()


def test_export_refuses_a_format_that_does_not_exist(client, tools):
    response = client.get("/tools/?formaat=<script>")
    page = response.content.decode()
    assert response.status_code == 400
    assert "Het formaat “&lt;script&gt;” bestaat hier niet. Kies uit: csv, xlsx, json, atom" in page
    assert 'href="?"' in page


def test_export_refuses_a_list_that_is_too_long(client, tools, monkeypatch):
    monkeypatch.setattr(export, "MAX_ROWS", 1)
    response = client.get("/tools/?formaat=csv")
    assert response.status_code == 400
    assert "Een bestand gaat tot 1 rijen." in response.content.decode()


def test_empty_format_is_the_page(client, tools):
    assert client.get("/tools/?formaat=")["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("number", [2, 4])
def test_export_takes_as_many_queries_for_many_tools(client, db, django_assert_num_queries, number):
    for index in range(number):
        complete_tool(index)
    client.get("/tools/")  # the index takes up what is new
    with django_assert_num_queries(10):
        client.get("/tools/?formaat=csv")


def test_atom_shows_what_changed_last_on_top(client, tools):
    tools[0].save()
    response = client.get("/tools/?formaat=atom&vorm=draaiboek")
    feed = feedparser.parse(response.content)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (feed.bozo, feed.version) == (False, "atom10")
    assert [entry.link for entry in feed.entries] == [
        "http://testserver/tools/tool-1/",
        "http://testserver/tools/tool-2/",
    ]
    assert feed.feed.links[0].href == "http://testserver/tools/?vorm=draaiboek"
    assert {tag.term for tag in feed.entries[0].tags} == {"buren", "ontmoeting"}


def test_atom_entry_stays_the_same_entry_under_another_address(client, tools):
    before = feedparser.parse(client.get("/tools/?formaat=atom").content).entries[1].id
    tools[0].slug = "andere-naam"
    tools[0].save()
    after = feedparser.parse(client.get("/tools/?formaat=atom").content).entries[0]
    assert (after.id, after.link) == (before, "http://testserver/tools/andere-naam/")


LISTS = ["/tools/", "/eigenaars/", "/doelgroepen/", "/fiches/", "/cyclus/", "/over/bron-en-errata/"]


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


def test_tool_page_gives_its_tool(client, tools):
    assert ids(client.get("/tools/tool-1/?formaat=json")) == {"tool-1"}


@pytest.mark.parametrize("slug", ["tool-3", "bestaat-niet"])
def test_tool_page_gives_nothing_of_what_is_not_public(client, tools, slug):
    assert client.get(f"/tools/{slug}/?formaat=json").status_code == 404
