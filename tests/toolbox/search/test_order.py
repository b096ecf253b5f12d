"""Lists have an order of their own: a count drops the one of the model, and only SQLite happens to keep it."""

import pytest

from tests.factories import ToolFactory
from toolbox.models import Format, Owner, TargetGroup, Tool

NAMES = ["Zorgband", "Avansa", "Odisee", "Demos", "Kind en Gezin"]


@pytest.mark.parametrize("model", [Format, TargetGroup])
def test_short_lists_keep_the_order_that_editors_gave(db, model):
    for number, name in enumerate(NAMES):
        model.objects.create(name=name, slug=name.lower().replace(" ", "-"), order=9 - number)
    assert [value.name for value in model.objects.with_tool_count()] == NAMES[::-1]


def test_owners_are_listed_by_name(db):
    for name in NAMES:
        Owner.objects.create(name=name, slug=name.lower().replace(" ", "-"))
    assert [owner.name for owner in Owner.objects.for_list()] == sorted(NAMES)
    assert [owner.name for owner in Owner.objects.for_detail()] == sorted(NAMES)


def test_keywords_of_a_tool_are_in_the_order_of_the_alphabet(db):
    tool = ToolFactory(tags=["spel", "burenhulp", "rouw"])
    assert [keyword.tag.name for keyword in tool.keywords.all()] == ["burenhulp", "rouw", "spel"]
    prefetched = Tool.objects.prefetch_related("keywords__tag").get()
    assert [keyword.tag.name for keyword in prefetched.keywords.all()] == ["burenhulp", "rouw", "spel"]
