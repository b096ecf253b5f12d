"""The promises of the fiches and the figures, each with its Dutch message."""

import pytest

from fiches.models import Passage
from fiches.shared.passages import split_lines
from tests import factories as make
from tests.promises import problems, refusal


@pytest.mark.parametrize(
    ("factory", "same", "message"),
    [
        (make.PassageFactory, ["fiche", "order"], "Deze fiche heeft al een passage met dit volgnummer."),
        (make.ReadOnFactory, ["from_fiche", "to_fiche"], "Deze fiche verwijst al naar die fiche."),
        (make.FigureRowFactory, ["figure", "order"], "Deze figuur heeft al een rij met dit volgnummer."),
    ],
)
def test_what_stands_once(db, factory, same, message):
    first = factory()
    second = factory.build(**{name: getattr(first, name) for name in same})
    assert refusal(second) == {"__all__": [message]}


def test_letters_are_unique(db):
    make.FicheFactory(letter="B")
    assert set(refusal(make.FicheFactory.build(letter="B", slug="b2"))) == {"letter"}


@pytest.mark.parametrize("letter", ["b", "1", "É", ""])
def test_a_letter_is_a_capital(db, letter):
    assert set(problems(make.FicheFactory.build(letter=letter, slug="x"))) == {"letter"}


def test_every_passage_is_a_finding_or_a_testimony(db):
    finding, attention = make.PassageFactory(), make.PassageFactory(kind="aandachtspunt")
    testimony = make.PassageFactory(kind="getuigenis", speaker="Een buur")
    assert set(Passage.objects.findings()) == {finding, attention}
    assert set(Passage.objects.testimonies()) == {testimony}


def test_lines_become_a_list_without_empty_ones():
    assert split_lines("een\n\n  twee \r\n") == ["een", "twee"]
    assert split_lines("") == []
