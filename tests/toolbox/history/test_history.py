"""Who changed what when, and back again."""

import pytest

from fiches.models import Fiche, Passage
from tests.desk import form_data, make_superuser, make_tool
from toolbox.history.record import ensure_first, record, revert, undelete
from toolbox.models import Citation, Erratum, Format, Link, Owner, Placement, Reference, Revision, Tool

pytestmark = pytest.mark.django_db


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
    tool = make_tool("Buurtkaart")
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


def whole(tool_pk):
    """All that a visitor can see of a tool, to compare before and after."""
    tool = Tool.objects.get(pk=tool_pk)
    placements = [
        (p.pk, p.fiche_id, p.description, sorted(p.findings.values_list("pk", flat=True)))
        for p in tool.placements.all()
    ]
    return {
        "fields": (tool.name, tool.slug, tool.summary, tool.status),
        "owners": sorted(owner.name for owner in tool.owners.all()),
        "formats": sorted(form.name for form in tool.formats.all()),
        "tags": sorted(tag.name for tag in tool.tags.all()),
        "placements": placements,
        "links": sorted(tool.links.values_list("url", "placement")),
        "citations": sorted(tool.citations.values_list("reference__citation", "placement")),
        "errata": sorted(tool.errata.values_list("number", flat=True)),
    }


def change(desk, tool, **changes):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    return desk.post(url, form_data(desk.get(url), **changes))


def history_text(desk, tool):
    return desk.get(f"/admin/toolbox/tool/{tool.pk}/history/").text


def test_change_in_the_admin_is_shown_field_by_field_with_who_did_it(desk, tool):
    spel = Format.objects.create(name="Spel", slug="spel")
    assert change(desk, tool, summary="Een kaart.", formats=[spel.pk]).status_code == 302
    page = history_text(desk, tool)
    assert "<strong>in één zin</strong>: <del>Wat Buurtkaart is.</del> → <ins>Een kaart.</ins>" in page
    assert "<strong>vormen</strong>: <del>(leeg)</del> → <ins>Spel</ins>" in page
    assert ">an</td>" in page
    assert [r.action for r in Revision.objects.of(tool)] == ["bewaard", "begin"]


def test_saving_without_a_change_makes_no_revision(desk, tool):
    change(desk, tool, summary="Een kaart.")
    change(desk, tool)
    assert Revision.objects.of(tool).count() == 2


def test_entry_that_nobody_changed_has_a_page_that_says_so(desk, tool):
    assert "hier nog niets veranderd" in history_text(desk, tool)


def test_new_entry_begins_its_history(desk):
    data = form_data(desk.get("/admin/toolbox/owner/add/"), name="Wijkhuis", slug="wijkhuis", kind="organisatie")
    assert desk.post("/admin/toolbox/owner/add/", data).status_code == 302
    assert [r.action for r in Revision.objects.of(Owner.objects.get())] == ["gemaakt"]


def test_change_of_what_belongs_to_an_entry_is_part_of_its_history(desk, tool):
    change(desk, tool, **{"links-0-url": "https://b.be/"})
    assert "link “https://b.be/”, <strong>link</strong>: <del>https://a.be/</del>" in history_text(desk, tool)


def test_change_of_a_placement_on_its_own_page_belongs_to_the_tool(desk, tool):
    url = f"/admin/toolbox/placement/{tool.placements.get().pk}/change/"
    desk.post(url, form_data(desk.get(url), description="Anders."))
    assert "<del>Wat je hier vindt.</del> → <ins>Anders.</ins>" in history_text(desk, tool)


def test_publishing_from_the_list_is_history_too(desk, tool):
    desk.post("/admin/toolbox/tool/", {"action": "withdraw", "_selected_action": [tool.pk]})
    assert "<del>gepubliceerd</del> → <ins>ingetrokken</ins>" in history_text(desk, tool)


def test_finding_of_a_fiche_has_history_although_it_is_a_proxy(desk, tool):
    fiche = Fiche.objects.get()
    url = f"/admin/fiches/fiche/{fiche.pk}/change/"
    response = desk.post(url, form_data(desk.get(url), **{"passages-0-title": "Anders"}))
    assert response.status_code == 302
    assert "<del>Eén</del> → <ins>Anders</ins>" in desk.get(f"/admin/fiches/fiche/{fiche.pk}/history/").text


def test_one_click_puts_the_whole_entry_back(desk, tool):
    before = whole(tool.pk)
    first_link = tool.links.get()
    change(desk, tool, summary="Fout.", owners=[], **{"links-0-DELETE": "on", "placements-0-description": "Fout."})
    Link.objects.create(tool=tool, url="https://later.be/")
    assert whole(tool.pk) != before
    first = Revision.objects.of(tool).last()
    page = desk.post(f"/admin/toolbox/tool/{tool.pk}/terugzetten/{first.pk}/", follow=True).text
    assert "“Buurtkaart” is weer zoals op" in page
    assert whole(tool.pk) == before
    assert tool.links.get() == first_link
    assert Revision.objects.of(tool).first().action == "teruggezet"


def test_going_back_can_itself_be_undone(desk, tool, editor):
    change(desk, tool, summary="Nieuw.")
    new, first = Revision.objects.of(tool)
    revert(first, editor)
    revert(new, editor)
    tool.refresh_from_db()
    assert tool.summary == "Nieuw."


def test_revert_of_passages_that_swapped_their_place(editor, tool):
    fiche = Fiche.objects.get()
    one, two = fiche.passages.get(), Passage.objects.create(fiche=fiche, order=2, title="Twee", text="x")
    ensure_first(fiche)
    Passage.objects.filter(pk=one.pk).update(order=9)
    Passage.objects.filter(pk=two.pk).update(order=1)
    Passage.objects.filter(pk=one.pk).update(order=2)
    record(fiche, editor)
    revert(Revision.objects.of(fiche).last(), editor)
    assert list(fiche.passages.values_list("order", "title")) == [(1, "Eén"), (2, "Twee")]


def test_revert_leaves_out_what_no_longer_exists_and_says_so(desk, tool):
    change(desk, tool, summary="Nieuw.", owners=[])
    Owner.objects.all().delete()
    first = Revision.objects.of(tool).last()
    page = desk.post(f"/admin/toolbox/tool/{tool.pk}/terugzetten/{first.pk}/", follow=True).text
    assert "Dit bestaat niet meer en kwam niet terug: eigenaars van “Buurtkaart”." in page
    assert whole(tool.pk)["owners"] == []


def test_revert_to_a_name_that_another_tool_has_by_now_is_refused(desk, tool):
    change(desk, tool, name="Nieuwe kaart")
    make_tool("Buurtkaart", slug="andere-kaart")
    first = Revision.objects.of(tool).last()
    page = desk.post(f"/admin/toolbox/tool/{tool.pk}/terugzetten/{first.pk}/", follow=True).text
    assert "Niet teruggezet: een ander item heeft nu dezelfde naam" in page
    tool.refresh_from_db()
    assert tool.name == "Nieuwe kaart"


def test_revert_is_never_done_by_following_a_link(desk, tool):
    change(desk, tool, summary="Nieuw.")
    first = Revision.objects.of(tool).last()
    assert desk.get(f"/admin/toolbox/tool/{tool.pk}/terugzetten/{first.pk}/").status_code == 405


# Deleting


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
    make_tool("Buurtkaart")
    deleted = Revision.objects.bin().get()
    page = desk.post("/admin/toolbox/revision/", {"action": "put_back", "_selected_action": [deleted.pk]}, follow=True)
    assert "kan niet terug: er is intussen iets met die naam" in page.text
    assert Revision.objects.bin().get() == deleted
    assert Tool.objects.count() == 1


def test_placement_deleted_on_its_own_is_in_the_history_of_the_tool(desk, tool):
    placement = tool.placements.get()
    desk.post(f"/admin/toolbox/placement/{placement.pk}/delete/", {"post": "yes"})
    assert "weggehaald: <del>Buurtkaart in fiche A. Visie</del>" in history_text(desk, tool)


# Two editors at once


def test_second_editor_is_told_and_loses_nothing(desk, tool):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    opened_first, opened_second = form_data(desk.get(url)), form_data(desk.get(url))
    assert desk.post(url, opened_first | {"summary": "Van de eerste."}).status_code == 302
    answer = desk.post(url, opened_second | {"summary": "Van de tweede."})
    assert answer.status_code == 200
    assert "an bewaarde dit item om" in answer.text
    assert "(gewijzigd: in één zin)" in answer.text
    assert "Van de tweede." in answer.text
    tool.refresh_from_db()
    assert tool.summary == "Van de eerste."
    assert desk.post(url, form_data(answer)).status_code == 302
    tool.refresh_from_db()
    assert tool.summary == "Van de tweede."
    assert "<del>Van de eerste.</del> → <ins>Van de tweede.</ins>" in history_text(desk, tool)


def test_two_editors_of_two_entries_do_not_hinder_each_other(desk, tool):
    other = make_tool("Burenspel")
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    opened = form_data(desk.get(url))
    change(desk, other, summary="Anders.")
    assert desk.post(url, opened | {"summary": "Nieuw."}).status_code == 302


@pytest.mark.parametrize("number", [2, 4])
def test_history_page_costs_the_same_whatever_its_length(desk, tool, editor, number, django_assert_num_queries):
    for text in range(number):
        Tool.objects.filter(pk=tool.pk).update(summary=str(text))
        record(tool, editor)
    history_text(desk, tool)
    with django_assert_num_queries(5):
        history_text(desk, tool)
