"""A tool with something of everything that belongs to it."""

import pytest

from fiches.models import Fiche, Passage
from tests import factories as make
from toolbox.models import Citation, Link, Owner, Placement, Reference


@pytest.fixture
def tool():
    """A tool with something of everything that belongs to it."""
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    tool.owners.add(Owner.objects.create(name="Wijkhuis", slug="wijkhuis"))
    tool.tags.add("kaart")
    fiche = Fiche.objects.create(letter="A", slug="a", title="Visie", lead="x", status="gepubliceerd")
    passage = Passage.objects.create(fiche=fiche, order=1, title="Eén", text="x")
    placement = Placement.objects.create(tool=tool, fiche=fiche, order=1, description="Wat je hier vindt.")
    placement.findings.add(passage)
    Link.objects.create(tool=tool, placement=placement, url="https://a.be/")
    reference = Reference.objects.create(citation="Peeters, 2020", slug="p", year=2020)
    Citation.objects.create(tool=tool, reference=reference)
    return tool
