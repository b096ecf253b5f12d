"""The pages of worries: what is learned, what to begin with, and where to go on; and how a visitor finds them."""

import pytest
from django.test import Client

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.catalogue import full_tool
from tests.page import (
    find_main,
    links_to,
    listed,
    main_text,
    not_in_order,
    queries,
    queries_for_two_and_four,
    text_of,
    visit,
)
from toolbox.models import Tool, Worry

WITHDRAWN = PublicationStatus.WITHDRAWN


def suggested(text):
    """The sentences that are suggested while typing."""
    found = Client().get("/zoeken/suggesties/", {"q": text}).json()["suggestions"]
    return [line["label"] for line in found if line["kind"] == "vraag"]


@pytest.fixture
def worry(db):
    """A worry with everything that its page can show."""
    fiche = make.FicheFactory(letter="Z", title="Bereiken", lead="Hoe je mensen bereikt.")
    worry = make.WorryFactory(
        sentence="We bereiken oudere mensen niet", slug="ouderen", learned="Ga langs.\n\nKom terug.", fiche=fiche,
        rest="doelgroep=ouderen", situation=make.SituationFactory(slug="onveilig"),
    )  # fmt: skip
    worry.findings.add(make.PassageFactory(fiche=fiche, order=3, title="Ga waar mensen zijn"))
    step = make.StepFactory(number=1, slug="buurtanalyse", title="Buurtanalyse")
    worry.step_findings.add(make.StepPassageFactory(step=step, order=2, title="Vraag het hun zelf"))
    make.WorryNextFactory(worry=worry, next__sentence="En daarna?", next__slug="daarna", next__group="Samenwerken")
    make.FigureFactory(number=4, slug="beginsituaties")
    ouderen = make.TargetGroupFactory(name="Ouderen", slug="ouderen")
    for number in range(9):
        make.ToolFactory(name=f"Rest {number}", target_groups=[ouderen])
    for number, name in enumerate(["Zeker", "Anders"]):
        tool = make.ToolFactory(name=name, target_groups=[ouderen])
        make.WorryToolFactory(worry=worry, tool=tool, order=number, reason=f"Omdat {name} hierbij helpt.")
    return worry


def test_page_says_what_was_learned_what_to_begin_with_and_where_to_go_on(worry):
    response = visit("/vragen/ouderen/")
    said = [
        "We bereiken oudere mensen niet", "Wat buurten leerden", "Ga langs.", "Kom terug.", "Ga waar mensen zijn",
        "Vraag het hun zelf", "Begin hiermee", "Zeker", "Omdat Zeker hierbij helpt.", "Anders",
        "Omdat Anders hierbij helpt.", "Nog meer tools", "Rest 0", "Rest 5", "de hele lijst: 11 tools",
        "Lees verder in", "Z. Bereiken", "Hoe je mensen bereikt.", "Vragen die hierbij aansluiten", "En daarna?",
    ]  # fmt: skip
    assert not_in_order(main_text(response), said) is None


def test_page_leads_to_the_findings_the_list_the_fiche_the_figure_and_the_next_worry(worry):
    response = visit("/vragen/ouderen/")
    assert links_to(response, "/fiches/") == ["/fiches/z/#bevinding-3", "/fiches/z/"]
    assert links_to(response, "/cyclus/") == ["/cyclus/buurtanalyse/#passage-2"]
    assert links_to(response, "/tools/?") == ["/tools/?doelgroep=ouderen"]
    assert links_to(response, "/wegwijzers/") == ["/wegwijzers/beginsituaties/?situatie=onveilig#antwoord"]
    assert links_to(response, "/vragen/") == ["/vragen/", "/vragen/daarna/"]


def test_tools_to_begin_with_come_in_the_order_of_the_editor_and_not_again_among_the_others(worry):
    assert listed(visit("/vragen/ouderen/")) == ["Zeker", "Anders", *(f"Rest {number}" for number in range(6))]


def test_tool_that_is_withdrawn_leaves_the_page_with_its_reason(worry):
    Tool.objects.filter(name__in=["Zeker", "Rest 0"]).update(status=WITHDRAWN)
    response = visit("/vragen/ouderen/")
    assert listed(response) == ["Anders", *(f"Rest {number}" for number in range(1, 7))]
    assert "Omdat Zeker" not in main_text(response)


@pytest.mark.parametrize("rest", ["", "doelgroep=bestaat-niet", "pagina=2", "onzin"])
def test_list_that_cannot_be_read_shows_no_other_tools(worry, rest):
    Worry.objects.filter(slug="ouderen").update(rest=rest)
    response = visit("/vragen/ouderen/")
    assert listed(response) == ["Zeker", "Anders"]
    assert "Nog meer tools" not in main_text(response)


def test_page_says_honestly_that_nothing_fits(worry):
    worry.tools.all().delete()
    assert "kozen we nog geen tools" in main_text(visit("/vragen/ouderen/"))
    Worry.objects.filter(slug="ouderen").update(nothing_fits="Hiervoor heeft de toolbox weinig.")
    page = main_text(visit("/vragen/ouderen/"))
    assert ("Hiervoor heeft de toolbox weinig." in page, "kozen we nog geen tools" in page) == (True, False)


def test_page_is_read_once_for_each_state_of_the_content(worry):
    first, later = queries("/vragen/ouderen/"), queries("/vragen/ouderen/")
    assert (first, later) == (10, 1)
    Worry.objects.filter(slug="ouderen").update(learned="Nu iets anders.")
    assert "Nu iets anders." in main_text(visit("/vragen/ouderen/"))


def test_page_takes_as_many_queries_for_four_rows_as_for_two(worry):
    def add(_):
        make.WorryNextFactory(worry=worry)
        worry.findings.add(make.PassageFactory())
        make.WorryToolFactory(worry=worry, tool=full_tool())

    assert queries_for_two_and_four("/vragen/ouderen/", add) == [10, 10]


def test_list_takes_as_many_queries_for_four_worries_as_for_two(db):
    assert queries_for_two_and_four("/vragen/", lambda _: make.WorryFactory()) == [2, 2]


def test_list_keeps_a_group_together_where_its_first_worry_stands(db):
    for sentence, group, order in (("Z", "Wij", 1), ("Y", "Anderen", 2), ("X", "Wij", 9), ("W", "Anderen", 1)):
        make.WorryFactory(sentence=sentence, group=group, order=order)
    make.WorryFactory(sentence="V", group="Wij", order=0)
    response = visit("/vragen/")
    assert listed(response, "/vragen/") == ["V", "Z", "X", "W", "Y"]
    assert not_in_order(main_text(response), ["Wij", "X", "Anderen", "W"]) is None


def test_home_leads_to_the_page_of_every_worry_but_a_starting_situation(worry):
    response = visit("/")
    assert listed(response, "/vragen/") == ["En daarna?"] * 2  # to recognise at once, and in its group
    assert links_to(response, "/vragen/") == ["/vragen/daarna/", "/vragen/daarna/", "/vragen/"]


def test_home_begins_with_the_first_worry_of_each_of_three_groups(db):
    for number in range(8):
        make.WorryFactory(sentence=f"Zin {number}", slug=f"zin-{number}", group=f"Groep {number // 2}", order=number)
    first = find_main(visit("/")).find_class("hero-worries")[0]
    assert [text_of(link) for link in first.iter("a")] == ["Zin 0", "Zin 2", "Zin 4", "Meer zinnen"]


def test_starting_situation_of_figure_4_shows_the_tools_that_an_editor_chose_for_it(worry):
    element = make.SituationElementFactory(situation=worry.situation)
    element.fiches.add(worry.fiche)
    make.PlacementFactory(fiche=worry.fiche, tool__name="Uit de fiche")
    response = visit("/wegwijzers/beginsituaties/?situatie=onveilig")
    assert listed(response) == ["Zeker", "Anders"]
    assert links_to(response, "/vragen/") == ["/vragen/ouderen/"]
    Worry.objects.filter(slug="ouderen").update(status=WITHDRAWN)
    assert listed(visit("/wegwijzers/beginsituaties/?situatie=onveilig")) == ["Uit de fiche"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nemen", ["Vrijwilligers nemen te veel op zich"]),
        ("ZICH vrijwil", ["Vrijwilligers nemen te veel op zich"]),
        ("uitgeput", ["Vrijwilligers nemen te veel op zich"]),
        ("ploeg", ["De ploeg is klein", "Vrijwilligers nemen te veel op zich"]),
        ("uitgeput veel", []),
        ("xyz nemen", []),
        ("n", []),
    ],
)
def test_sentence_is_suggested_by_its_own_words_first_and_by_those_of_one_other_question(db, typed, found):
    make.WorryFactory(
        sentence="Vrijwilligers nemen te veel op zich", questions="Onze ploeg is uitgeput.\nHoe verdeel ik het werk?"
    )
    make.WorryFactory(sentence="De ploeg is klein")
    assert suggested(typed) == found


def test_no_more_than_three_sentences_are_suggested_and_they_follow_the_content(db):
    for number in range(4):
        make.WorryFactory(sentence=f"Niemand komt, vraag {number}")
    assert suggested("niemand") == [f"Niemand komt, vraag {number}" for number in range(3)]
    Worry.objects.filter(sentence__endswith="0").update(status=WITHDRAWN)
    assert suggested("niemand") == [f"Niemand komt, vraag {number}" for number in range(1, 4)]
