"""The reading pages of the fiches."""

import re

import pytest

from fiches.models import Fiche
from tests import factories as make
from tests.page import (
    address_of,
    find_main,
    links,
    links_to,
    listed,
    main_text,
    not_in_order,
    queries,
    queries_for_two_and_four,
    visit,
)


def test_the_list_is_in_the_order_of_the_letters(db):
    make.FicheFactory(letter="B", title="Buurt")
    make.FicheFactory(letter="A", title="Visie")
    assert listed(visit("/fiches/"), "/fiches/") == ["A. Visie", "B. Buurt"]


def test_the_page_takes_as_many_queries_for_four_rows_as_for_two(db):
    fiche = make.FicheFactory()
    make.FigureFactory(fiche=fiche)

    def add(_):
        placement = make.PlacementFactory(fiche=fiche, tool__owners=[make.OwnerFactory()])
        placement.findings.add(make.PassageFactory(fiche=fiche))
        make.ReadOnFactory(from_fiche=fiche)

    assert queries_for_two_and_four(fiche.get_absolute_url(), add) == [10, 10]
    assert queries(fiche.get_absolute_url()) == 1  # for who comes after: whether the content changed


def test_the_page_says_everything_in_order(db):
    fiche = make.FicheFactory(letter="B", title="Buurt", lead="Waarover het gaat.", heading="Hoe begin je?")
    make.PassageFactory(fiche=fiche, order=2, title="Ga naar buiten", text="Klop aan.", points="eerst dit\ndan dat")
    make.PassageFactory(fiche=fiche, order=1, kind="getuigenis", title="", speaker="Een buur", text="Zij belde aan.")
    make.ReadOnFactory(from_fiche=fiche, to_fiche__letter="C", to_fiche__title="Bereiken", reason="Over wie je mist.")
    make.FigureFactory(number=6, fiche=fiche, title="Wie je mist")
    tool = make.ToolFactory(name="Koffer", owners=[make.OwnerFactory(name="Wijkhuis")])
    make.PlacementFactory(tool=tool, fiche=fiche, heading="Spelen > Buiten", description="Breekt het ijs.")

    page = main_text(visit("/fiches/b/"))

    said = [
        "Waarover het gaat.", "Zij belde aan.", "Een buur", "Klop aan.", "eerst dit", "dan dat",
        "Wie je mist", "Hoe begin je?", "Spelen", "Buiten", "Koffer", "Wijkhuis", "Breekt het ijs.", "C. Bereiken",
        "Over wie je mist.",
    ]  # fmt: skip
    assert not_in_order(page, said) is None


def test_tools_stand_in_their_order(db):
    fiche = make.FicheFactory()
    for order, name in ((3, "Derde"), (1, "Eerste"), (2, "Tweede")):
        make.PlacementFactory(fiche=fiche, order=order, tool__name=name)
    assert listed(visit(fiche.get_absolute_url())) == ["Eerste", "Tweede", "Derde"]


def test_a_finding_and_the_tools_that_act_on_it_point_at_each_other(db):
    finding = make.PassageFactory()
    placement = make.PlacementFactory(fiche=finding.fiche, tool__name="Koffer")
    placement.findings.set([finding])
    page = visit(finding.fiche.get_absolute_url())
    section = next(part for part in find_main(page).iter("section") if part.get("id") == finding.anchor)
    assert links(section) == [(f"#{placement.anchor}", "Koffer")]
    assert f"#{finding.anchor}" in links_to(page, "#")


@pytest.mark.parametrize(
    ("slug", "previous", "following"),
    [("a", None, "/fiches/c/"), ("c", "/fiches/a/", "/fiches/d/"), ("d", "/fiches/c/", None)],
)
def test_neighbours_are_the_previous_and_the_next_letter(db, slug, previous, following):
    for letter in "ACD":
        make.FicheFactory(letter=letter)
    page = visit(f"/fiches/{slug}/")
    assert (address_of(page, "prev"), address_of(page, "next")) == (previous, following)


def test_a_capital_in_the_address_leads_to_the_fiche(client, db):
    make.FicheFactory(letter="C")
    response = client.get("/fiches/C/")
    assert (response.status_code, response.url) == (301, "/fiches/c/")


def test_editors_text_is_shown_as_text(db):
    fiche = make.FicheFactory(title="<b>Buurt</b>", lead="<script>alert(1)</script>")
    make.PassageFactory(fiche=fiche, title="<i>Titel</i>", text="<img src=x onerror=alert(1)>", points="<u>punt</u>")
    main = find_main(visit(fiche.get_absolute_url()))
    assert [main.find(f".//{tag}") for tag in ("b", "script", "i", "img", "u")] == [None] * 5


def test_tool_placed_twice_is_named_once_under_a_finding(toolbox, client):
    for passage in client.get("/cyclus/buurtanalyse/").context_data["passages"]:
        names = [placement.tool.name for placement in passage.acted_on_by]
        assert len(names) == len(set(names))


def test_every_fiche_has_a_house_of_its_own_and_a_letter_without_a_drawing_a_plain_one(toolbox, client):
    drawn = {fiche.letter.lower() for fiche in Fiche.objects.published()}
    make.FicheFactory(letter="O", title="Een nieuw thema")
    home = client.get("/").text
    assert "Een nieuw thema" in home
    houses = re.findall(r'<svg class="house h-(\w+)"', home)
    assert (set(houses), houses.count("other")) == (drawn | {"other"}, 1)
    assert client.get("/fiches/o/").status_code == 200
