"""Keeping entries right: looked after, replaced, and what the start page of the desk asks attention for."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import factories as make
from tests.desk import fresh, page_of, run_action
from tests.page import form_of
from toolbox.models import Revision, Tool

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
    assert "Nog steeds juist" in desk.get(page_of(tool)).text
    page = desk.post(page_of(tool, "nog-juist"), follow=True).text
    assert "“Buurtkaart” is vandaag nagekeken." in page
    assert fresh(tool).reviewed_on == days_ago(0)
    assert Revision.objects.of(tool).first().user.username == "an"
    assert desk.get(page_of(tool, "nog-juist")).status_code == 405


def test_several_tools_are_marked_from_the_list(desk):
    tools = [make.ToolFactory(name=name) for name in ("Een", "Twee", "Drie")]
    assert "2 tools nagekeken." in run_action(desk, "still_right", *tools[:2]).text
    assert [tool.name for tool in Tool.objects.review_due()] == ["Drie"]


def test_tool_that_an_editor_makes_counts_as_looked_at(desk):
    url = "/admin/toolbox/tool/add/"
    data = form_of(desk.get(url)) | {"name": "Nieuw", "slug": "nieuw", "summary": "Nieuw."}
    assert desk.post(url, data).status_code == 302
    assert Tool.objects.get().reviewed_on == days_ago(0)


def test_page_says_when_it_was_looked_after(client):
    looked_at, other = make.ToolFactory(reviewed_on=date(2027, 3, 2)), make.ToolFactory()
    assert "Nagekeken op 2 maart 2027." in client.get(looked_at.get_absolute_url()).text
    assert "Nagekeken op" not in client.get(other.get_absolute_url()).text


def test_page_of_a_replaced_tool_leads_to_what_came_in_its_place(client):
    new = make.ToolFactory(name="Nieuwe kaart")  # one that is not public shows nowhere: test_publication.py
    page = client.get(make.ToolFactory(name="Oude kaart", successor=new).get_absolute_url()).text
    assert 'Deze tool is vervangen door <a href="/tools/nieuwe-kaart/">Nieuwe kaart</a>' in page


def test_tool_cannot_replace_itself_or_be_replaced_by_what_is_replaced(desk):
    last = make.ToolFactory(name="Laatste")
    middle, first = make.ToolFactory(name="Midden", successor=last), make.ToolFactory(name="Eerste")
    url = page_of(first)
    opened = form_of(desk.get(url))
    assert "Een tool kan zichzelf niet vervangen." in desk.post(url, opened | {"successor": first.pk}).text
    assert "Die tool is zelf vervangen." in desk.post(url, opened | {"successor": middle.pk}).text
    assert desk.post(url, opened | {"successor": last.pk}).status_code == 302


# The start page of the desk


@pytest.fixture
def work():
    """One thing of everything that asks attention, and things that do not."""
    complete = make.ToolFactory(name="Compleet", reviewed_on=days_ago(1))
    make.LinkFactory(tool=complete, url="https://dood.be/")
    for name, state in {"dood": "dood", "niet-gebruikt": "dood", "goed": "werkt"}.items():
        make.LinkCheckFactory(url=f"https://{name}.be/", state=state)
    make.ToolFactory(name="Klad", status="concept")
    for status in ("nieuw", "verwerkt"):
        make.ReportFactory(status=status)
    for status in ("open", "behouden"):
        make.ErratumFactory(status=status)


def test_start_page_counts_what_needs_attention_and_leads_there(desk, work):
    attention = {item.label: item for item in desk.get("/admin/").context["attention"]}
    ones = {
        "Meldingen van lezers", "Links die niet meer werken", "Tools in concept", "Errata die nog open staan",
        "Tools: geen link",
    }  # fmt: skip
    assert {label for label in ones if attention[label].count == 1} == ones
    nothing = {"Links die naar een ander adres gaan", "Tools die een jaar of langer niet nagekeken zijn"}
    assert not nothing & set(attention)
    for item in attention.values():
        assert desk.get(item.url).context["cl"].result_count == item.count, item


def test_start_page_asks_nothing_more_for_what_is_withdrawn_and_says_that_all_is_well(desk):
    make.ToolFactory(name="Weg", status="ingetrokken")
    page = desk.get("/admin/")
    assert page.context["attention"] == []
    assert "Alles is in orde." in page.text
    assert desk.get("/admin/toolbox/tool/?onvolledig=link").context["cl"].result_count == 0


def test_start_page_counts_the_links_of_sources_and_figures_too(desk):
    make.ResourceFactory(url="https://dood.be/")
    make.LinkCheckFactory(url="https://dood.be/", state="dood")
    attention = desk.get("/admin/").context["attention"]
    assert [(item.label, item.count) for item in attention] == [("Links die niet meer werken", 1)]


@pytest.mark.parametrize("on", [True, False])
def test_start_page_names_experiences_only_when_readers_can_send_them(desk, settings, on):
    settings.EXPERIENCES = on
    for status in ("concept", "gepubliceerd"):
        make.ExperienceFactory(tool__status="ingetrokken", status=status)
    attention = desk.get("/admin/").context["attention"]
    assert [(item.label, item.count) for item in attention] == [("Ervaringen van lezers", 1)] * on


def test_list_of_tools_with_a_dead_link(desk, work):
    changelist = desk.get("/admin/toolbox/tool/?onvolledig=dode-link").context["cl"]
    assert [tool.name for tool in changelist.queryset] == ["Compleet"]
