"""Which worries a question comes close to, and how the results say so."""

import pytest

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.page import find_main, links, visit
from toolbox.models import Worry
from toolbox.search.catalogue import Catalogue

FITTING = {
    "eenzaamheid": "Mensen voelen zich eenzaam",
    "eenzamheid": "Mensen voelen zich eenzaam",
    "hoe vind ik de eenzame mensen in mijn gemeente": "Mensen voelen zich eenzaam",
    "we bereiken alleenstaande ouderen niet": "We bereiken alleenstaande ouderen niet",
    "mijn helpers haken af na een paar maanden": "Onze vrijwilligers nemen te veel op zich",
    "hoe stel ik een visie op": "We hebben plannen, maar geen gedeelde visie",
    "ik voel me niet veilig op straat": "Mensen voelen zich onveilig",
    "lokalen delen": "We zoeken een plek om samen te komen",
}


def fitting(question):
    return [worry.sentence for worry in Catalogue.current().search(question).worries]


@pytest.mark.parametrize("question", FITTING)
def test_question_in_other_words_finds_the_worry_that_says_it(toolbox, question):
    assert fitting(question)[0] == FITTING[question]
    assert len(fitting(question)) <= 2


def test_sentence_of_a_worry_finds_that_worry_and_no_other(toolbox):
    sentences = Worry.objects.published().values_list("sentence", flat=True)
    assert {one: fitting(one) for one in sentences} == {one: [one] for one in sentences}
    assert fitting("jongeren komen niet naar onze activiteiten!") == ["Jongeren komen niet naar onze activiteiten"]


# What no worry says, what half of them say, what only says something of nothing, and who only wants one owner.
NONE = ["zwembad", "ruimteschip", "buurtbudget", "buurt", "gemeente", "hoe doe je dat", "SAAMO"]


@pytest.mark.parametrize("question", NONE)
def test_question_that_comes_close_to_no_worry_finds_none(toolbox, question):
    assert fitting(question) == []


def test_worry_without_tools_of_its_own_is_found_as_long_as_it_is_public(db):
    worry = make.WorryFactory(sentence="De lift is altijd kapot", questions="Hoe komt iemand met krukken boven?")
    make.WorryFactory(sentence="Het regent binnen", questions="Wie maakt het dak?")
    make.WorryFactory(status=PublicationStatus.DRAFT, sentence="De lift hangt vast")
    assert fitting("lift kapot") == fitting("met krukken naar boven") == ["De lift is altijd kapot"]
    worry.status = PublicationStatus.WITHDRAWN
    worry.save()
    assert fitting("lift kapot") == []


def test_results_say_which_worry_fits_and_lead_to_its_page(toolbox):
    response = visit("/zoeken/?q=eenzaamheid")
    (line,) = find_main(response).xpath(".//p[@class='recognised']")
    assert line.text.strip() == "Herken je dit?"
    assert ("/vragen/mensen-voelen-zich-eenzaam/", "Mensen voelen zich eenzaam") in links(line)
    assert find_main(visit("/zoeken/?q=zwembad")).xpath(".//p[@class='recognised']") == []


def test_worries_are_read_once_for_each_state_of_the_content(toolbox, django_assert_num_queries):
    fitting("eenzaamheid")
    catalogue = Catalogue.current()
    with django_assert_num_queries(0):
        assert catalogue.search("onveilig op straat").worries != []
