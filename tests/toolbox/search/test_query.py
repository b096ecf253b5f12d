"""A question is understood, and nothing that is typed breaks the search."""

import time
from operator import itemgetter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests.toolbox.search.helpers import find, make_tool, results
from tests.toolbox.search.report import QUERIES
from toolbox.models import ThesaurusGroup, Tool
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import inverted, terms
from toolbox.search.question import ranking

BAD = [
    "", " ", "x" * 10_000, "woord " * 2_000, "-" * 3000, "a-" * 3000, "(" * 3000, "'", '"', '""""',
    "ouderen AND OR NOT NEAR(*)", "ouderen* -armoede +buurt ^2 ~", "'; DROP TABLE toolbox_tool; --", "%_\\",
    "<script>alert(1)</script>", "{{ 7 * 7 }} {% load %}", "🎉👵🏽🏘️", "مرحبا بالعالم", "‮ouderen‬", "ﬁlmpje", "１２３",
    "a\x00b", "\ud7ff\ue000", "de het een van wat hoe",
]  # fmt: skip


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("page", ["/zoeken/", "/tools/", "/zoeken/suggesties/"])
def test_bad_input_gives_a_proper_page(client, toolbox, page, text):
    started = time.process_time()
    response = client.get(page, {"q": text}, follow=True)  # an empty question is no part of an address
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert time.process_time() - started < 3


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_asked(toolbox, text):
    found = results(text)
    assert len(found.tools()[:5]) == min(5, len(found.answer.ids))
    assert found.question.corrected == "" or found.question.corrected != found.question.text


@pytest.mark.parametrize(
    ("typed", "meant", "name"),
    [
        ("kwartirmaken voor buren", "kwartiermaken voor buren", "Kwartiermaken"),
        ("kontakt", "contact", "Iets met contact"),  # as it sounds
        ("aktiviteit", "activiteit", "Iets met activiteit"),
        ("buro", "bureau", "Iets met bureau"),
        ("gemeete", "gemeente", "Iets met de gemeente en wat gemeten werd"),  # what is said most
        ("kwratier maken", "kwartier maken", "Kwartiermaken in een kwartier"),  # one word with its neighbour
        ("kaart buurtgespreken", "kaart buurtgesprekken", "Kaarten voor gesprekken in je buurt"),  # part of a compound
        ("insprak", "inspraak", "Iets met inspraak"),  # a word so rare that nobody means it
        ("wij zoeken eenvrijwilliger", "wij zoeken een vrijwilliger", "Iets met vrijwilliger"),  # no space between
        ("hoeveelbejaarden", "hoeveel bejaarden", "Iets met bejaarden"),
        ("arme en armemensen", "arme en arme mensen", "Iets met arme mensen"),
        ("vooreen bezoek", "voor een bezoek", "Iets met bezoek"),
    ],
)
def test_typing_error_is_put_right_and_said(db, typed, meant, name):
    make_tool(name)
    found = results(typed)
    assert found.question.corrected == meant
    assert [tool.name for tool in found.tools()[:5]] == [name]


@pytest.mark.parametrize(
    "typed", ["ouderenopsporen", "bewonersmeedenken", "islamofobie", "garageverkoop", "thuisgevoel"]
)
def test_word_of_good_words_is_no_typing_error(toolbox, typed):
    assert results(typed).question.corrected == ""


def test_exact_search_puts_nothing_right(db):
    make_tool("Kwartiermaken")
    assert find("kwartirmaken", exact=True) == []
    assert results("kwartirmaken", exact=True).question.corrected == ""


BUDGET = ("buurtbudget", "buurt budget", "Buurt-budget", "buurtbudgetten", "BUURTBUDGET", "budget", "buurtbud",
          "hoe werkt een buurtbudget?", "burtbudget")  # fmt: skip
LONELY = {"words": "eenzaam, isolement"}
# (what is tried, the tools as "name: summary", {question: what it finds}, groups of the thesaurus): a list is all that
# is found in its order, a text is what comes first.
FINDS = [
    ("nothing in an empty catalogue", "", {"rouw": []}),
    ("a Dutch word that nobody uses", "Verhalen: Verhalen vertellen.", {"vergaten": []}),
    ("a year is no typing error of another", "Jaarboek 2022", {"2021": []}),
    ("a compound in every way it is typed", "Buurtbudget | Praatbank", {text: ["Buurtbudget"] for text in BUDGET}),
    ("two words of a compound", "Soepcafé | Een café met soep", {"soep café": ["Soepcafé", "Een café met soep"]}),
    ("the compound of two words", "Soepcafé | Een café met soep", {"soepcafé": ["Soepcafé", "Een café met soep"]}),
    ("more of the words first", "Soep: Soep, soep en soep. | Praatbank: Praten en soep eten.",
     {"praten met soep": ["Praatbank", "Soep"]}),
    ("two words that may be one", "’t Huis | Thuis: Wonen.", {"’t huis": "’t Huis", "t huis": "’t Huis"}),
    ("no particle for what everything is about", "Inwijking | De wijk", {"hoe trek ik de wijk in": ["De wijk"]}),
    ("a saying in one direction", "Isolement | Bezoek: Op bezoek gaan.",
     {"de oude man ziet nooit iemand": ["Isolement"], "eenzaam": ["Isolement"]},
     LONELY | {"sayings": "ziet nooit iemand, geen bezoek"}),
    ("an entry before what somebody may mean with its words", "Vrijwilliger | Ontspanning",
     {"vrije tijd": "Ontspanning"},
     {"words": "vrijwilliger", "sayings": "in hun vrije tijd"}, {"words": "vrije tijd, ontspanning"}),
    ("daily words in another order", "Isolement", {"iemand die nooit iets ziet": []},
     LONELY | {"sayings": "ziet nooit iemand"}),
    ("a saying of one word as it is written", "Isolement",
     {"hij zit daar in zijn eentje": ["Isolement"], "wie er in zijn": []}, LONELY | {"sayings": "in zijn eentje"}),
]  # fmt: skip


@pytest.mark.parametrize("case", FINDS, ids=itemgetter(0))
def test_question_finds(db, case):
    _, tools, questions, *groups = case
    for group in groups:
        ThesaurusGroup.objects.create(name=group["words"], theme="werkwijzen", **group)
    for tool in filter(None, tools.split(" | ")):
        make_tool(*tool.split(": "))
    for question, expected in questions.items():
        found = find(question)
        assert (found[0] if isinstance(expected, str) else found) == expected


def test_name_weighs_more_than_description(db):
    make_tool("Praatbank", description="Een bank voor een babbel over rouw.")
    make_tool("Rouw")
    assert find("rouw") == ["Rouw", "Praatbank"]


def test_who_types_the_name_of_a_tool_finds_that_tool_first(toolbox):
    names = Tool.objects.values_list("name", flat=True)
    assert {name: find(name)[0] for name in names} == {name: name for name in names}


def test_tool_with_the_same_keyword_as_the_best_comes_near_and_does_not_count(db):
    for name in ("Rouw", "Rouw en verlies", "Troostplek"):
        make_tool(name).tags.add("afscheid")
    make_tool("Buurtkaart")
    found = results("rouw")
    assert set(find("rouw")) == {"Rouw", "Rouw en verlies"}
    assert len(found.answer) == 2
    assert [card.name for card in found.near()] == ["Troostplek"]


def test_who_names_an_owner_gets_its_tools_and_its_page(db, client):
    owner = make.OwnerFactory(name="Wijkhuis vzw", slug="wijkhuis")
    make_tool("Buurtkaart", "Een kaart.", owners=[owner])
    make_tool("Praatbank", "Van het wijkhuis op de hoek.")
    assert find("wijkhuis") == ["Buurtkaart"]
    for page in ("/tools/", "/zoeken/"):
        assert 'href="/eigenaars/wijkhuis/"' in client.get(page, {"q": "Wijkhuis"}).content.decode()


def test_tool_with_the_subject_of_the_best_comes_before_another_that_says_as_much(db):
    make_tool("Rouw", "Rouw.").tags.add("afscheid")
    make_tool("Aan tafel", "Ook over rouw.")
    make_tool("Zitbank", "Ook over rouw.").tags.add("afscheid")
    assert find("rouw") == ["Rouw", "Zitbank", "Aan tafel"]


def test_tool_is_found_by_a_question_that_it_answers_and_says_so(db, client):
    make_tool("Praatbank", questions="Waarom groeit vertrouwen zo traag?\nWie luistert er?")
    make_tool("Buurtkaart", "Een kaart.")
    assert find("vertrouwen groeit zo traag bij ons") == ["Praatbank"]
    page = client.get("/tools/", {"q": "vertrouwen groeit traag"}).content.decode()
    assert "Past bij vragen als:" in page
    assert "<mark>vertrouwen</mark>" in page


def test_two_words_side_by_side_tell_more_than_the_two_apart(db):
    make_tool("Klapband", questions="de tafel dekken\nsamen aan de toog", summary="Iets.")
    make_tool("Zitbank", questions="samen aan tafel\nde toog dekken", summary="Iets.")
    assert find("samen tafel")[0] == "Zitbank"


@pytest.mark.parametrize(
    ("question", "is_near"),
    [("hulp in de buurt", False), ("hulp bij jicht in de buurt", True), ("hij ziet nooit iemand", False)],
)
def test_what_everything_is_about_does_not_answer_for_the_rest_and_a_saying_does(db, question, is_near):
    ThesaurusGroup.objects.create(name="eenzaamheid", theme="zorgen", sayings="ziet nooit iemand", **LONELY)
    make_tool("Hulp in de buurt")
    make_tool("Isolement")
    assert results(question).is_near is is_near


def test_what_the_toolbox_has_no_answer_to_is_said(toolbox):
    found = results("dementie")
    assert found.is_near
    assert found.answer.ids  # the nearest
    assert results("vorming over laadpalen").missing == ["laadpalen"]
    found = results("hoe of wat en waar")
    assert (found.answer.ids, found.fiches, found.is_near) == ([], [], False)


def test_of_very_many_answers_those_that_say_most_come_first_and_all_are_counted(db, monkeypatch):
    for number in range(12):
        make_tool(f"Soep {number:02}")
    make_tool("Praatbank met soep", "Praten en soep eten.")
    for number in range(20):
        make_tool(f"Iets anders {number}")
    everything = results("praatbank met soep")
    monkeypatch.setattr(ranking, "MOST_WEIGHED", 3)
    monkeypatch.setattr(ranking, "WEIGHED", 3)

    found = results("praatbank met soep")

    assert len(found.tools()) == len(everything.tools()) == 13
    assert found.answer.bits == everything.answer.bits
    names = [tool.name for tool in found.tools()[:13]]
    assert names == ["Praatbank met soep", *(f"Soep {number:02}" for number in range(12))]
    assert [tool.name for tool in found.tools()[5:8]] == names[5:8]
    half = sum(1 << tool.pk for tool in found.tools()[:13] if tool.name.endswith(("1", "p")))
    assert [tool.name for tool in found.tools(half)[:13]] == ["Praatbank met soep", "Soep 01", "Soep 11"]


def test_a_key_too_long_to_keep_its_weights_says_the_same(toolbox, monkeypatch):
    questions = [query["q"] for query in QUERIES[::10]]
    kept = [results(text).answer.scores for text in questions]
    monkeypatch.setattr(Catalogue, "_latest", None)
    monkeypatch.setattr(terms, "SHORT", 0)
    monkeypatch.setattr(inverted, "LOOKING_UP", 0.1)
    for text, scores in zip(questions, kept, strict=True):
        assert results(text).answer.scores == pytest.approx(scores, abs=1e-9)
