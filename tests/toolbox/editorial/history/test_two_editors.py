"""Two editors save the same entry: the second is told, and nothing is lost."""

import pytest

from tests import factories as make
from tests.desk import change, fresh, page_of
from tests.page import errors, form_of
from tests.toolbox.editorial.history.helpers import history_text

pytestmark = pytest.mark.django_db


def test_second_editor_is_told_and_loses_nothing(desk, tool):
    url = page_of(tool)
    opened_first, opened_second = form_of(desk.get(url)), form_of(desk.get(url))
    assert desk.post(url, opened_first | {"summary": "Van de eerste."}).status_code == 302
    answer = desk.post(url, opened_second | {"summary": "Van de tweede."})
    assert answer.status_code == 200
    for told in ("an bewaarde dit item om", "(gewijzigd: in één zin)", "Van de tweede."):
        assert told in answer.text
    assert fresh(tool).summary == "Van de eerste."
    assert desk.post(url, form_of(answer)).status_code == 302
    assert fresh(tool).summary == "Van de tweede."
    assert "<del>Van de eerste.</del> → <ins>Van de tweede.</ins>" in history_text(desk, tool)


def test_two_editors_of_two_entries_do_not_hinder_each_other(desk, tool):
    opened = form_of(desk.get(page_of(tool)))
    change(desk, make.ToolFactory(name="Burenspel"), summary="Anders.")
    assert desk.post(page_of(tool), opened | {"summary": "Nieuw."}).status_code == 302


@pytest.mark.parametrize(
    ("of", "rows", "field"), [("tool", "links", "summary"), ("owner", "aliases", "name")], ids=["link", "andere naam"]
)
def test_second_editor_keeps_a_row_that_the_first_took_away(desk, tool, of, rows, field):
    owner = tool.owners.get()
    owner.aliases.create(alias="Het wijkhuis")
    entry = {"tool": tool, "owner": owner}[of]
    before = list(getattr(entry, rows).all().values())
    opened = form_of(desk.get(page_of(entry)))
    assert desk.post(page_of(entry), opened | {f"{rows}-0-DELETE": "on"}).status_code == 302
    assert not getattr(entry, rows).exists()
    answer = desk.post(page_of(entry), opened | {field: "Van de tweede."})
    assert "an bewaarde dit item om" in answer.text
    again = opened | {field: "Van de tweede.", "_versie": answer.context["entry_version"]}
    assert desk.post(page_of(entry), again).status_code == 302
    assert getattr(fresh(entry), field) == "Van de tweede."
    assert [row | {"id": None} for row in getattr(entry, rows).values()] == [row | {"id": None} for row in before]


def test_row_that_somebody_took_away_and_put_back_is_said_to_be_there(desk, tool):
    opened = form_of(desk.get(page_of(tool)))
    for rows in (tool.citations, tool.links):
        values = rows.values().get()
        rows.all().delete()
        rows.create(**values | {"id": values["id"] + 100})
    answer = desk.post(page_of(tool), opened)
    assert {said for _, said in errors(answer)} == {"Deze bronvermelding staat er al.", "Deze link staat er al."}


def test_second_editor_keeps_what_the_first_added(desk, tool):
    opened = form_of(desk.get(page_of(tool)))
    tool.links.create(url="https://b.be/")
    assert desk.post(page_of(tool), opened | {"links-0-url": "https://c.be/"}).status_code == 302
    assert {link.url for link in tool.links.all()} == {"https://b.be/", "https://c.be/"}


@pytest.mark.parametrize("seen", ["", "kaart", "²", "999", "9" * 30])
def test_form_with_a_version_that_never_was_is_not_saved(desk, tool, seen):
    change(desk, tool, summary="Van de eerste.")
    opened = form_of(desk.get(page_of(tool)))
    answer = desk.post(page_of(tool), opened | {"summary": "Van de tweede.", "_versie": seen})
    assert answer.status_code == 200
    assert "Van de tweede." in answer.text
    assert fresh(tool).summary == "Van de eerste."
    assert desk.post(page_of(tool), form_of(answer)).status_code == 302
