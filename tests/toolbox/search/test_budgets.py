"""How many queries a page may take, also the first one after a change, at any size."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.page import visit
from tests.toolbox.search.helpers import make_fiche, make_tool
from toolbox.models import Tool
from toolbox.search.index import state

# After a change: the documents that changed, what each facet calls its values, the thesaurus, and what the page keeps.
RENEWING = 17
BUDGETS = {
    "/": 1,  # one look whether anything changed; what stands on it is read once
    "/tools/": 8,
    "/tools/?q=buurt": 8,
    "/tools/?q=burtbudgt&vorm=video": 8,
    "/tools/tool-1/": 7,
    "/eigenaars/huis/": 6,
    "/zoeken/?q=buurt": 10,
    "/zoeken/?q=hoe+bereik+ik+mensn+die+samnwerken": 10,
    "/zoeken/suggesties/?q=buur": 10,
}


def ask(path):
    with CaptureQueriesContext(connection) as queries:
        visit(path)
    return len(queries)


def change():
    """A change as the desk makes it: with the index in the same transaction."""
    tool = Tool.objects.get(slug="tool-1")
    tool.summary += " Nog een zin over samenwerken in de buurt."
    tool.save()
    state.catch_up()


@pytest.fixture
def catalogue(db):
    """Two tools of one owner in a fiche."""
    fiche = make_fiche(lead="Over samenwerken in de buurt.")
    owner = make.OwnerFactory(name="Huis", slug="huis")

    def add(number):
        make_tool(f"Tool {number}", description="Een buurtbudget om mensen te bereiken.", fiche=fiche, owners=[owner])

    add(1)
    add(2)
    state.catch_up()
    return add


@pytest.mark.parametrize("path", BUDGETS)
def test_page_keeps_to_its_budget_right_after_a_change(catalogue, path):
    visit(path)
    change()
    few_cold, few = ask(path), ask(path)
    catalogue(3)
    catalogue(4)
    change()
    many_cold, many = ask(path), ask(path)
    assert (few_cold, few) == (many_cold, many)
    assert few <= BUDGETS[path]
    assert few_cold <= few + RENEWING


@pytest.mark.parametrize(
    "path", ["/tools/?q=eenzamheid", "/zoeken/?q=samenwerken", "/zoeken/?q=vrijwiligers+in+de+buurt"]
)
def test_page_keeps_to_its_budget_with_the_whole_toolbox(toolbox, path):
    state.catch_up()
    Tool.objects.filter(slug="buurtrestaurant").update(summary="Anders.")
    state.catch_up()
    assert ask(path) <= BUDGETS[f"{path.partition('=')[0]}=buurt"] + RENEWING


def test_rebuild_command_makes_the_index_anew(catalogue, capsys):
    call_command("rebuild_search")
    assert capsys.readouterr().out.startswith("De zoekindex is klaar: 3 documenten")
