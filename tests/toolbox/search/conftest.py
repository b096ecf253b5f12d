"""A small catalogue, for what goes over the index."""

import pytest

from tests import factories as make
from tests.toolbox.search.helpers import make_fiche, make_tool
from toolbox.models import Tool
from toolbox.search.index import state


@pytest.fixture
def catalogue(db):
    """Two tools in a fiche, with an owner and a form."""
    fiche = make_fiche("B", "Buurt")
    make_tool("Buurtkaart", "Een plattegrond van de wijk.", "Teken samen waar mensen elkaar ontmoeten.", fiche)
    make_tool("Soepcafé", "Samen soep eten.", "Een warme maaltijd voor alleenstaanden.", fiche)
    Tool.objects.get(slug="buurtkaart").owners.add(make.OwnerFactory(name="Wijkhuis"))
    make.FormatFactory(name="Spel")
    make.PassageFactory(fiche=fiche, order=1, title="Wacht niet", text="Stap zelf naar de mensen toe.")
    state.catch_up()
