"""A tool with something of everything that belongs to it."""

import pytest

from tests import factories as make
from toolbox.models import Reference


@pytest.fixture
def tool():
    """A tool with something of everything that belongs to it."""
    tool = make.ToolFactory(name="Buurtkaart", summary="Wat Buurtkaart is.")
    tool.owners.create(name="Wijkhuis", slug="wijkhuis")
    tool.tags.add("kaart")
    fiche = make.FicheFactory(letter="A", title="Visie")
    placement = tool.placements.create(fiche=fiche, order=1, description="Wat je hier vindt.")
    placement.findings.create(fiche=fiche, order=1, title="Eén", text="x")
    tool.links.create(placement=placement, url="https://a.be/")
    tool.citations.create(reference=Reference.objects.create(citation="Peeters, 2020", slug="p", year=2020))
    return tool
