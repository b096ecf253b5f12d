"""The windows of the street on the home page: a tool is one, and a link lights it."""

import pytest

from tests import factories as make
from tests.page import find_main, links_to, main_text, text_of, visit
from toolbox.models import Link
from toolbox.public.catalogue.windows import scattered

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    """The house A with three tools, of which one has a link."""
    fiche = make.FicheFactory(letter="A", title="Visievorming")
    for number in range(3):
        make.PlacementFactory(fiche=fiche, tool=make.ToolFactory(name=f"Tool {number}"))
    fiche.placements.first().tool.links.create(url="https://voorbeeld.be/")
    return fiche


def walls():
    """The windows of each house on the page, as "x" for a lit one and "." for a dark one."""
    facades = find_main(visit("/")).find_class("facade")
    return ["".join("x" if pane.get("class") == "lit" else "." for pane in wall.findall("i")) for wall in facades]


def test_each_house_shows_how_many_windows_are_lit_and_leads_to_its_dark_ones(house):
    make.PlacementFactory(fiche=house, tool=make.ToolFactory(status="concept"))
    assert [(len(wall), wall.count("x")) for wall in walls()] == [(3, 1)]
    label = find_main(visit("/")).find_class("facade-label")[0]
    assert text_of(label) == "Visievorming 1 van 3 ramen branden"
    assert "/tools/?fiche=a&link=nee" in links_to(visit("/"), "/tools/?fiche")


def test_street_counts_a_tool_in_two_houses_once(house):
    tool = house.placements.last().tool
    make.PlacementFactory(fiche=make.FicheFactory(letter="B"), tool=tool)
    assert "brandt er 1 , en zijn er 2 nog donker" in main_text(visit("/")).replace("1,", "1 ,")


def test_window_goes_on_when_a_link_is_accepted(house):
    Link.objects.create(tool=house.placements.last().tool, url="https://gevonden.be/")
    assert [wall.count("x") for wall in walls()] == [2]


def test_street_without_a_dark_window_asks_nothing(house):
    for placement in house.placements.all():
        placement.tool.links.get_or_create(url="https://voorbeeld.be/")
    assert "Steek een raam aan" not in main_text(visit("/"))


def test_house_without_a_dark_window_leads_to_all_its_tools(house):
    bright = make.FicheFactory(letter="B")
    make.PlacementFactory(fiche=bright, tool=make.ToolFactory()).tool.links.create(url="https://voorbeeld.be/")
    assert links_to(visit("/"), "/tools/?fiche") == ["/tools/?fiche=a&link=nee", "/tools/?fiche=b"]


@pytest.mark.parametrize(("lit", "total"), [(0, 5), (5, 5), (2, 7), (13, 33), (0, 0)])
def test_windows_are_scattered_and_always_the_same(lit, total):
    windows = scattered(lit, total)
    assert (len(windows), sum(windows)) == (total, lit)
    assert windows == scattered(lit, total)
