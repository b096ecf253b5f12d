"""The tools that a tool page names: what shares most with it."""

import pytest

from toolbox.models import Tool


def test_related_tools_share_something_and_never_the_tool_itself(toolbox):
    tool = Tool.objects.get(slug="ziekte-en-rouw-verdienen-aandacht")
    related = list(Tool.objects.published().related_to(tool)[:6])
    assert tool not in related
    assert len(related) == 6
    assert all(other.shared_labels for other in related)
    assert [other.closeness for other in related] == sorted((other.closeness for other in related), reverse=True)


def test_related_tools_leave_out_what_is_not_public(toolbox):
    tool = Tool.objects.get(slug="ziekte-en-rouw-verdienen-aandacht")
    closest = Tool.objects.published().related_to(tool)[0]
    Tool.objects.filter(pk=closest.pk).update(status="concept")
    assert closest not in list(Tool.objects.published().related_to(tool))


@pytest.mark.parametrize("slug", ["duurzaam-werken-aan-zorgzame-buurten", "belrondes"])
def test_tool_page_takes_at_most_six_queries(toolbox, client, django_assert_max_num_queries, slug):
    with django_assert_max_num_queries(6):
        response = client.get(f"/tools/{slug}/")
    assert "Tools die erbij passen" in response.content.decode()


def test_style_guide_exists_only_with_debug(toolbox, client, settings):
    assert client.get("/stijlgids/").status_code == 404
    settings.DEBUG = True
    assert client.get("/stijlgids/").status_code == 200
