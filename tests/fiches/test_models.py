"""The promises of the fiches and the figures, each with its Dutch message."""

import pytest
from django.core.exceptions import ValidationError

from fiches.models import Passage, ReadOn
from fiches.shared.passages import split_lines
from tests import factories as make
from tests.promises import refusal


def test_a_passage_stands_once_at_its_number(db):
    first = make.PassageFactory(order=1)
    second = Passage(fiche=first.fiche, order=1, title="Nog een", text="Tekst.")
    assert refusal(second) == {"__all__": ["Deze fiche heeft al een passage met dit volgnummer."]}


def test_a_fiche_refers_once_to_another(db):
    first = make.ReadOnFactory()
    second = ReadOn(from_fiche=first.from_fiche, to_fiche=first.to_fiche, order=9, reason="Daarom.")
    assert refusal(second) == {"__all__": ["Deze fiche verwijst al naar die fiche."]}


def test_a_figure_has_a_row_once_at_its_number(db):
    first = make.FigureRowFactory(order=1)
    second = make.FigureRowFactory.build(figure=first.figure, order=1)
    assert refusal(second) == {"__all__": ["Deze figuur heeft al een rij met dit volgnummer."]}


def test_letters_are_unique(db):
    make.FicheFactory(letter="B")
    assert set(refusal(make.FicheFactory.build(letter="B", slug="b2"))) == {"letter"}


@pytest.mark.parametrize("letter", ["b", "1", "É", ""])
def test_a_letter_is_a_capital(db, letter):
    with pytest.raises(ValidationError) as caught:
        make.FicheFactory.build(letter=letter, slug="x").full_clean()
    assert set(caught.value.message_dict) == {"letter"}


def test_every_passage_is_a_finding_or_a_testimony(db):
    finding, attention = make.PassageFactory(), make.PassageFactory(kind="aandachtspunt")
    testimony = make.PassageFactory(kind="getuigenis", speaker="Een buur")
    assert set(Passage.objects.findings()) == {finding, attention}
    assert set(Passage.objects.testimonies()) == {testimony}


def test_lines_become_a_list_without_empty_ones():
    assert split_lines("een\n\n  twee \r\n") == ["een", "twee"]
    assert split_lines("") == []
