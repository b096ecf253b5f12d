"""The selection page: what an address shows, and what can be done with it."""

import pytest

from tests.catalogue import complete_tool
from tests.page import parse, queries
from toolbox.models import OldAddress
from toolbox.public.selection.address import keys_in


def keys(response):
    return [entry.key for entry in response.context_data["entries"].found]


def test_address_shows_its_entries_in_its_order(client, tools):
    assert keys(client.get("/selectie/?t=tool-2.fiche-a.tool-1")) == ["tool-2", "fiche-a", "tool-1"]


def test_entry_stands_once_whatever_its_case_and_number(client, tools):
    assert keys(client.get("/selectie/?t=tool-1.TOOL-1.tool-1&t=tool-1.tool-2")) == ["tool-1", "tool-2"]


def test_what_is_not_public_is_named_and_nothing_more(client, tools):
    response = client.get("/selectie/?t=tool-3.tool-1.nooit-geweest.fiche-z")
    page = response.text
    assert keys(response) == ["tool-1"]
    assert response.context_data["entries"].unknown == ["tool-3", "nooit-geweest", "fiche-z"]
    assert "Deze staan niet (meer) in de toolbox:" in page
    assert "Tool 3" not in page
    assert "Dit staat niet (meer) in de toolbox:" in client.get("/selectie/?t=weg").content.decode()


def test_renamed_or_merged_entry_is_found_under_its_old_key(client, tools):
    OldAddress.objects.keep(tools[0], "vroeger")
    OldAddress.objects.keep(tools[2], "ingetrokken")
    response = client.get("/selectie/?t=vroeger.tool-2.tool-1.ingetrokken")
    assert keys(response) == ["tool-1", "tool-2"]
    assert response.context_data["entries"].unknown == ["ingetrokken"]
    assert response.context_data["value"] == "tool-1.tool-2"


@pytest.mark.parametrize("written", ["{})", "{}%22", "{}).", "{}”", "{}>", "{}%E2%80%8B", "{}%C2%A0en"])
def test_signs_of_the_sentence_around_an_address_are_no_part_of_a_key(client, tools, written):
    assert keys(client.get(f"/selectie/?t={written.format('tool-2.tool-1')}")) == ["tool-2", "tool-1"]


def test_too_many_entries_are_cut_off_and_it_is_said(client, tools, django_assert_max_num_queries):
    many = ".".join(["tool-1", *(f"niets-{number}" for number in range(200))])
    with django_assert_max_num_queries(9):
        response = client.get(f"/selectie/?t={many}")
    assert keys(response) == ["tool-1"]
    assert "In dit adres staan er 141 meer." in response.text


@pytest.mark.parametrize("page", ["/selectie/", "/selectie/vergelijk/", "/buurtplan/"])
def test_five_thousand_entries_get_a_page_that_says_so(client, tools, page):
    response = client.get(f"{page}?t=" + ".".join(f"niets-{number}" for number in range(5000)))
    assert response.status_code == 414
    assert "Een selectie of een buurtplan heeft plaats voor 60 tools en thema’s." in response.content.decode()


@pytest.mark.parametrize("page", ["/selectie/?t=", "/selectie/vergelijk/?t=", "/buurtplan/?t="])
def test_what_stands_double_in_an_address_is_said(client, tools, page):
    double = "Iets stond dubbel in dit adres. Het staat er nu één keer."
    assert double in client.get(f"{page}tool-1.tool-2.TOOL-1").text
    assert double not in client.get(f"{page}tool-1.tool-2").text


def test_withdrawn_entry_stays_in_the_selection_until_its_reader_takes_it_away(client, tools):
    response = client.get("/selectie/?t=tool-3.tool-1.<script>")
    assert response.context_data["kept"] == "tool-1.tool-3"
    assert response.context_data["value"] == "tool-1"
    assert client.get("/selectie/?t=tool-1.tool-3&weg=tool-3")["Location"] == "/selectie/?t=tool-1"


@pytest.mark.parametrize("text", ["", ".", "..", " , ", "\x00", "a" * 10_000, "%00", "fiche-", "\u202e"])
def test_odd_addresses_give_a_page(client, tools, text):
    assert client.get("/selectie/", {"t": text}).status_code == 200


def test_keys_are_split_at_dots_commas_and_spaces():
    assert keys_in(["a.b", "c,d e", "a"]) == ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ("omhoog=b", "b.a.c"),
        ("omhoog=a", "a.b.c"),
        ("omlaag=b", "a.c.b"),
        ("omlaag=c", "a.b.c"),
        ("weg=b", "a.c"),
        ("erbij=d", "a.b.c.d"),
        ("erbij=a", "b.c.a"),
        ("weg=z", "a.b.c"),
        ("omhoog=z", "a.b.c"),
        ("weg=", "a.b.c"),
        ("erbij=https://kwaad.example/", "a.b.c.https://kwaad"),
    ],
)
def test_button_leads_to_the_changed_selection(client, db, change, result):
    response = client.get(f"/selectie/?t=a.b.c&{change}")
    assert response.status_code == 302
    assert response["Location"] == f"/selectie/?t={result}"


@pytest.mark.parametrize(("entries", "offered"), [("tool-1.fiche-a", False), ("tool-1.tool-2", True)])
def test_comparing_is_offered_when_there_is_something_to_compare(client, tools, entries, offered):
    content = client.get(f"/selectie/?t={entries}").text
    assert ("leg ze naast elkaar" in content, 'type="checkbox"' in content) == (offered, offered)


def test_last_entry_taken_away_leaves_the_plain_address(client, db):
    assert client.get("/selectie/?t=a&weg=a")["Location"] == "/selectie/"


def test_search_offers_what_is_not_in_the_selection(client, tools):
    response = client.get("/selectie/?t=tool-1&zoek=tool")
    assert [tool.slug for tool in response.context_data["offers"]] == ["tool-2"]


@pytest.mark.parametrize("number", [2, 4])
@pytest.mark.parametrize(("page", "expected"), [("?t=fiche-a.", 5), ("vergelijk/?t=", 9)])
def test_selection_takes_as_many_queries_for_many(db, number, page, expected):
    chosen = ".".join(complete_tool(index).slug for index in range(number))
    assert queries(f"/selectie/{page}{chosen}") == expected


def test_selection_is_a_file_in_its_own_order(client, tools):
    rows = client.get("/selectie/?t=tool-2.fiche-a.tool-1&formaat=json").json()["resultaten"]
    assert [row["id"] for row in rows] == ["tool-2", "tool-1"]
    ris = client.get("/selectie/?t=tool-2.tool-1&formaat=ris").content.decode()
    assert ris.index("tool-2") < ris.index("tool-1")


def test_empty_selection_is_an_empty_file(client, tools):
    assert client.get("/selectie/?formaat=csv").content == b"\xef\xbb\xbf\r\n"


def test_selection_is_not_for_search_engines(client, tools):
    assert '<meta name="robots" content="noindex">' in client.get("/selectie/?t=tool-1").content.decode()


def test_compare_lays_four_side_by_side_and_names_the_rest(client, db):
    for number in range(1, 7):
        complete_tool(number)
    response = client.get("/selectie/vergelijk/?t=tool-6.tool-5&t=tool-4&t=tool-3.tool-2.tool-1")
    assert [tool.slug for tool in response.context_data["compared"]] == ["tool-6", "tool-5", "tool-4", "tool-3"]
    assert "Niet getoond: Tool 2, Tool 1." in response.content.decode()


def test_compare_has_the_same_fields_for_each(client, tools):
    rows = parse(client.get("/selectie/vergelijk/?t=tool-1.tool-2.fiche-a")).find(".//table/tbody")
    labels = ["Wat is het?", "Van wie", "Vorm", "Voor wie", "Doelgroep", "Staat in", "Bron", "Link", "Je notitie"]
    assert [(len(row.findall("td")), row.findtext("th")) for row in rows] == [(2, label) for label in labels]
