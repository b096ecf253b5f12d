"""The street as the answer: which houses have light, and what the page says of it."""

import pytest

from tests import factories as make
from tests.page import find_main, links, main_text, visit
from toolbox.models import Placement
from toolbox.models.search import Kind
from toolbox.search.catalogue import Catalogue
from toolbox.search.results import STRONG, strongest

QUESTIONS = [
    "rouw",
    "vrijwilligers",
    "we bereiken alleenstaande ouderen niet",
    "mensen voelen zich onveilig",
    "armoede",
]


def lit(question):
    return {house.letter for house in Catalogue.current().search(question).houses if house.is_lit}


def by_class(response, name):
    return [element for element in find_main(response).iter() if name in element.get("class", "").split()]


@pytest.mark.parametrize("question", QUESTIONS)
def test_light_is_where_the_best_tools_stand_and_in_the_fiches_that_answer_best(toolbox, question):
    results = Catalogue.current().search(question)
    best = results.answer.scores[results.answer.ids[0]]
    strong = [pk for pk in results.answer.ids[:24] if results.answer.scores[pk] >= STRONG * best]
    placed = Placement.objects.published().filter(tool__in=strong, fiche__isnull=False)
    answering = {page.plain_title[0] for page in results.fiches if page.pk in strongest(results._answers[Kind.FICHE])}
    assert lit(question) == set(placed.values_list("fiche__letter", flat=True)) | answering
    assert 0 < len(lit(question)) < len(results.houses) == 14


def test_what_only_comes_near_lights_nothing(toolbox):
    results = Catalogue.current().search("zwembad")
    assert results.is_near and len(results.answer) > 0
    assert (strongest(results.answer), lit("zwembad")) == ({}, set())
    page = visit("/zoeken/?q=zwembad")
    assert "Geen huis heeft licht" in main_text(page)
    assert (by_class(page, "lit"), len(by_class(page, "unlit"))) == ([], 14)


def test_tool_that_answers_much_less_than_the_best_lights_nothing(db):
    strong, weak = make.FicheFactory(letter="A", title="Iets"), make.FicheFactory(letter="B", title="Anders")
    tool = make.ToolFactory(name="Buurtkaart", summary="Een buurtkaart.")
    make.PlacementFactory(tool=tool, fiche=strong, description="De buurtkaart.")
    other = make.ToolFactory(name="Spel", summary="Een spel.")
    make.PlacementFactory(tool=other, fiche=weak, description="Speel, wandel, eet en kijk ook eens op een buurtkaart.")
    results = Catalogue.current().search("buurtkaart")
    assert tool.pk in results.answer.ids and other.pk in results.answer.scores
    assert lit("buurtkaart") == {"A"}


def test_page_says_in_words_which_houses_have_light_and_shows_them(toolbox):
    page = visit("/zoeken/?q=we bereiken alleenstaande ouderen niet")
    assert "3 huizen met licht:" in main_text(page)
    (said,) = by_class(page, "lit-houses")
    assert [text[0] for _, text in links(said)] == ["C", "D", "B"]  # the one that helps most first
    (street,) = by_class(page, "lit-street")
    assert street.get("aria-hidden") == "true"
    assert [link.get("href") for link in by_class(page, "lit")] == ["/fiches/b/", "/fiches/c/", "/fiches/d/"]


def test_best_house_stands_on_top_with_the_finding_that_answers(toolbox):
    page = visit("/zoeken/?q=rouw")
    (best,) = by_class(page, "best-house")
    addresses = [address for address, _ in links(best)]
    assert addresses[0] == "/fiches/c/"
    assert addresses[1].startswith("/fiches/c/#bevinding-")
    fiche = find_main(visit("/fiches/c/"))
    assert fiche.find(f".//*[@id='{addresses[1].partition('#')[2]}']") is not None
    assert "rouw" in "".join(best.itertext())


@pytest.mark.parametrize(
    ("question", "letter"),
    [
        ("mensen voelen zich eenzaam", "D"),  # and not the fiche in which volunteers "feel" guilty
        ("vrijwilligers haken af", "K"),
        ("samenwerken met de gemeente", "G"),
        ("oude mensen zijn alleen", "C"),
    ],
)
def test_house_where_the_best_tools_stand_helps_most(toolbox, question, letter):
    assert Catalogue.current().search(question).lit_houses[0].letter == letter


def test_house_without_an_answer_of_its_own_says_how_many_tools_stand_there(toolbox):
    (best,) = by_class(visit("/zoeken/?q=armoede"), "best-house")
    assert "van deze tools staa" in "".join(best.itertext())


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_says_why_it_is_there(toolbox, question):
    cards = by_class(visit(f"/zoeken/?q={question}"), "tool-card")
    without = [
        card
        for card in cards
        if not (card.find(".//mark") is not None or "tool-passage" in str(card.xpath(".//@class")))
    ]
    assert (len(cards) > 2, without) == (True, [])
