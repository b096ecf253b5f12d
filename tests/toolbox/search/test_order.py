"""Lists have an order of their own: a count drops the one of the model, and only SQLite happens to keep it."""

import pytest

from tests import factories as make
from toolbox.models import Format, Owner, TargetGroup, Tool

NAMES = ["Zorgband", "Avansa", "Odisee", "Demos", "Kind en Gezin"]


@pytest.mark.parametrize("model", [Format, TargetGroup])
def test_short_lists_keep_the_order_that_editors_gave(db, model):
    for number, name in enumerate(NAMES):
        model.objects.create(name=name, slug=name.lower().replace(" ", "-"), order=9 - number)
    assert [value.name for value in model.objects.with_tool_count()] == NAMES[::-1]


def test_owners_are_listed_by_name(db):
    for name in NAMES:
        make.OwnerFactory(name=name)
    assert [owner.name for owner in Owner.objects.for_list()] == sorted(NAMES)
    assert [owner.name for owner in Owner.objects.for_detail()] == sorted(NAMES)


def test_keywords_of_a_tool_are_in_the_order_of_the_alphabet(db):
    tool = make.ToolFactory(tags=["spel", "burenhulp", "rouw"])
    assert [keyword.tag.name for keyword in tool.keywords.all()] == ["burenhulp", "rouw", "spel"]
    prefetched = Tool.objects.prefetch_related("keywords__tag").get()
    assert [keyword.tag.name for keyword in prefetched.keywords.all()] == ["burenhulp", "rouw", "spel"]


def test_places_of_a_tool_come_in_the_order_of_the_publication(db):
    tool = make.ToolFactory()
    n, a = [make.FicheFactory(letter=letter, title=letter) for letter in "NA"]
    four, one = [make.StepFactory(number=number, title=str(number)) for number in (4, 1)]
    for place in ({"fiche": n}, {"step": four}, {"whole_cycle": True}, {"fiche": a}, {"step": one}):
        make.PlacementFactory(tool=tool, order=2 if place == {"step": one} else 1, **place)
    names = [placement.place_name for placement in tool.placements.all()]
    assert names == ["de hele cyclus", "stap 1. 1", "stap 4. 4", "fiche A. A", "fiche N. N"]
