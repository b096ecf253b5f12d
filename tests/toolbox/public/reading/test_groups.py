"""The groups of tools of a reading page, and the two parts of it."""

import pytest

from tests import factories as make
from tests.page import find_main, links, listed, main_text, visit
from toolbox.public.reading.groups import tool_groups


def placed(*headings):
    """A fiche with a tool under each of the headings, in order."""
    fiche = make.FicheFactory(letter="A")
    for order, heading in enumerate(headings, 1):
        make.PlacementFactory(fiche=fiche, order=order, heading=heading, tool__name=f"Tool {order}")
    return fiche


def test_a_heading_that_comes_back_is_one_group_and_each_group_has_an_anchor_of_its_own(db):
    headings = ["Doen > Ouderen", "Lezen > Ouderen", "Doen > Ouderen", "", "???", "Doen Ouderen"]
    groups = tool_groups(list(placed(*headings).placements.all()))
    assert [(group.name, len(group.placements)) for group in groups] == [
        ("Ouderen", 2), ("Ouderen", 1), ("", 1), ("???", 1), ("Doen Ouderen", 1),
    ]  # fmt: skip
    anchors = [group.anchor for group in groups]
    assert anchors == ["groep-ouderen", "groep-lezen-ouderen", "groep-3", "groep-4", "groep-doen-ouderen"]


@pytest.mark.parametrize("nav", ["parts", "contents"])
def test_every_group_stands_on_top_and_in_the_contents_with_its_number(db, nav):
    page = find_main(visit(placed("Doen > Ouderen", "Doen > Ouderen", "Voorbeelden").get_absolute_url()))
    found = [link for link in links(page.find(f".//nav[@class='{nav}']")) if link[0].startswith("#groep-")]
    assert found == [("#groep-ouderen", "Ouderen 2 tools"), ("#groep-voorbeelden", "Voorbeelden 1 tool")]


def test_a_page_without_tools_has_one_part(db):
    page = visit(make.FicheFactory(letter="A").get_absolute_url())
    assert "Aan de slag" not in main_text(page)
    assert len(find_main(page).xpath(".//div[@class='part']")) == 1


def test_a_single_group_needs_no_chip(db):
    page = find_main(visit(placed("").get_absolute_url()))
    assert [address for address, _ in links(page.find(".//nav[@class='parts']"))] == ["#leert", "#tools"]
    assert page.findall(".//details[@class='placement-group']") == []


def test_a_step_has_its_groups_its_parts_and_its_neighbours(db):
    for number in (1, 2, 4):
        make.StepFactory(number=number, title=f"Stap {number}", slug=f"stap-{number}")
    make.StepFactory(number=3, status="concept", slug="stap-3")
    step = make.StepFactory._meta.model.objects.get(number=2)
    make.PlacementFactory(step=step, heading="Cijfers", tool__name="Kaart")
    page = visit(step.get_absolute_url())
    main = find_main(page)
    assert listed(page) == ["Kaart"]
    assert main.xpath(".//details[@class='placement-group']/@id") == ["groep-cijfers"]
    assert [main.xpath(f".//header//a[@rel='{rel}']/@href") for rel in ("prev", "next")] == [
        ["/cyclus/stap-1/"], ["/cyclus/stap-4/"],
    ]  # fmt: skip


def test_the_neighbours_in_the_head_of_a_fiche_are_drawn_and_named(db):
    for letter, title in (("A", "Visie"), ("C", "Bereiken"), ("D", "Ontmoeten")):
        make.FicheFactory(letter=letter, title=title)
    head = find_main(visit("/fiches/c/")).find(".//header")
    assert links(head)[-2:] == [
        ("/fiches/a/", "A Vorig huis: A. Visie"),
        ("/fiches/d/", "D Volgend huis: D. Ontmoeten"),
    ]
    assert [svg.get("class") for svg in head.xpath(".//div[@class='street-scene']//svg")] == [
        "house h-a", "house h-c", "house h-d",
    ]  # fmt: skip
