"""The places of a tool stand in the order of the publication, on both databases."""

from buurtanalyse.models import Step
from fiches.models import Fiche
from toolbox.models import Placement, Tool


def test_places_come_in_the_order_of_the_publication(db):
    tool = Tool.objects.create(name="Buurtkaart", slug="buurtkaart", summary="Kaart.", status="gepubliceerd")
    fiches = [Fiche.objects.create(letter=letter, slug=letter, title=letter, lead="x") for letter in "NA"]
    steps = [Step.objects.create(number=number, slug=str(number), title=str(number), lead="x") for number in (4, 1)]
    for place in ({"fiche": fiches[0]}, {"step": steps[0]}, {"whole_cycle": True}, {"fiche": fiches[1]}):
        Placement.objects.create(tool=tool, order=1, description="x", **place)
    Placement.objects.create(tool=tool, order=2, description="x", step=steps[1])
    assert [placement.place_name for placement in tool.placements.all()] == [
        "de hele cyclus",
        "stap 1. 1",
        "stap 4. 4",
        "fiche A. A",
        "fiche N. N",
    ]
