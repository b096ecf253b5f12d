"""The fixtures hold the whole toolbox: the counts of the publication, section by section."""

import pytest
from django.db.models import Count

from buurtanalyse.models import BuildingBlock, Outcome, Pillar, Situation, StartFactor, Step
from fiches.models import Fiche, Figure, UnreachedGroup
from toolbox.models import Placement, Tool

PLACED_IN_FICHE = {
    "A": 10, "B": 20, "C": 33, "D": 17, "E": 6, "F": 5, "G": 18, "H": 6, "I": 3, "J": 8, "K": 8, "L": 6,
    "M": 10, "N": 7,
}  # fmt: skip


def test_fixture_counts_per_fiche(toolbox):
    counted = dict(Fiche.objects.annotate(n=Count("placements")).values_list("letter", "n"))
    assert counted == PLACED_IN_FICHE


def test_fixture_counts_per_step(toolbox):
    counted = dict(Step.objects.annotate(n=Count("placements")).values_list("slug", "n"))
    assert counted == {"buurtanalyse": 24, "samenwerking": 0, "acties": 0, "reflectie": 3}
    assert Placement.objects.filter(whole_cycle=True).count() == 3


@pytest.mark.parametrize(
    ("model", "number"),
    [(Tool, 135), (Placement, 187), (Fiche, 14), (Step, 4), (Figure, 8), (Pillar, 3), (BuildingBlock, 8),
     (Outcome, 20), (Situation, 7), (StartFactor, 10), (UnreachedGroup, 3)],
)  # fmt: skip
def test_fixture_totals(toolbox, model, number):
    assert model.objects.count() == number
