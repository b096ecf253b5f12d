"""Who writes, reads first what became of it, and is told what is gone. Two at the same moment: test_at_once.py."""

import pytest

from tests import factories as make
from tests.desk import run_action
from toolbox.editorial.merging import merge_tools
from toolbox.editorial.writing import Gone, writing
from toolbox.models import Tool

GONE = "bestaat niet meer"


@pytest.mark.django_db
def test_one_after_the_other_is_told_the_same(desk, editor):
    keep, gone = make.ToolFactory(), make.ToolFactory()
    again = Tool.objects.get(pk=gone.pk)
    merge_tools(keep, gone, editor)
    with pytest.raises(Gone, match=GONE):
        merge_tools(again, keep, editor)
    assert GONE in run_action(desk, "merge_two", keep, again, sure="yes", keep=keep.pk).text
    assert Tool.objects.get() == keep


@pytest.mark.django_db
def test_what_was_read_before_is_read_again():
    tool = make.ToolFactory(summary="Oud.")
    Tool.objects.filter(pk=tool.pk).update(summary="Nieuw.")
    with writing(tool):
        assert tool.summary == "Nieuw."


@pytest.mark.parametrize("what", ["terugzetten/1", "nog-juist"])
def test_button_on_a_page_of_what_is_gone_by_now(desk, what):
    page = desk.post(f"/admin/toolbox/tool/999/{what}/", follow=True)
    assert (page.status_code, "bestaat niet" in page.text) == (200, True)
