"""Two editors save the same entry: the second is told, and nothing is lost."""

import pytest

from tests import factories as make
from tests.desk import form_data
from tests.toolbox.editorial.history.helpers import change, history_text
from toolbox.models import Link

pytestmark = pytest.mark.django_db


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
    other = make.ToolFactory(name="Burenspel")
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    opened = form_data(desk.get(url))
    change(desk, other, summary="Anders.")
    assert desk.post(url, opened | {"summary": "Nieuw."}).status_code == 302


def test_second_editor_keeps_a_row_that_the_first_took_away(desk, tool):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    opened = form_data(desk.get(url))
    assert desk.post(url, opened | {"links-0-DELETE": "on"}).status_code == 302
    assert not tool.links.exists()
    answer = desk.post(url, opened | {"summary": "Van de tweede."})
    assert "an bewaarde dit item om" in answer.text
    again = opened | {"summary": "Van de tweede.", "_versie": answer.context["entry_version"]}
    assert desk.post(url, again).status_code == 302
    tool.refresh_from_db()
    assert tool.summary == "Van de tweede."
    assert [link.url for link in tool.links.all()] == ["https://a.be/"]


def test_second_editor_keeps_what_the_first_added(desk, tool):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    opened = form_data(desk.get(url))
    Link.objects.create(tool=tool, url="https://b.be/")
    assert desk.post(url, opened | {"links-0-url": "https://c.be/"}).status_code == 302
    assert {link.url for link in tool.links.all()} == {"https://b.be/", "https://c.be/"}


def test_second_editor_keeps_another_name_that_the_first_took_away(desk, tool):
    owner = tool.owners.get()
    owner.aliases.create(alias="Het wijkhuis")
    url = f"/admin/toolbox/owner/{owner.pk}/change/"
    opened = form_data(desk.get(url))
    desk.post(url, opened | {"aliases-0-DELETE": "on"})
    answer = desk.post(url, opened)
    assert desk.post(url, opened | {"_versie": answer.context["entry_version"]}).status_code == 302
    assert [alias.alias for alias in owner.aliases.all()] == ["Het wijkhuis"]


@pytest.mark.parametrize("seen", ["", "kaart", "²", "999", "9" * 30])
def test_form_with_a_version_that_never_was_is_not_saved(desk, tool, seen):
    url = f"/admin/toolbox/tool/{tool.pk}/change/"
    change(desk, tool, summary="Van de eerste.")
    opened = form_data(desk.get(url))
    answer = desk.post(url, opened | {"summary": "Van de tweede.", "_versie": seen})
    assert answer.status_code == 200
    assert "Van de tweede." in answer.text
    tool.refresh_from_db()
    assert tool.summary == "Van de eerste."
    assert desk.post(url, form_data(answer)).status_code == 302
