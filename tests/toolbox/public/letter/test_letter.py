"""Zeg het aan de burgemeester: what stands in the letter, where that comes from, and what it does with bad input."""

import io

import pytest
from docx import Document

from fiches.models import Fiche, Passage
from tests import factories as make
from tests.catalogue import complete_tool
from tests.page import main_text, queries, visit


@pytest.fixture
def worry(db):
    """A worry with a finding and three tools; fiche A has the finding and more tools."""
    tools = [complete_tool(number) for number in range(1, 5)]
    make.StepFactory(title="Reflectie")
    fiche = Fiche.objects.get()
    finding = make.PassageFactory(fiche=fiche, title="Kijk eerst wie je bereikt", text="Eén.\n\nTwee.")
    worry = make.WorryFactory(slug="zorg", sentence="Wij bereiken niemand", learned="Buurten leerden dit.", fiche=fiche)
    worry.findings.add(finding)
    for tool in tools[:3]:
        make.WorryToolFactory(worry=worry, tool=tool, reason=f"Reden {tool.slug}")
    return worry


def letter(client, query):
    """The letter behind an address."""
    return client.get(f"/burgemeester/?{query}").context_data["letter"]


def slugs(found):
    return [tool.slug for tool in found.tools]


def test_letter_of_a_worry_has_what_was_learned_three_tools_and_sources(client, worry):
    found = letter(client, "over=zorg")
    assert found.subject.title == "Wij bereiken niemand"
    assert found.subject.learned == [("", "Buurten leerden dit.")]
    assert [(tool.slug, reason) for tool, reason in found.rows] == [(f"tool-{n}", f"Reden tool-{n}") for n in (1, 2, 3)]
    fiche = worry.fiche
    assert found.sources[0] == (
        f"Toolbox Zorgzame Buurten, februari 2024. Fiche A, {fiche.title}: “Kijk eerst wie je bereikt”."
    )
    assert found.sources[1:] == [f"{tool.name}: {tool.distinct_references[0].citation}" for tool in found.tools]


def test_letter_of_a_fiche_has_its_first_findings_and_tools(client, worry):
    Passage.objects.exclude(title="Kijk eerst wie je bereikt").delete()
    found = letter(client, "over=fiche-a")
    assert found.subject.learned == [("Kijk eerst wie je bereikt", "Eén.")]
    assert len(found.tools) == 3
    for tool, reason in found.rows:
        assert reason in {placement.description.splitlines()[0] for placement in tool.placements.all()}


def test_letter_of_a_fiche_gives_the_points_that_a_finding_announces(client, worry):
    Passage.objects.update(text="Dat gaat in twee stappen.", points="Eerst dit.\nDan dat.")
    learned = letter(client, "over=fiche-a").subject.learned
    assert {text for _, text in learned} == {"Dat gaat in twee stappen. Eerst dit. Dan dat."}


def test_chosen_tools_take_the_place_of_the_first_three(client, worry):
    found = letter(client, "over=zorg&tool=tool-4&tool=tool-1")
    assert slugs(found) == ["tool-4", "tool-1"]
    assert found.rows[0][1] == found.tools[0].summary
    assert [tool.slug for tool in found.candidates] == ["tool-1", "tool-2", "tool-3", "tool-4"]
    assert found.address.endswith("/burgemeester/?over=zorg&tool=tool-4.tool-1")


def test_letter_shows_the_plan_when_asked(client, worry):
    page = client.get("/burgemeester/?over=zorg&plan=ja&stap1=tool-4.fiche-a&t=tool-2")
    assert "Ons plan" in page.text
    assert "Tool 4, " in page.text
    assert "Ons plan" not in client.get("/burgemeester/?over=zorg").text


@pytest.mark.parametrize("query", ["", "?plan=ja&stap1=tool-1"])
def test_letter_about_nothing_yet_lets_choose(client, worry, query):
    page = client.get(f"/burgemeester/{query}")
    assert (page.status_code, "Wat 133 buurten leerden</h3>" in page.text) == (200, False)
    assert '<option value="zorg">Wij bereiken niemand</option>' in page.text
    assert ('name="stap1" value="tool-1"' in page.text) == bool(query)


@pytest.mark.parametrize("key", ["bestaat-niet", "fiche-zz", "fiche-", "x" * 3000, "%00", "<script>"])
def test_letter_about_something_unknown_says_so_and_keeps_the_plan(client, worry, key):
    page = client.get(f"/burgemeester/?over={key}&plan=ja&stap1=tool-1")
    assert page.status_code == 200
    assert ("Deze vraag of dit thema bestaat niet (meer)." in page.text) == (key != "%00")
    assert 'name="stap1" value="tool-1"' in page.text
    refused = client.get(f"/burgemeester/?over={key}&formaat=docx")
    assert (refused.status_code, "Kies eerst waarover het gaat." in refused.text) == (400, True)


def test_letter_says_which_tools_it_leaves_out(client, worry):
    text = main_text(visit("/burgemeester/?over=zorg&tool=tool-1.tool-2.tool-3.tool-4.weg"))
    assert "Er is plaats voor drie tools." in text
    assert "Dit staat niet (meer) in de toolbox: weg." in text


def test_word_document_has_the_letter_and_empty_places(client, worry):
    content = client.get("/burgemeester/?over=zorg&plan=ja&stap1=tool-4&formaat=docx").content
    document = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert {"Wij bereiken niemand", "Buurten leerden dit.", "Tool 1: Reden tool-1", "Wat we vragen"} <= set(texts)
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["1. Reflectie", "", "", "", "Tool 4"]
    marks = {mark.get(mark.nsmap["w"].join(("{", "}name"))) for mark in document.element.iter("{*}bookmarkStart")}
    assert marks == {"zorg", "vraag", "naam", "datum", "stap1_doel", "stap1_wie", "stap1_wanneer"}


def test_word_document_without_tools_has_no_heading_for_them(client, worry):
    def headings():
        content = client.get("/burgemeester/?over=zorg&formaat=docx").content
        return [one.text for one in Document(io.BytesIO(content)).paragraphs if one.style.name.startswith("Heading")]

    assert headings() == ["Wat 133 buurten leerden", "Hiermee kunnen we beginnen", "Wat we vragen", "Bronnen"]
    worry.tools.all().delete()
    assert headings() == ["Wat 133 buurten leerden", "Wat we vragen", "Bronnen"]


@pytest.mark.parametrize("number", [2, 4])
def test_letter_takes_as_many_queries_for_many(worry, number):
    chosen = ".".join(complete_tool(index).slug for index in range(10, 10 + number))
    assert queries(f"/burgemeester/?over=zorg&tool={chosen}") == 29


def test_every_worry_and_theme_has_a_letter(toolbox, client):
    for worry in client.get("/vragen/").context_data["worries"]:
        found = letter(client, f"over={worry.slug}")
        assert found.sources and found.subject.learned, worry
    for fiche in client.get("/fiches/").context_data["fiches"]:
        found = letter(client, f"over=fiche-{fiche.slug}")
        assert found.sources and found.subject.learned and len(found.tools) == 3, fiche
