"""A question is understood, and nothing that is typed breaks the search."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.helpers import find, make_tool, results

BAD = [
    "",
    " ",
    "x" * 10_000,
    "woord " * 2_000,
    "'",
    '"',
    '""""',
    "ouderen AND OR NOT NEAR(*)",
    "ouderen* -armoede +buurt ^2 ~",
    "'; DROP TABLE toolbox_tool; --",
    "%_\\",
    "🎉👵🏽🏘️",
    "مرحبا بالعالم",
    "‮ouderen‬",
    "a\x00b",
    "\ud7ff\ue000",
    "de het een van wat hoe",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% load %}",
    "-" * 3000,
    "a-" * 3000,
    "(" * 3000,
    "ﬁlmpje",
    "１２３",
]


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("page", ["/zoeken/", "/tools/", "/zoeken/suggesties/"])
def test_bad_input_gives_a_proper_page(client, toolbox, page, text):
    started = time.monotonic()
    response = client.get(page, {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert time.monotonic() - started < 3


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked(toolbox, text):
    found = results(text)
    assert len(found.tools()[:5]) == min(5, len(found.answer.ids))
    assert found.question.corrected == "" or found.question.corrected != found.question.text


def test_typing_error_is_put_right_and_said(db):
    make_tool("Kwartiermaken")
    found = results("kwartirmaken voor buren")
    assert found.question.corrected == "kwartiermaken voor buren"
    assert [tool.name for tool in found.tools()[:5]] == ["Kwartiermaken"]


def test_exact_search_puts_nothing_right(db):
    make_tool("Kwartiermaken")
    assert find("kwartirmaken", exact=True) == []
    assert results("kwartirmaken", exact=True).question.corrected == ""


def test_dutch_word_that_nobody_uses_is_no_typing_error(db):
    make_tool("Verhalen", "Verhalen vertellen.")
    assert find("vergaten") == []


@pytest.mark.parametrize(
    "text",
    [
        "buurtbudget",
        "buurt budget",
        "Buurt-budget",
        "buurtbudgetten",
        "BUURTBUDGET",
        "budget",
        "buurtbud",
        "hoe werkt een buurtbudget?",
        "burtbudget",
    ],
)
def test_compound_is_found_in_every_way_it_is_typed(db, text):
    make_tool("Buurtbudget")
    make_tool("Praatbank")
    assert find(text) == ["Buurtbudget"]


def test_two_words_find_the_compound_and_the_compound_the_two_words(db):
    make_tool("Soepcafé")
    make_tool("Een café met soep")
    assert set(find("soep café")) == set(find("soepcafé")) == {"Soepcafé", "Een café met soep"}
    assert find("soepcafé")[0] == "Soepcafé"


def test_name_weighs_more_than_description(db):
    make_tool("Praatbank", description="Een bank voor een babbel over rouw.")
    make_tool("Rouw")
    assert find("rouw") == ["Rouw", "Praatbank"]


def test_more_of_the_words_come_first(db):
    make_tool("Soep", "Soep, soep en soep.")
    make_tool("Praatbank", "Praten en soep eten.")
    assert find("praten met soep") == ["Praatbank", "Soep"]


def test_question_about_nothing_here_says_so_and_offers_the_nearest(toolbox):
    found = results("dementie")
    assert found.is_near
    assert found.answer.ids


def test_word_without_an_answer_is_named(toolbox):
    assert results("vorming over laadpalen").missing == ["laadpalen"]


def test_only_stop_words_find_nothing(toolbox):
    found = results("hoe of wat en waar")
    assert (found.answer.ids, found.fiches, found.is_near) == ([], [], False)
