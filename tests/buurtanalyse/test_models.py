"""The promises of the cycle and the signposts, each with its Dutch message."""

import pytest

from tests import factories as make
from tests.promises import refusal


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_steps(db, number):
    assert refusal(make.StepFactory.build(number=number, slug="x")) == {
        "__all__": ["De cyclus heeft vier stappen: kies een nummer van 1 tot 4."]
    }


@pytest.mark.parametrize(
    ("factory", "same", "message"),
    [
        (make.StepPassageFactory, ["step", "order"], "Deze stap heeft al een passage met dit volgnummer."),
        (make.StepFicheFactory, ["step", "fiche"], "Deze stap verwijst al naar die fiche."),
        (make.StepInfluenceFactory, ["from_step", "to_step"], "Deze pijl bestaat al."),
        (make.ReadingGuideFicheFactory, ["guide", "fiche"], "Deze fiche staat al bij die rol."),
    ],
)
def test_what_stands_once(db, factory, same, message):
    first = factory()
    second = factory.build(**{name: getattr(first, name) for name in same})
    assert refusal(second) == {"__all__": [message]}


def test_only_a_barrier_is_general(db):
    assert refusal(make.SituationElementFactory.build(situation=None, kind="doel")) == {
        "__all__": ["Alleen een drempel kan algemeen zijn: kies een beginsituatie."]
    }
    make.SituationElementFactory.build(situation=None, kind="drempel").full_clean()


def test_a_start_factor_says_something(db):
    assert refusal(make.StartFactorFactory.build(helps="", attention="")) == {
        "__all__": ["Vul minstens in wat helpt of waar je op let."]
    }
