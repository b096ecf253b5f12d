"""The catalogue on paper."""

from tests.catalogue import complete_tool
from tests.page import parse, queries, queries_for_two_and_four
from toolbox.models import Tool
from toolbox.public.printing import views
from toolbox.public.printing.qr import LONGEST, qr_svg


def addresses(client, query=""):
    """The addresses that are written beside the tools, in order."""
    page = parse(client.get(f"/afdrukken/{query}"))
    return [line.text for line in page.iterfind(".//p[@class='paper-address']")]


def test_catalogue_holds_every_public_tool_once(toolbox, client):
    names = [f"http://testserver{tool.get_absolute_url()}" for tool in Tool.objects.published()]
    assert sorted(addresses(client)) == sorted(names)


def test_catalogue_follows_the_filters(toolbox, client):
    found = Tool.objects.published().filter(placements__fiche__slug="c", target_groups__slug="ouderen")
    expected = {f"http://testserver{tool.get_absolute_url()}" for tool in found}
    assert set(addresses(client, "?fiche=c&doelgroep=ouderen")) == expected
    assert expected


def test_wrong_filter_is_named(toolbox, client):
    assert "bestaat hier niet" in client.get("/afdrukken/?fiche=zz").content.decode()


def test_longer_choice_is_cut_and_says_so(db, client, monkeypatch):
    for number in range(3):
        complete_tool(number)
    monkeypatch.setattr(views, "MAX_TOOLS", 2)
    content = client.get("/afdrukken/").content.decode()
    assert "We drukken hoogstens 2 tools af. Je keuze heeft er 3." in content


def test_catalogue_takes_few_queries(db):
    assert queries_for_two_and_four("/afdrukken/", complete_tool) == [2, 2]
    assert queries("/afdrukken/") == 1  # the cards are known since the first time


def test_too_long_address_gets_no_code():
    assert qr_svg(f"https://voorbeeld.be/{'a' * LONGEST}") == ""
