"""A question is understood, and nothing that is typed breaks the search."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fiches.models import Passage
from tests.toolbox.search.helpers import find, make_fiche, make_tool, results
from toolbox.models import Placement, TargetGroup, ThesaurusGroup, Tool
from toolbox.search.index import evidence
from toolbox.search.question import ranking

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
    started = time.process_time()
    response = client.get(page, {"q": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert time.process_time() - started < 3


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


def test_who_types_the_name_of_a_tool_finds_that_tool_first(toolbox):
    names = Tool.objects.values_list("name", flat=True)
    assert {name: find(name)[0] for name in names} == {name: name for name in names}


def test_saying_finds_what_it_means_in_one_direction(db):
    ThesaurusGroup.objects.create(
        name="eenzaamheid", theme="zorgen", words="eenzaam, isolement", sayings="ziet nooit iemand, geen bezoek"
    )
    make_tool("Isolement")
    make_tool("Bezoek", "Op bezoek gaan.")
    assert find("de oude man ziet bijna nooit meer iemand") == ["Isolement"]
    assert results("hij ziet nooit iemand").is_near is False
    assert find("eenzaam") == ["Isolement"]


def test_words_that_are_an_entry_come_before_what_somebody_may_mean_with_them(db):
    ThesaurusGroup.objects.create(name="hulp", theme="mensen", words="vrijwilliger", sayings="in hun vrije tijd")
    ThesaurusGroup.objects.create(name="hobby", theme="activiteiten", words="vrije tijd, ontspanning")
    make_tool("Vrijwilliger")
    make_tool("Ontspanning")
    assert find("vrije tijd") == ["Ontspanning", "Vrijwilliger"]


def test_compound_is_found_with_another_word_for_a_part_of_it(db):
    ThesaurusGroup.objects.create(name="gesprek", theme="werkwijzen", words="gesprek, dialoog", narrower="discussie")
    make_tool("Gesprek")
    make_tool("Een groep in gesprek")
    make_tool("Groep")
    assert find("groepsdiscussie")[0] == "Een groep in gesprek"


def test_what_a_question_names_weighs_more_than_what_is_done(db):
    make_tool("Sukkelen")
    make_tool("Brieven")
    assert find("sukkelt met brieven")[0] == "Brieven"


def test_tool_with_the_same_keyword_as_the_best_comes_along(db):
    for name in ("Rouw", "Rouw en verlies", "Troostplek"):
        make_tool(name).tags.add("afscheid")
    for name in ("Buurtkaart", "Stratenplan"):
        make_tool(name).tags.add("kaarten")
    assert set(find("rouw")[:2]) == {"Rouw", "Rouw en verlies"}
    assert find("rouw")[2:] == ["Troostplek"]
    assert find("buurtkaart") == ["Buurtkaart"]  # what one tool has is no subject


def test_tool_with_the_subject_of_the_best_comes_before_another_that_says_as_much(db):
    make_tool("Rouw", "Rouw.").tags.add("afscheid")
    make_tool("Aan tafel", "Ook over rouw.")
    make_tool("Zitbank", "Ook over rouw.").tags.add("afscheid")
    assert find("rouw") == ["Rouw", "Zitbank", "Aan tafel"]


def test_search_in_an_empty_catalogue_finds_nothing(db):
    assert find("rouw") == []


def test_year_is_no_typing_error_of_another(db):
    make_tool("Jaarboek 2022")
    assert find("2021") == []


def test_daily_words_are_no_saying_in_another_order(db):
    ThesaurusGroup.objects.create(name="e", theme="zorgen", words="eenzaam, isolement", sayings="ziet nooit iemand")
    make_tool("Isolement")
    assert find("iemand die nooit iets ziet") == []


def test_daily_words_need_the_small_word_between_them(db):
    ThesaurusGroup.objects.create(name="t", theme="werkwijzen", words="talent, kracht", sayings="goed in zijn")
    ThesaurusGroup.objects.create(name="o", theme="werkwijzen", words="outreach, eropaf", sayings="naar mensen gaan")
    make_tool("Talent")
    make_tool("Outreach")
    assert find("waar hij goed in is") == ["Talent"]
    assert find("is dat goed") == []
    assert find("hoe ga ik naar de mensen") == ["Outreach"]
    assert find("waarom gaan de mensen weg") == []


def test_saying_of_one_word_stands_as_it_is_written(db):
    ThesaurusGroup.objects.create(name="e", theme="zorgen", words="eenzaam, isolement", sayings="in zijn eentje")
    make_tool("Isolement")
    assert find("hij zit daar in zijn eentje") == ["Isolement"]
    assert find("wie er in zijn") == []


def test_saying_may_begin_with_the_verb_that_ends_it(db):
    ThesaurusGroup.objects.create(name="p", theme="werkwijzen", words="inspraak, stem", sayings="iets te zeggen geven")
    make_tool("Inspraak")
    assert find("hoe geef ik hen iets te zeggen") == ["Inspraak"]
    assert find("geven zij te zeggen iets") == []


def test_verb_with_its_particle_apart_is_the_verb(db):
    make_tool("Mensen aanspreken")
    make_tool("Op straat")
    assert find("hoe spreek ik mensen aan op straat?")[0] == "Mensen aanspreken"


def test_verb_with_te_between_is_the_verb(db):
    make_tool("Bijhouden")
    make_tool("Houden van")
    assert find("hoe begin ik om alles bij te houden") == ["Bijhouden"]


def test_place_that_everything_is_about_has_no_particle(db):
    make_tool("Inwijking")
    make_tool("De wijk")
    assert find("hoe trek ik de wijk in") == ["De wijk"]


def test_worry_finds_the_tool_that_rests_on_the_finding(db):
    fiche = make_fiche()
    finding = Passage.objects.create(fiche=fiche, order=1, title="Wees geduldig", text="Vertrouwen groeit traag.")
    make_tool("Praatbank", description="Een bank.", fiche=fiche)
    make_tool("Buurtkaart", description="Een kaart.", fiche=fiche)
    Placement.objects.get(tool__slug="praatbank").findings.add(finding)

    found = results("waarom groeit vertrouwen zo traag")

    assert [tool.name for tool in found.tools()[:5]] == ["Praatbank", "Buurtkaart"]
    assert found.is_near  # neither is about it: the finding only leads to them
    assert [page.plain_title for page in found.fiches] == ["A. Visie"]


@pytest.mark.parametrize(("typed", "word"), [("kontakt", "contact"), ("aktiviteit", "activiteit"), ("buro", "bureau")])
def test_word_as_it_sounds_is_put_right(db, typed, word):
    make_tool(f"Iets met {word}")
    found = results(typed)
    assert found.question.corrected == word
    assert len(found.answer.ids) == 1


def test_what_everything_is_about_does_not_answer_for_the_rest(db):
    make_tool("Hulp in de buurt")
    assert results("hulp in de buurt").is_near is False
    assert results("hulp bij jicht in de buurt").is_near is True


def test_tool_filed_under_a_named_group_comes_first(db):
    group = TargetGroup.objects.create(name="Jongeren", slug="jongeren", order=1)
    for number in range(8):
        make_tool(f"Iets anders {number}")
    make_tool("Babbelbank", "Een bank om te praten, ook met jongeren.")
    tool = make_tool("Praatbank", "Een bank om te praten.")
    tool.target_groups.add(group)
    assert find("praten met jongeren")[0] == "Praatbank"


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


def test_of_very_many_answers_those_that_say_most_come_first_and_all_are_counted(db, monkeypatch):
    for number in range(12):
        make_tool(f"Soep {number:02}")
    make_tool("Praatbank met soep", "Praten en soep eten.")
    for number in range(20):
        make_tool(f"Iets anders {number}")
    everything = results("praatbank met soep")
    monkeypatch.setattr(ranking, "MOST_WEIGHED", 3)
    monkeypatch.setattr(ranking, "LEAST_WEIGHED", 1)

    found = results("praatbank met soep")

    assert len(found.tools()) == len(everything.tools()) == 13
    assert found.answer.bits == everything.answer.bits
    names = [tool.name for tool in found.tools()[:13]]
    assert names == ["Praatbank met soep", *(f"Soep {number:02}" for number in range(12))]
    assert [tool.name for tool in found.tools()[5:8]] == names[5:8]
    half = sum(1 << tool.pk for tool in found.tools()[:13] if tool.name.endswith(("1", "p")))
    assert [tool.name for tool in found.tools(half)[:13]] == ["Praatbank met soep", "Soep 01", "Soep 11"]


def test_finding_that_leads_to_very_many_tools_leads_nowhere(db, monkeypatch):
    fiche = make_fiche()
    Passage.objects.create(fiche=fiche, order=1, title="Wees geduldig", text="Vertrouwen groeit traag.")
    make_tool("Praatbank", description="Een bank.", fiche=fiche)
    make_tool("Buurtkaart", description="Een kaart.", fiche=fiche)
    assert set(find("waarom groeit vertrouwen zo traag")) == {"Praatbank", "Buurtkaart"}
    monkeypatch.setattr(evidence, "MOST_REACHED", 1)
    make_tool("Nog iets")
    assert find("waarom groeit vertrouwen zo traag") == []


def test_only_stop_words_find_nothing(toolbox):
    found = results("hoe of wat en waar")
    assert (found.answer.ids, found.fiches, found.is_near) == ([], [], False)
