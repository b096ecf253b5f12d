"""A merge that was a mistake: the one that stayed goes back in its history, the other comes back from the bin."""

import pytest

from tests import factories as make
from tests.desk import whole_catalogue
from tests.toolbox.editorial.history.helpers import add_dependents, history_text
from toolbox.editorial.history.record import revert, undelete
from toolbox.editorial.merging import merge_owners, merge_tools
from toolbox.models import Experience, OldAddress, Report, Revision, Tool

pytestmark = pytest.mark.django_db


def laden(number):
    """A tool with something of everything that follows it in a merge."""
    tool = make.ToolFactory(name=f"Tool {number}")
    tool.owners.create(name=f"Wijkhuis {number}", slug=f"wijkhuis-{number}")
    tool.placements.create(whole_cycle=True, description=f"Wat {number} biedt.")
    tool.links.create(url=f"https://a.be/{number}")
    tool.tags.add("kaart", str(number))
    add_dependents(tool, number)
    make.ToolFactory(name=f"Voorganger {number}", successor=tool)
    return tool


def undo(keep, name_of_gone, editor):
    """The two steps of docs/redactie.md."""
    revisions = list(Revision.objects.of(keep))
    last_merge = [revision.action for revision in revisions].index("samengevoegd")
    revert(revisions[last_merge + 1], editor)
    undelete(Revision.objects.bin().get(title=name_of_gone), editor)


def test_nothing_of_the_tool_that_goes_is_lost(editor):
    keep, gone = laden(1), laden(2)
    before = whole_catalogue()
    merge_tools(keep, gone, editor)
    more = {table: len(rows) - len(before[table]) for table, rows in whole_catalogue().items()}
    # One placement for the whole cycle is enough, as is one "kaart"; the address that goes is an old address now.
    assert {table: number for table, number in more.items() if number} == {
        "toolbox_tool": -1, "toolbox_placement": -1, "toolbox_toolkeyword": -1, "toolbox_oldaddress": 1,
    }  # fmt: skip
    assert {experience.tool for experience in Experience.objects.all()} == {keep}


def test_chain_of_merges_is_undone_from_the_last_to_the_first_to_the_last_row(editor):
    first, second, third = laden(1), laden(2), laden(3)
    before = whole_catalogue()
    merge_tools(second, third, editor)
    between = whole_catalogue()
    assert between != before
    merge_tools(first, second, editor)
    undo(first, "Tool 2", editor)
    assert whole_catalogue() == between
    undo(Tool.objects.get(name="Tool 2"), "Tool 3", editor)
    assert whole_catalogue() == before
    assert set(Report.objects.values_list("token", "tool__name")) == {(str(n), f"Tool {n}") for n in (1, 2, 3)}


def test_merge_of_owners_is_undone_to_the_last_row(editor):
    keep, gone = laden(1).owners.get(), laden(2).owners.get()
    make.ToolFactory(name="Van allebei").owners.add(keep, gone)
    gone.aliases.create(alias="Het andere")
    OldAddress.objects.keep(gone, "oud-huis")
    before = whole_catalogue()
    merge_owners(keep, gone, editor)
    assert whole_catalogue() != before
    undo(keep, "Wijkhuis 2", editor)
    assert whole_catalogue() == before


def test_history_of_what_was_merged_stands_with_the_one_that_stays(client, editor):
    first, second = make.ToolFactory(name="Eerste"), make.ToolFactory(name="Tweede")
    third = make.ToolFactory(name="Derde", summary="Vroeger.")
    client.force_login(editor)
    for text in ("Toen.", "Later."):
        client.post(f"/admin/toolbox/tool/{third.pk}/nog-juist/")
        Tool.objects.filter(pk=third.pk).update(summary=text, reviewed_on=None)
    merge_tools(second, third, editor)
    page = history_text(client, second)
    assert "Van wat hiermee samengevoegd is" in page
    assert "<del>Vroeger.</del> → <ins>Toen.</ins>" in page
    merge_tools(first, second, editor)
    assert "<del>Vroeger.</del> → <ins>Toen.</ins>" in history_text(client, first)


def test_merge_that_changes_nothing_else_still_stands_in_the_history(editor):
    keep, gone = make.ToolFactory(name="Kaart"), make.ToolFactory(name="Lege kaart")
    merge_tools(keep, gone, editor)
    last = Revision.objects.of(keep).first()
    assert (last.action, last.note, last.user) == ("samengevoegd", "met “Lege kaart”", editor)
