"""Deleting asks what hangs on it, and can be undone."""

import pytest
from django.contrib import admin

from fiches.models import Fiche
from tests import factories as make
from tests.desk import whole_catalogue
from tests.toolbox.editorial.history.helpers import history_text, whole
from toolbox.editorial.history.record import undelete
from toolbox.models import (
    Citation,
    Collection,
    CollectionEntry,
    Erratum,
    Experience,
    Link,
    LinkCheck,
    OldAddress,
    Owner,
    Placement,
    Reference,
    Report,
    Revision,
    Tool,
)

pytestmark = pytest.mark.django_db


def test_delete_asks_what_hangs_on_it(desk, tool):
    page = desk.get(f"/admin/toolbox/tool/{tool.pk}/delete/").text
    for hanging in ("https://a.be/", "Peeters, 2020", "Buurtkaart in fiche A. Visie"):
        assert hanging in page


def test_deleted_tool_comes_back_whole_from_the_bin(desk, tool):
    Erratum.objects.create(number=1, kind="link", where="x", printed="x", should_be="x", why="x", tool=tool)
    before, pk = whole(tool.pk), tool.pk
    desk.post(f"/admin/toolbox/tool/{pk}/delete/", {"post": "yes"})
    assert not Tool.objects.exists()
    assert not Placement.objects.exists()
    deleted = Revision.objects.bin().get()
    assert deleted.user.username == "an"
    assert "https://a.be/" in desk.get(f"/admin/toolbox/revision/{deleted.pk}/change/").text
    page = desk.post("/admin/toolbox/revision/", {"action": "put_back", "_selected_action": [deleted.pk]}, follow=True)
    assert "1 item teruggezet." in page.text
    assert whole(pk) == before
    assert not Revision.objects.bin().exists()


def test_deleted_owner_comes_back_at_its_tools(desk, tool):
    owner = Owner.objects.get()
    owner.aliases.create(alias="Het wijkhuis")
    desk.post("/admin/toolbox/owner/", {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"})
    assert whole(tool.pk)["owners"] == []
    assert undelete(Revision.objects.bin().get(), None) == []
    assert whole(tool.pk)["owners"] == ["Wijkhuis"]
    assert [alias.alias for alias in Owner.objects.get().aliases.all()] == ["Het wijkhuis"]


def test_deleted_fiche_comes_back_with_the_placements_in_it(desk, tool):
    before = whole(tool.pk)
    fiche = Fiche.objects.get()
    desk.post(f"/admin/fiches/fiche/{fiche.pk}/delete/", {"post": "yes"})
    assert whole(tool.pk)["placements"] == []
    undelete(Revision.objects.bin().get(), None)
    assert whole(tool.pk) == before


def test_deleted_item_whose_name_is_taken_stays_in_the_bin(desk, tool):
    desk.post(f"/admin/toolbox/tool/{tool.pk}/delete/", {"post": "yes"})
    make.ToolFactory(name="Buurtkaart")
    deleted = Revision.objects.bin().get()
    page = desk.post("/admin/toolbox/revision/", {"action": "put_back", "_selected_action": [deleted.pk]}, follow=True)
    assert "kan niet terug: er is intussen iets met die naam" in page.text
    assert Revision.objects.bin().get() == deleted
    assert Tool.objects.count() == 1


def test_placement_deleted_on_its_own_is_in_the_history_of_the_tool(desk, tool):
    placement = tool.placements.get()
    desk.post(f"/admin/toolbox/placement/{placement.pk}/delete/", {"post": "yes"})
    assert "weggehaald: <del>Buurtkaart in fiche A. Visie</del>" in history_text(desk, tool)


def test_delete_page_leaves_out_the_tables_between_entries(desk, tool):
    page = desk.get(f"/admin/toolbox/owner/{Owner.objects.get().pk}/delete/").text
    assert "Wijkhuis" in page
    assert "Tool_owners object" not in page


def test_place_that_is_deleted_leaves_each_source_once(desk, tool):
    second = Placement.objects.create(tool=tool, fiche=Fiche.objects.get(), heading="Kop", order=2, description="x")
    reference = Reference.objects.get()
    for place in (tool.placements.first(), second):
        Citation.objects.create(tool=tool, placement=place, reference=reference)
    Link.objects.create(tool=tool, placement=second, url="https://a.be/")
    before = whole_catalogue()
    assert desk.post(f"/admin/fiches/fiche/{Fiche.objects.get().pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(tool.links.values_list("url", "placement")) == [("https://a.be/", None)]
    assert list(tool.citations.values_list("reference", "placement")) == [(reference.pk, None)]
    undelete(Revision.objects.bin().get(), None)
    assert whole_catalogue() == before


KINDS = [
    model
    for model, shown in admin.site._registry.items()
    if hasattr(shown, "revert_view") and model is not Reference  # a reference that is cited cannot be deleted
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_is_deleted_comes_back_with_all_that_hung_on_it(toolbox, desk, kind):
    tool = Tool.objects.filter(owners__isnull=False, errata__isnull=False, citations__isnull=False).first()
    Tool.objects.exclude(pk=tool.pk).first().predecessors.add(tool)
    collection = Collection.objects.create(name="Voor ons", slug="voor-ons", summary="x")
    CollectionEntry.objects.create(collection=collection, tool=tool)
    Experience.objects.create(tool=tool, neighbourhood="stad", effort="uren", worked="Koken.", token="e")
    Report.objects.create(kind="verbetering", tool=tool, token="m")
    OldAddress.objects.keep(tool, "heel-oud")
    LinkCheck.objects.create(url=tool.links.first().url if tool.links.exists() else "https://a.be/")
    entry = {Tool: tool, Owner: tool.owners.first()}.get(kind) or kind._default_manager.first()
    before = whole_catalogue()
    desk.post(f"/admin/{kind._meta.app_label}/{kind._meta.model_name}/{entry.pk}/delete/", {"post": "yes"})
    assert whole_catalogue() != before
    deleted = Revision.objects.bin().get()
    page = desk.post("/admin/toolbox/revision/", {"action": "put_back", "_selected_action": [deleted.pk]}, follow=True)
    assert [str(message) for message in page.context["messages"]][1:] == ["1 item teruggezet."]
    assert whole_catalogue() == before
    assert Report.objects.get().tool == tool


def test_reference_that_is_cited_is_not_deleted_and_the_page_says_why(desk, tool):
    page = desk.get(f"/admin/toolbox/reference/{Reference.objects.get().pk}/delete/").text
    assert "Bronvermelding bij een tool" in page
    assert 'value="Ja' not in page


def test_tool_that_comes_back_points_at_the_tool_that_holds_now(desk, tool):
    middle, last = make.ToolFactory(name="Midden"), make.ToolFactory(name="Laatste")
    Tool.objects.filter(pk=tool.pk).update(successor=middle)
    desk.post(f"/admin/toolbox/tool/{tool.pk}/delete/", {"post": "yes"})
    middle.successor = last
    middle.save()
    undelete(Revision.objects.bin().get(), None)
    assert Tool.objects.get(name="Buurtkaart").successor == last
