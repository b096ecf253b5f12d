"""The page of what is new: the newest on top, only what is public, and as data for the script."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from fiches.shared.publication import PublicationStatus
from tests import factories as make
from tests.catalogue import complete_tool
from tests.page import parse, queries_for_two_and_four
from toolbox.editorial.history.record import ensure_first, record, recorded
from toolbox.models import Collection, Revision, Tool
from toolbox.public.news import changes
from toolbox.public.news.changes import latest_changes

DRAFT, PUBLISHED, WITHDRAWN = PublicationStatus.DRAFT, PublicationStatus.PUBLISHED, PublicationStatus.WITHDRAWN
LONG_AGO = datetime(2026, 1, 5, 9, tzinfo=UTC)


def long_ago(number, **fields):
    """A tool that is there since a long time."""
    tool = complete_tool(number, **fields)
    Tool.objects.filter(pk=tool.pk).update(created_at=LONG_AGO, updated_at=LONG_AGO, public_since=None)
    return Tool.objects.get(pk=tool.pk)


def told():
    return [(change.title, change.is_new) for change in latest_changes()]


def test_what_changed_last_stands_on_top(db):
    old, changed = long_ago(1), long_ago(2)
    new = complete_tool(3)
    changed.save()
    assert told() == [("Tool 2", False), ("Tool 3", True), ("Tool 1", True)]
    assert [change.changed for change in latest_changes()] == [changed.updated_at, new.updated_at, old.updated_at]


def test_draft_that_is_published_later_is_new_from_then_on(db):
    tool = long_ago(1, status=DRAFT)
    assert told() == []
    tool.status = PUBLISHED
    tool.save()
    assert (told(), tool.public_since) == ([("Tool 1", True)], tool.updated_at)


def test_what_comes_by_itself_is_new_from_that_moment_on(db, editor, clock):
    soon = timezone.now() + timedelta(days=3)
    collection = make.CollectionFactory(name="Waasland", status=PUBLISHED, public_from=soon)
    record(collection, editor, Revision.Action.ADDED)
    make.ToolFactory(name="Buurtkaart", public_from=soon)
    assert told() == []
    clock(timedelta(days=3))
    assert told() == [("Buurtkaart", True), ("Waasland", True)]
    assert {change.changed for change in latest_changes()} == {soon}


def test_plan_that_was_dropped_is_no_first_publication(db):
    tool = make.ToolFactory(public_from=timezone.now() + timedelta(days=3))
    tool.status = DRAFT
    tool.save()
    assert (tool.public_since, tool.updated_at < timezone.now()) == (None, True)


def test_worries_are_told_by_their_history(db, editor):
    record(make.WorryFactory(sentence="Niemand komt"), editor, Revision.Action.ADDED)
    assert [(change.kind, change.title) for change in latest_changes()] == [("Vraag", "Niemand komt")]


def test_tool_that_was_loaded_is_not_new_after_its_first_change(db):
    tool = long_ago(1)
    tool.save()
    assert (told(), tool.public_since) == ([("Tool 1", False)], LONG_AGO)


def test_tool_that_comes_back_is_not_new(db):
    tool = long_ago(1)
    for status in (WITHDRAWN, PUBLISHED):
        tool.status = status
        tool.save()
    assert told() == [("Tool 1", False)]


def test_fiches_steps_and_collections_are_told_by_their_history(db, editor):
    fiche, step = make.FicheFactory(letter="A", title="Visie"), make.StepFactory(number=1, title="Analyse")
    ensure_first(fiche)  # a history without a change is no news
    assert told() == []
    for entry in (fiche, step):
        with recorded(entry, editor):
            entry.lead = "Anders."
            entry.save()
    collection = Collection.objects.create(name="Waasland", slug="waasland", summary="Voor ons.", status=DRAFT)
    record(collection, editor, Revision.Action.ADDED)
    assert told() == [(str(step), False), ("A. Visie", False)]
    with recorded(collection, editor):
        collection.status = PUBLISHED
        collection.save()
    assert told()[0] == ("Waasland", True)


def test_page_is_ordered_by_day_and_says_what_is_new(client, db):
    long_ago(1)
    long_ago(2).save()
    days = parse(client.get("/nieuw/")).findall(".//section[@class='changes-of-day']")
    kinds = [["".join(item.itertext()).split("\n")[0] for item in day.iterfind(".//li/p[2]")] for day in days]
    assert kinds == [["Tool, veranderd"], ["Tool, nieuw"]]
    assert days[1].findtext("h2") == "5 januari 2026"


def test_changes_fold_by_kind_unless_they_are_few(client, db):
    for number in range(changes.SHORT + 1):
        complete_tool(number)
    fiche = make.FicheFactory(letter="Z", slug="z")
    with recorded(fiche, None):
        fiche.lead = "Anders."
        fiche.save()
    page = parse(client.get("/nieuw/"))
    folds = {fold.findtext("summary").strip(): fold for fold in page.iterfind(".//details[@class='folds']")}
    assert {kind: (fold.get("open") is not None, len(fold.findall(".//li"))) for kind, fold in folds.items()} == {
        "Tool": (False, changes.SHORT + 1), "Thema": (True, 1),
    }  # fmt: skip


def test_data_say_when(client, db):
    long_ago(1)
    tool = {"soort": "Tool", "naam": "Tool 1", "adres": "http://testserver/tools/tool-1/"}
    moments = {"nieuw_op": "2026-01-05T09:00:00Z", "veranderd_op": "2026-01-05T09:00:00Z"}
    assert client.get("/nieuw/?formaat=json").json()["resultaten"] == [tool | moments]


def test_only_the_last_changes_are_told(db, monkeypatch):
    monkeypatch.setattr(changes, "NEWEST", 2)
    for number in range(4):
        complete_tool(number)
    Tool.objects.filter(slug="tool-0").update(updated_at=LONG_AGO + timedelta(days=900))
    assert [title for title, _ in told()] == ["Tool 0", "Tool 3"]


@pytest.mark.parametrize(
    ("page", "number"),
    [("/nieuw/", 6), ("/nieuw/?formaat=json", 7)],  # a file also says of which state it is
)
def test_news_takes_as_many_queries_for_four_as_for_two(editor, page, number):
    def add(index):
        complete_tool(index)
        for entry in (
            make.FicheFactory(letter="BCDE"[index]),
            make.StepFactory(),
            make.CollectionFactory(),
            make.WorryFactory(),
        ):
            record(entry, editor, Revision.Action.ADDED)

    assert queries_for_two_and_four(page, add) == [number, number]


def test_page_of_what_changed_and_is_older_than_its_history(client, editor):
    fiche = make.FicheFactory(letter="Z", slug="z")
    with recorded(fiche, editor):
        fiche.title = "Anders"
        fiche.save()
    [item] = [item for item in parse(client.get("/nieuw/")).iter("li") if item.get("data-veranderd-op")]
    assert item.get("data-nieuw-op") == ""
