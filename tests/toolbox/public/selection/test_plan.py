"""The buurtplan: where things stand, what fits an empty step, and its files."""

import io
import re
import zipfile

import icalendar
import pytest
from docx import Document

from fiches.models import Fiche
from tests import factories as make
from tests.catalogue import complete_tool
from tests.page import queries
from toolbox.public.selection.plan import FIELDS, HEAD


@pytest.fixture
def cycle(db):
    """Four steps, two tools in fiche A, and fiche A belonging to step 3."""
    steps = [make.StepFactory(title=f"Stap {number}") for number in range(1, 5)]
    tools = [complete_tool(1), complete_tool(2)]
    make.StepFicheFactory(step=steps[2], fiche=Fiche.objects.get())
    return steps, tools


def word(client, query):
    """The plan as a Word document."""
    return Document(io.BytesIO(client.get(f"/buurtplan/?{query}&formaat=docx").content))


def test_plan_shows_each_entry_once_at_its_first_place(client, cycle):
    plan = client.get("/buurtplan/?stap1=tool-1.fiche-a&stap2=tool-1.tool-2&t=tool-2&stap9=x").context_data["plan"]
    assert plan.places == {"stap1": ["tool-1", "fiche-a"], "stap2": ["tool-2"], "stap3": [], "stap4": [], "t": []}


def test_plan_says_that_something_stood_at_two_places(client, cycle):
    double = "Iets stond dubbel in dit adres."
    assert double in client.get("/buurtplan/?stap1=tool-1&stap2=tool-1").content.decode()
    assert double not in client.get("/buurtplan/?stap1=tool-1&stap2=tool-2").content.decode()


def test_plan_names_what_is_gone(client, cycle):
    response = client.get("/buurtplan/?stap4=weg.tool-1")
    assert response.context_data["plan"].unknown == ["weg"]
    assert "<code>weg</code>" in response.content.decode()


def test_proposal_prefers_the_emptiest_step(client, cycle):
    _, tools = cycle
    for tool in tools:
        tool.placements.create(whole_cycle=True, description="Overal.")
    response = client.get("/buurtplan/?stap1=fiche-a&t=tool-1.tool-2&voorstel=ja")
    assert response["Location"] == "/buurtplan/?stap1=fiche-a&stap2=tool-1&stap3=tool-2"


@pytest.mark.parametrize(
    ("change", "result"),
    [
        ("zet=tool-1:stap4", "?stap4=tool-1&t=tool-2#stap4"),
        ("zet=tool-2:stap1", "?stap1=tool-1.tool-2#stap1"),
        ("zet=fiche-a:stap2", "?stap1=tool-1&stap2=fiche-a&t=tool-2#stap2"),
        ("zet=tool-2:stap1&zoek=tool&stap=stap1", "?stap1=tool-1.tool-2&zoek=tool&stap=stap1#stap1"),
        ("weg=tool-1&zoek=tool&stap=nergens", "?t=tool-2"),
        ("zet=tool-1", "?t=tool-2"),
        ("weg=tool-1", "?t=tool-2"),
        ("weg=zomaar", "?stap1=tool-1&t=tool-2"),
    ],
)
def test_button_leads_to_the_changed_plan(client, cycle, change, result):
    response = client.get(f"/buurtplan/?stap1=tool-1&t=tool-2&{change}")
    assert response["Location"] == f"/buurtplan/{result}"


def test_proposal_follows_the_places_of_an_entry(client, cycle):
    steps, (first, _) = cycle
    first.placements.create(step=steps[0], description="Hier.")
    response = client.get("/buurtplan/?t=tool-1.tool-2.fiche-a&voorstel=ja")
    assert response["Location"] == "/buurtplan/?stap1=tool-1&stap3=tool-2.fiche-a"


def test_every_step_offers_its_fiches_and_tools_also_when_it_has_some(client, cycle):
    steps, (_, second) = cycle
    second.placements.create(step=steps[2], description="Hier.")
    empty, filled = ([row["fits"] for row in client.get(address).context_data["rows"]] for address in (
        "/buurtplan/?stap1=tool-1", "/buurtplan/?stap3=tool-1"
    ))  # fmt: skip
    assert empty == filled
    assert [fiche.slug for fiche in filled[2]["fiches"]] == ["a"]
    assert [tool.slug for tool in filled[2]["tools"]] == ["tool-2"]
    assert filled[3] == {"fiches": [], "tools": []}


def test_search_of_a_step_finds_what_is_not_in_the_plan(client, cycle):
    response = client.get("/buurtplan/?stap1=tool-1&zoek=tool&stap=stap3")
    assert [[tool.slug for tool in row["found"]] for row in response.context_data["rows"]] == [[], [], ["tool-2"], []]
    assert "1 tool past bij “tool”." in response.text
    nothing = client.get("/buurtplan/?stap1=tool-1&zoek=zwembad&stap=stap3")
    assert "Geen tool gevonden voor “zwembad” die hier nog niet in staat." in nothing.text


@pytest.mark.parametrize("query", ["zoek=tool", "zoek=tool&stap=stap9", "zoek=+&stap=stap1", "stap=stap1"])
def test_search_without_words_or_step_shows_the_plan(client, cycle, query):
    rows = client.get(f"/buurtplan/?stap1=tool-1&{query}").context_data["rows"]
    assert [(row["wanted"], row["found"]) for row in rows] == [("", [])] * 4


def test_empty_step_offers_what_is_placed_in_it_before_what_is_around_it(client, cycle):
    steps, (first, second) = cycle
    for tool, step in ((second, steps[2]), (first, steps[0]), (first, steps[1])):
        tool.placements.create(step=step, description="Hier.")
    offered = [row["fits"]["tools"] for row in client.get("/buurtplan/").context_data["rows"]]
    assert [[tool.slug for tool in tools] for tools in offered] == [["tool-1"], ["tool-1"], ["tool-2", "tool-1"], []]


@pytest.mark.parametrize("number", [2, 4])
def test_plan_takes_as_many_queries_for_many(cycle, number):
    chosen = ".".join(complete_tool(index).slug for index in range(10, 10 + number))
    assert queries(f"/buurtplan/?t=fiche-a.{chosen}") == 8


def test_plan_of_too_many_entries_is_cut_off(client, cycle):
    many = ".".join(f"niets-{number}" for number in range(300))
    response = client.get(f"/buurtplan/?stap1={many}&stap2=tool-1.{many}")
    assert response.status_code == 200
    assert "Een selectie heeft plaats voor 60" in response.text


def test_json_holds_the_places_and_no_words(client, cycle):
    response = client.get("/buurtplan/?stap1=tool-1&t=fiche-a&formaat=json")
    empty = {"doel": "", "wie": "", "wanneer": "", "merk": ""}
    assert response.json() == {
        "soort": "buurtplan",
        "versie": 1,
        "adres": "http://testserver/buurtplan/?stap1=tool-1&t=fiche-a",
        "titel": "",
        "eigenaar": "",
        "datum": "",
        "stappen": {f"stap{n}": {"inhoud": ["tool-1"] if n == 1 else [], **empty} for n in range(1, 5)},
        "zonder_stap": ["fiche-a"],
    }


def test_word_document_opens_with_the_plan(client, cycle):
    document = word(client, "stap1=tool-1&t=fiche-a")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in texts if text.startswith("Stap")] == [f"Stap {n}: Stap {n}" for n in range(1, 5)]
    assert "Tool 1: Zin 1; met één é. https://voorbeeld.be/1?a=1&b={2}" in texts
    assert "A. Visie: Visie. http://testserver/fiches/a/" in texts
    assert [row.cells[0].text for row in document.tables[0].rows] == list(FIELDS.values())


def test_word_document_can_be_filled_in_place(client, cycle):
    content = client.get("/buurtplan/?stap1=tool-1&formaat=docx").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        last = archive.infolist()[-1]
        body = archive.read(last).decode()
    assert (last.filename, last.compress_type) == ("word/document.xml", zipfile.ZIP_STORED)
    marks = {*HEAD, *(f"stap{number}_{field}" for number in range(1, 5) for field in FIELDS)}
    assert set(re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', body)) == marks


def test_word_document_takes_text_that_word_cannot(client, cycle):
    _, (tool, _) = cycle
    tool.summary = "bel\x07 <b>&amp;"
    tool.save()
    assert any("bel <b>&amp;" in paragraph.text for paragraph in word(client, "stap1=tool-1").paragraphs)


def test_fields_of_the_reader_are_never_sent(client, cycle):
    page = client.get("/buurtplan/?stap1=tool-1").content.decode()
    fields = re.findall(r"<(?:textarea|input)[^>]*data-veld[^>]*>", page)
    assert len(fields) == 19
    assert not [field for field in fields if " name=" in field]


def test_calendar_has_an_event_for_each_step_that_leads_back_to_the_last(client, cycle):
    response = client.get("/buurtplan/?stap1=tool-1&formaat=ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    events = calendar.walk("VEVENT")
    back = "http://testserver/buurtplan/?stap1=tool-1#stap4"
    assert [str(event["SUMMARY"]) for event in events] == [f"Buurtplan, stap {n}: Stap {n}" for n in range(1, 5)]
    assert {str(event["URL"]) for event in events} == {back}
    assert all(back in event["DESCRIPTION"] for event in events)
    assert len({str(event["UID"]) for event in events}) == 4
    # No date is made up: without one an event is only right in a calendar that says its METHOD.
    assert (calendar["METHOD"], [event.get("DTSTART") for event in events]) == ("PUBLISH", [None] * 4)
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
