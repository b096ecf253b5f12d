"""Who changed what when, and back again."""

import pytest

from fiches.models import Fiche, Passage
from tests import factories as make
from tests.desk import change, fresh, page_of, run_action, whole_catalogue
from tests.page import form_of
from tests.toolbox.editorial.history.helpers import go_back, history_text
from toolbox.editorial.history.record import ensure_first, record, revert
from toolbox.models import Format, Keyword, Link, Owner, Revision, Tool

pytestmark = pytest.mark.django_db


def test_change_in_the_admin_is_shown_field_by_field_with_who_did_it(desk, tool):
    spel = Format.objects.create(name="Spel", slug="spel")
    change(desk, tool, summary="Een kaart.", formats=[spel.pk])
    page = history_text(desk, tool)
    assert "<strong>in één zin</strong>: <del>Wat Buurtkaart is.</del> → <ins>Een kaart.</ins>" in page
    assert "<strong>vormen</strong>: <del>(leeg)</del> → <ins>Spel</ins>" in page
    assert ">an</td>" in page
    assert [r.action for r in Revision.objects.of(tool)] == ["bewaard", "begin"]


def test_saving_without_a_change_makes_no_revision(desk, tool):
    assert "hier nog niets veranderd" in history_text(desk, tool)
    change(desk, tool, summary="Een kaart.")
    change(desk, tool)
    assert Revision.objects.of(tool).count() == 2


def test_new_entry_begins_its_history(desk):
    typed = {"name": "Wijkhuis", "slug": "wijkhuis", "kind": "organisatie"}
    url = "/admin/toolbox/owner/add/"
    assert desk.post(url, form_of(desk.get(url)) | typed).status_code == 302
    assert [r.action for r in Revision.objects.of(Owner.objects.get())] == ["gemaakt"]


def test_keyword_has_a_history_although_its_table_is_that_of_another_app(desk, tool):
    keyword = Keyword.objects.get(name="kaart")
    for name in ("plattegrond", "buurtkaart"):
        change(desk, keyword, name=name)
    begin, *_ = revisions = Revision.objects.of(keyword).order_by("pk")
    assert [r.action for r in revisions] == ["begin", "bewaard", "bewaard"]
    assert "<del>plattegrond</del> → <ins>buurtkaart</ins>" in history_text(desk, keyword)
    assert revert(begin, None) == []
    assert Keyword.objects.get().name == "kaart"
    assert "<del>buurtkaart</del> → <ins>kaart</ins>" in history_text(desk, keyword)


def test_change_of_what_belongs_to_an_entry_or_in_the_list_is_part_of_its_history(desk, tool):
    change(desk, tool, **{"links-0-url": "https://b.be/"})
    change(desk, tool.placements.get(), description="Anders.")
    run_action(desk, "withdraw", tool)
    page = history_text(desk, tool)
    assert "<del>gepubliceerd</del> → <ins>ingetrokken</ins>" in page
    assert "link “https://b.be/”, <strong>link</strong>: <del>https://a.be/</del>" in page
    assert "<del>Wat je hier vindt.</del> → <ins>Anders.</ins>" in page


def test_placement_that_moves_to_another_tool_takes_its_sources_along(desk, tool):
    other, placement = make.ToolFactory(name="Burenspel"), tool.placements.get()
    change(desk, placement, tool=other.pk)
    assert [(link.url, link.placement) for link in other.links.all()] == [("https://a.be/", placement)]
    assert not tool.links.exists()
    for moved in (tool, other):
        assert "plaats van een tool" in history_text(desk, moved)
        change(desk, moved, summary="Nog goed.")


def test_finding_of_a_fiche_has_history_although_it_is_a_proxy(desk, tool):
    fiche = Fiche.objects.get()
    change(desk, fiche, **{"passages-0-title": "Anders"})
    assert "<del>Eén</del> → <ins>Anders</ins>" in history_text(desk, fiche)


def test_one_click_puts_the_whole_entry_back_and_following_a_link_does_not(desk, tool):
    before = whole_catalogue()
    change(desk, tool, summary="Fout.", owners=[], **{"links-0-DELETE": "on", "placements-0-description": "Fout."})
    Link.objects.create(tool=tool, url="https://later.be/")
    assert desk.get(page_of(tool, f"terugzetten/{Revision.objects.of(tool).last().pk}")).status_code == 405
    assert whole_catalogue() != before
    assert "“Buurtkaart” is weer zoals op" in go_back(desk, tool)
    assert whole_catalogue() == before
    assert Revision.objects.of(tool).first().action == "teruggezet"


def test_going_back_can_itself_be_undone(desk, tool, editor):
    change(desk, tool, summary="Nieuw.")
    new, first = Revision.objects.of(tool)
    revert(first, editor)
    revert(new, editor)
    assert fresh(tool).summary == "Nieuw."


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
    assert "Dit bestaat niet meer en kwam niet terug: eigenaars van “Buurtkaart”." in go_back(desk, tool)
    assert not tool.owners.exists()


def test_revert_to_what_no_form_would_save_any_more_is_refused_and_says_why(desk, tool):
    change(desk, tool, summary="Nieuw.", **{"links-0-url": "https://b.be/"})
    for where, field in [(0, "summary"), (-1, "url")]:
        first = Revision.objects.of(tool).last()
        row = next(row for row in first.rows[:: where or 1] if field in row["fields"])
        row["fields"][field] = f"https://a.be/{'a' * 501}"
        page = go_back(desk, tool, make.RevisionFactory(model=first.model, object_id=tool.pk, rows=first.rows))
        assert "Niet teruggezet: zo kan het niet meer bewaard worden. In “" in page
        assert (fresh(tool).summary, tool.links.get().url) == ("Nieuw.", "https://b.be/")


def test_revert_to_a_name_that_another_tool_has_by_now_is_refused(desk, tool):
    change(desk, tool, name="Nieuwe kaart")
    make.ToolFactory(name="Buurtkaart", slug="andere-kaart")
    assert "Niet teruggezet: een ander item heeft nu dezelfde naam" in go_back(desk, tool)
    assert fresh(tool).name == "Nieuwe kaart"


def test_going_back_to_a_successor_that_is_replaced_by_this_tool_makes_no_circle(desk, tool):
    other = make.ToolFactory(name="Nieuwe kaart")
    change(desk, tool, successor=other.pk)
    replaced = Revision.objects.of(tool).first()
    change(desk, tool, successor="")
    change(desk, other, successor=tool.pk)
    assert "“Buurtkaart” is weer zoals op" in go_back(desk, tool, replaced)
    names = dict(Tool.objects.values_list("name", "successor__name"))
    assert names == {"Buurtkaart": "Nieuwe kaart", "Nieuwe kaart": None}
