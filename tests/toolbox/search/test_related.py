"""The tools that a tool page names: what shares most with it."""

from toolbox.models import Tool
from toolbox.search import related
from toolbox.search.bits import bits_of
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import state
from toolbox.search.related import shared_with


def tool_and_index(slug="ziekte-en-rouw-verdienen-aandacht"):
    index = Catalogue.current()
    return Tool.objects.for_list().get(slug=slug), index


def test_related_tools_share_something_closest_first_and_never_the_tool_itself(toolbox):
    tool, index = tool_and_index()
    related, shared = index.related(tool), shared_with(tool, index)
    assert tool.pk not in {other.pk for other in related}
    assert len(related) == 6
    assert all(other.shared for other in related)
    assert "gespreksgids-doodsgeletterdheid" in {other.slug for other in related}
    weights = [sum(shared[other.pk].values()) for other in related]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == max(sum(parts.values()) for parts in shared.values())


def test_related_tools_leave_out_what_is_not_public(toolbox):
    tool, index = tool_and_index()
    closest = index.related(tool)[0]
    Tool.objects.filter(pk=closest.pk).update(status="concept")
    tool, index = tool_and_index()
    assert closest.pk not in {other.pk for other in index.related(tool)}


def test_tools_that_share_what_is_rarest_are_weighed_when_very_many_share_something(monkeypatch):
    monkeypatch.setattr(related, "LOOKED_AT", 12)
    rare, common, all_of_them = bits_of(range(8)), bits_of(range(4, 30)), bits_of(range(100))
    assert related.candidates([rare]) == rare
    assert related.candidates([rare, common, all_of_them]) == rare
    assert related.candidates([all_of_them]) == bits_of(range(12))


def test_related_tools_take_one_query(toolbox, django_assert_num_queries):
    tool, _ = tool_and_index("duurzaam-werken-aan-zorgzame-buurten")
    index = Catalogue(state.read())  # nothing known yet
    with django_assert_num_queries(1):
        first = index.related(tool)
    with django_assert_num_queries(0):
        assert index.related(tool) == first


def test_tool_page_shows_its_references_and_errata_and_what_goes_with_it(toolbox, client):
    tool = Tool.objects.get(slug="duurzaam-werken-aan-zorgzame-buurten")
    response = client.get(tool.get_absolute_url())
    notes = response.context_data["notes"]
    assert "Tools die erbij passen" in response.content.decode()
    assert notes["references"] == sorted({str(citation.reference) for citation in tool.citations.all()})
    assert [erratum.number for erratum in notes["errata"]] == list(tool.errata.values_list("number", flat=True)) != []


def test_style_guide_exists_only_with_debug(toolbox, client, settings):
    assert client.get("/stijlgids/").status_code == 404
    settings.DEBUG = True
    assert client.get("/stijlgids/").status_code == 200
