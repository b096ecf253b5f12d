"""Deleting asks what hangs on it, and can be undone."""

import pytest
from django.contrib import admin

from fiches.models import Fiche
from tests import factories as make
from tests.desk import page_of, run_action, whole_catalogue
from tests.toolbox.editorial.history.helpers import add_dependents, delete, history_text, put_back
from toolbox.editorial.history.record import undelete
from toolbox.models import LinkCheck, Owner, Placement, Reference, Report, Revision, Tool

pytestmark = pytest.mark.django_db


def test_delete_asks_what_hangs_on_it_without_the_tables_between_entries(desk, tool):
    page = desk.get(page_of(tool, "delete")).text
    for hanging in ("https://a.be/", "Peeters, 2020", "Buurtkaart in fiche A. Visie"):
        assert hanging in page
    page = desk.get(page_of(Owner.objects.get(), "delete")).text
    assert ("Wijkhuis" in page, "Tool_owners object" in page) == (True, False)


def test_owner_deleted_in_the_list_comes_back_at_its_tools(desk, tool):
    owner = Owner.objects.get()
    owner.aliases.create(alias="Het wijkhuis")
    before = whole_catalogue()
    run_action(desk, "delete_selected", owner, post="yes")
    assert not tool.owners.exists()
    assert undelete(Revision.objects.bin().get(), None) == []
    assert whole_catalogue() == before


def test_deleted_item_whose_name_is_taken_stays_in_the_bin(desk, tool):
    deleted = delete(desk, tool)
    assert not Tool.objects.exists()
    assert not Placement.objects.exists()
    assert deleted.user.username == "an"
    assert "https://a.be/" in desk.get(page_of(deleted)).text
    make.ToolFactory(name="Buurtkaart")
    assert "kan niet terug: er is intussen iets met die naam" in put_back(desk, deleted).text
    assert Revision.objects.bin().get() == deleted
    assert Tool.objects.count() == 1


def test_deleted_item_that_no_form_would_save_any_more_stays_in_the_bin_and_says_why(desk, tool):
    deleted = delete(desk, tool)
    deleted.rows[0]["fields"]["reviewed_on"] = "2062-01-01"
    deleted.save()
    page = put_back(desk, deleted).text
    assert "“Buurtkaart” kan niet terug: zo kan het niet meer bewaard worden." in page
    assert "nagekeken op: Deze dag (01/01/2062) moet nog komen." in page
    assert (Revision.objects.bin().get(), Tool.objects.count()) == (deleted, 0)


def test_placement_deleted_on_its_own_is_in_the_history_of_the_tool(desk, tool):
    delete(desk, tool.placements.get())
    assert "weggehaald: <del>Buurtkaart in fiche A. Visie</del>" in history_text(desk, tool)


def test_fiche_that_is_deleted_takes_its_placements_along_and_leaves_each_source_once(desk, tool):
    second = tool.placements.create(fiche=Fiche.objects.get(), heading="Kop", order=2, description="x")
    reference = Reference.objects.get()
    for place in tool.placements.all():
        tool.citations.create(placement=place, reference=reference)
    tool.links.create(placement=second, url="https://a.be/")
    before = whole_catalogue()
    deleted = delete(desk, Fiche.objects.get())
    assert not tool.placements.exists()
    assert list(tool.links.values_list("url", "placement")) == [("https://a.be/", None)]
    assert list(tool.citations.values_list("reference", "placement")) == [(reference.pk, None)]
    undelete(deleted, None)
    assert whole_catalogue() == before


KINDS = [
    model
    for model, shown in admin.site._registry.items()
    if hasattr(shown, "revert_view") and model is not Reference  # a reference that is cited cannot be deleted
]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_is_deleted_comes_back_with_all_that_hung_on_it(toolbox, desk, kind):
    tool = Tool.objects.filter(owners__isnull=False, errata__isnull=False, citations__isnull=False).first()
    Tool.objects.exclude(pk=tool.pk).first().predecessors.add(tool)
    add_dependents(tool, 900)
    LinkCheck.objects.create(url=tool.links.first().url if tool.links.exists() else "https://a.be/")
    entry = {Tool: tool, Owner: tool.owners.first()}.get(kind) or kind._default_manager.first()
    before = whole_catalogue()
    deleted = delete(desk, entry)
    assert whole_catalogue() != before
    page = put_back(desk, deleted)
    assert [str(message) for message in page.context["messages"]][1:] == ["1 item teruggezet."]
    assert not Revision.objects.bin().exists()
    assert whole_catalogue() == before
    assert Report.objects.get().tool == tool


def test_reference_that_is_cited_is_not_deleted_and_the_page_says_why(desk, tool):
    page = desk.get(page_of(Reference.objects.get(), "delete")).text
    assert ("Bronvermelding bij een tool" in page, 'value="Ja' in page) == (True, False)


def test_tool_that_comes_back_points_at_the_tool_that_holds_now(desk, tool):
    middle, last = make.ToolFactory(name="Midden"), make.ToolFactory(name="Laatste")
    Tool.objects.filter(pk=tool.pk).update(successor=middle)
    deleted = delete(desk, tool)
    middle.successor = last
    middle.save()
    undelete(deleted, None)
    assert Tool.objects.get(name="Buurtkaart").successor == last
