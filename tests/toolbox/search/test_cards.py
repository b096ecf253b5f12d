"""The cards of a list: kept while the catalogue stays as it is, new at once when anything on them changes."""

import pytest

from fiches.models import Fiche
from tests import factories as make
from tests.page import visit
from toolbox.models import Owner, Placement, Tool
from toolbox.search import cards
from toolbox.search.catalogue import Catalogue
from toolbox.search.highlight import Highlighter
from toolbox.search.index import state


@pytest.fixture
def tool(db):
    """A tool with an owner, a form and a place."""
    fiche = make.FicheFactory(letter="C", title="Ontmoeting")
    tool = make.ToolFactory(
        name="Buurtkaart", summary="Een kaart.", owners=[make.OwnerFactory(name="Wijkhuis")],
        formats=[make.FormatFactory(name="Spel")],
    )  # fmt: skip
    make.PlacementFactory(tool=tool, fiche=fiche, description="Voor wandelaars.")
    return tool


CHANGES = {
    "summary": (lambda tool: Tool.objects.filter(pk=tool.pk).update(summary="Een plattegrond."), "Een plattegrond."),
    "owner": (lambda tool: Owner.objects.filter(name="Wijkhuis").update(name="Dorpshuis"), "<dd>Dorpshuis</dd>"),
    "form": (lambda tool: tool.formats.add(make.FormatFactory(name="Aftelrijm")), "<dd>Aftelrijm, Spel</dd>"),
    "place": (lambda tool: make.PlacementFactory(tool=tool, fiche=make.FicheFactory(letter="H")), 'class="marker h-h"'),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("address", ["/tools/", "/tools/?q=buurtkaart"])
def test_card_is_new_at_once_after_a_change(tool, address, change):
    act, shown = CHANGES[change]
    assert shown not in visit(address).text
    act(tool)
    assert shown in visit(address).text


def test_passage_is_new_at_once_after_a_change(tool):
    assert "Voor <mark>wandelaars</mark>." in visit("/tools/?q=wandelaars").text
    Placement.objects.filter(tool=tool).update(description="Voor alle wandelaars.")
    assert "Voor alle <mark>wandelaars</mark>." in visit("/tools/?q=wandelaars").text


def test_withdrawn_tool_and_place_are_gone_at_once(tool):
    assert '<span class="marker h-c">' in visit("/tools/").text
    Fiche.objects.update(status="ingetrokken")
    assert '<span class="marker h-c">' not in visit("/tools/").text
    Tool.objects.update(status="ingetrokken")
    assert "Buurtkaart" not in visit("/tools/").text


def test_cards_are_read_once_for_each_state_of_the_catalogue(tool, django_assert_num_queries):
    index = Catalogue.current()
    with django_assert_num_queries(1):
        first = index.cards.of([tool.pk])
    with django_assert_num_queries(0):
        assert index.cards.of([tool.pk]) == first


def test_marks_are_those_of_the_question_whatever_was_asked_before(toolbox, monkeypatch):
    """Every card of every question: the marks that were remembered are those that are made anew."""
    monkeypatch.setattr(cards, "CACHED_CARDS", 50)  # it also starts anew now and then
    index = Catalogue(state.read())
    questions = ("buurt", "buurt ouderen", "ouderen", "eenzaam", "hoe bereik ik wie eenzaam is", "i.k.v.", "film rouw")
    for question in (*questions, *reversed(questions)):
        found = index.search(question)
        shown = found.tools()[:24]
        for card in shown:
            texts = Placement.objects.published().filter(tool=card.pk).values_list("description", flat=True)
            fresh = Highlighter.of(found.question, index.analyser)
            assert card.marked[:3] == (
                fresh.mark(card.name), fresh.mark(card.summary),
                fresh.passage(texts, seen=[card.name, card.summary]),
            )  # fmt: skip
