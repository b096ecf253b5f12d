"""Keeping entries right: looked after, replaced, and what the start page of the desk asks attention for."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buurtanalyse.models import Resource
from tests import factories as make
from tests.desk import form_data
from toolbox.models import Erratum, Experience, Link, LinkCheck, Report, Revision, Tool

pytestmark = pytest.mark.django_db


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def test_review_is_due_after_a_year_or_when_it_never_was():
    make.ToolFactory(name="Nooit")
    make.ToolFactory(name="Lang", reviewed_on=days_ago(366))
    make.ToolFactory(name="Onlangs", reviewed_on=days_ago(364))
    make.ToolFactory(name="Klad", status="concept")
    assert [tool.name for tool in Tool.objects.review_due()] == ["Lang", "Nooit"]


def test_one_click_says_that_a_tool_is_still_right(desk):
    tool = make.ToolFactory(name="Buurtkaart")
    assert "Nog steeds juist" in desk.get(f"/admin/toolbox/tool/{tool.pk}/change/").text
    page = desk.post(f"/admin/toolbox/tool/{tool.pk}/nog-juist/", follow=True).text
    assert "“Buurtkaart” is vandaag nagekeken." in page
    tool.refresh_from_db()
    assert tool.reviewed_on == days_ago(0)
    assert Revision.objects.of(tool).first().user.username == "an"
    assert desk.get(f"/admin/toolbox/tool/{tool.pk}/nog-juist/").status_code == 405


def test_several_tools_are_marked_from_the_list(desk):
    tools = [make.ToolFactory(name=name) for name in ("Een", "Twee", "Drie")]
    data = {"action": "still_right", "_selected_action": [tool.pk for tool in tools[:2]]}
    assert "2 tools nagekeken." in desk.post("/admin/toolbox/tool/", data, follow=True).text
    assert [tool.name for tool in Tool.objects.review_due()] == ["Drie"]


def test_tool_that_an_editor_makes_counts_as_looked_at(desk):
    url = "/admin/toolbox/tool/add/"
    data = form_data(desk.get(url), name="Nieuw", slug="nieuw", summary="Nieuw.")
    assert desk.post(url, data).status_code == 302
    assert Tool.objects.get().reviewed_on == days_ago(0)


def test_page_says_when_it_was_looked_after(client):
    looked_at, other = make.ToolFactory(reviewed_on=date(2027, 3, 2)), make.ToolFactory()
    assert "Nagekeken op 2 maart 2027." in client.get(looked_at.get_absolute_url()).text
    assert "Nagekeken op" not in client.get(other.get_absolute_url()).text


def test_page_of_a_replaced_tool_leads_to_what_came_in_its_place(client, django_assert_num_queries):
    new = make.ToolFactory(name="Nieuwe kaart")
    page = client.get(make.ToolFactory(name="Oude kaart", successor=new).get_absolute_url()).text
    assert 'Deze tool is vervangen door <a href="/tools/nieuwe-kaart/">Nieuwe kaart</a>' in page


def test_page_does_not_name_a_successor_that_is_not_public(client):
    new = make.ToolFactory(name="Nieuwe kaart", status="concept")
    page = client.get(make.ToolFactory(name="Oude kaart", successor=new).get_absolute_url()).text
    assert "Nieuwe kaart" not in page


def test_tool_cannot_replace_itself_or_be_replaced_by_what_is_replaced(desk):
    last = make.ToolFactory(name="Laatste")
    middle, first = make.ToolFactory(name="Midden", successor=last), make.ToolFactory(name="Eerste")
    url = f"/admin/toolbox/tool/{first.pk}/change/"
    opened = form_data(desk.get(url))
    assert "Een tool kan zichzelf niet vervangen." in desk.post(url, opened | {"successor": first.pk}).text
    assert "Die tool is zelf vervangen." in desk.post(url, opened | {"successor": middle.pk}).text
    assert desk.post(url, opened | {"successor": last.pk}).status_code == 302


# The start page of the desk


@pytest.fixture
def work():
    """One thing of everything that asks attention, and things that do not."""
    complete = make.ToolFactory(name="Compleet", reviewed_on=days_ago(1))
    Link.objects.create(tool=complete, url="https://dood.be/")
    for url, state in (
        ("https://dood.be/", "dood"),
        ("https://niet-gebruikt.be/", "dood"),
        ("https://goed.be/", "werkt"),
    ):
        LinkCheck.objects.create(url=url, state=state)
    make.ToolFactory(name="Klad", status="concept")
    for number, status in enumerate(("nieuw", "verwerkt")):
        Report.objects.create(kind="verbetering", status=status, token=str(number))
    for number, status in enumerate(("open", "behouden"), start=1):
        Erratum.objects.create(
            number=number, kind="link", where="x", printed="x", should_be="x", why="x", status=status
        )


def test_start_page_counts_what_needs_attention_and_leads_there(desk, work):
    attention = {item.label: item for item in desk.get("/admin/").context["attention"]}
    assert attention["Meldingen van lezers"].count == 1
    assert attention["Links die niet meer werken"].count == 1
    assert attention["Tools in concept"].count == 1
    assert attention["Errata die nog open staan"].count == 1
    assert attention["Tools: geen link"].count == 1
    assert "Links die naar een ander adres gaan" not in attention
    assert "Tools die een jaar of langer niet nagekeken zijn" not in attention
    for item in attention.values():
        assert desk.get(item.url).context["cl"].result_count == item.count, item


def test_start_page_asks_nothing_more_for_what_is_withdrawn(desk):
    make.ToolFactory(name="Weg", status="ingetrokken")
    assert desk.get("/admin/").context["attention"] == []
    assert desk.get("/admin/toolbox/tool/?onvolledig=link").context["cl"].result_count == 0


def test_start_page_counts_the_links_of_sources_and_figures_too(desk):
    Resource.objects.create(order=1, name="Een bron", url="https://dood.be/")
    LinkCheck.objects.create(url="https://dood.be/", state="dood")
    assert [(item.label, item.count) for item in desk.get("/admin/").context["attention"]] == [
        ("Links die niet meer werken", 1)
    ]


@pytest.mark.parametrize("on", [True, False])
def test_start_page_names_experiences_only_when_readers_can_send_them(desk, settings, on):
    settings.EXPERIENCES = on
    tool = make.ToolFactory(status="ingetrokken")
    Experience.objects.create(tool=tool, neighbourhood="stad", effort="uren", worked="Koken.", token="e")
    assert [item.label for item in desk.get("/admin/").context["attention"]] == ["Ervaringen van lezers"] * on


def test_start_page_says_so_when_all_is_well(desk):
    assert "Alles is in orde." in desk.get("/admin/").text


def test_list_of_tools_with_a_dead_link(desk, work):
    changelist = desk.get("/admin/toolbox/tool/?onvolledig=dode-link").context["cl"]
    assert [tool.name for tool in changelist.queryset] == ["Compleet"]
