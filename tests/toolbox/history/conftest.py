"""A tool with something of everything that belongs to it, and an editor who may do everything."""

import pytest

from fiches.models import Fiche, Passage
from tests import factories as make
from tests.desk import make_superuser
from toolbox.models import Citation, Link, Owner, Placement, Reference


@pytest.fixture
def editor():
    return make_superuser("an")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


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
