"""The pages of the catalogue: what they show, their ways on, and their queries, as many for four items as for two."""

import pytest

from tests import factories as make
from tests.catalogue import add_row_of_each, full_tool
from tests.page import (
    address_of,
    find_main,
    links,
    links_to,
    listed,
    main_text,
    queries_for_two_and_four,
    result_count,
    text_of,
    visit,
)


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("/", 4),
        ("/tools/", 2),
        ("/tools/?sorteer=nieuwste", 2),
        ("/tools/?sorteer=geplaatst", 2),
        ("/tools/?q=tool&vorm=vorm-0&doelgroep=doelgroep-0&fiche=a", 2),
        ("/zoeken/?q=tool", 3),
        ("/eigenaars/", 1),
        ("/doelgroepen/", 1),
        ("/over/bron-en-errata/", 1),
        ("/fiches/", 2),
        ("/tools/?formaat=csv", 10),
        ("/zonder-verbinding/toolbox.json", 20),
    ],
)
def test_a_list_takes_as_many_queries_for_four_items_as_for_two(db, address, number):
    assert queries_for_two_and_four(address, lambda _: full_tool()) == [number, number]


def test_the_tool_page_takes_as_many_queries_for_four_rows_as_for_two(db):
    tool = full_tool()
    assert queries_for_two_and_four(tool.get_absolute_url(), lambda _: add_row_of_each(tool)) == [6, 6]


@pytest.mark.parametrize(
    ("field", "factory"), [("owners", make.OwnerFactory), ("target_groups", make.TargetGroupFactory)]
)
def test_owner_and_target_group_take_as_many_queries_for_four_tools_as_for_two(db, field, factory):
    entry = factory()

    def add(_):
        getattr(full_tool(), field).add(entry)
        if field == "owners":
            make.OwnerAliasFactory(owner=entry)

    two, four = queries_for_two_and_four(entry.get_absolute_url(), add)
    assert two == four <= 6


def test_the_list_is_cut_in_pages(db):
    names = [make.ToolFactory().name for _ in range(25)]
    first, second = visit("/tools/"), visit("/tools/?pagina=2")
    assert (listed(first), listed(second)) == (names[:24], names[24:])
    assert (result_count(first), result_count(second)) == (25, 25)
    assert (address_of(first, "prev"), address_of(first, "next")) == (None, "?pagina=2")
    assert (address_of(second, "prev"), address_of(second, "next")) == ("?pagina=1", None)


def test_the_next_page_keeps_the_choice(db):
    form = make.FormatFactory(slug="video")
    for _ in range(25):
        make.ToolFactory(formats=[form])
    address = address_of(visit("/tools/?vorm=video&q=tool"), "next")
    assert address == "?vorm=video&q=tool&pagina=2"
    assert len(listed(visit(f"/tools/{address}"))) == 1


def test_a_page_without_a_number_is_the_first(db):
    tool = make.ToolFactory()
    assert listed(visit("/tools/?pagina=")) == [tool.name]


PARTS = ("/", "/tools/", "/fiches/", "/cyclus/", "/eigenaars/", "/doelgroepen/", "/wegwijzers/", "/over/")


@pytest.mark.parametrize(
    "address",
    [
        *(f"{part}bestaat-niet/" for part in PARTS),
        *(f"/tools/{slug}/" for slug in ("é", "a b", "%00", "a" * 500)),
        *(f"/tools/?pagina={page}" for page in ("0", "-1", "2", "99", "x", "1.5", "%20", "9" * 400)),
        "/fiches/z/",
    ],
)
def test_a_page_that_does_not_exist_is_a_404_in_dutch_with_ways_on(db, address):
    make.ToolFactory()
    response = visit(address, 404)
    assert "bestaat niet" in main_text(response)
    assert {"/", "/tools/", "/fiches/"} <= {address for address, _ in links(find_main(response))}


def test_an_address_without_its_last_slash_leads_to_the_page(client, db):
    tool = make.ToolFactory()
    response = client.get(tool.get_absolute_url().rstrip("/"))
    assert (response.status_code, response.url) == (301, tool.get_absolute_url())


def test_the_tool_page_says_everything(db):
    tool = make.ToolFactory(
        name="Buurtkoffer “Samen”",
        summary="Koffer met spelen.",
        owners=[make.OwnerFactory(name="Wijkhuis")],
        formats=[make.FormatFactory(name="Toolkit")],
        target_groups=[make.TargetGroupFactory(name="Gezinnen")],
        audiences=[make.AudienceFactory(name="Vrijwilliger")],
        tags=["spel"],
    )
    fiche, step = make.FicheFactory(letter="B", title="Buurt"), make.StepFactory(number=4, title="Reflectie")
    in_fiche = make.PlacementFactory(
        tool=tool, fiche=fiche, heading="Spelen > Buiten", description="Breekt het ijs.", printed_name="Koffer SAMEN"
    )
    make.PlacementFactory(tool=tool, step=step, description="Om terug te kijken.", reference_detail="vanaf p. 21")
    make.PlacementFactory(tool=tool, whole_cycle=True, description="Helpt overal.", label="De koffer bestellen")
    make.LinkFactory(tool=tool, url="https://voorbeeld.be/koffer", placement=in_fiche)
    make.LinkFactory(tool=tool, url="https://voorbeeld.be/koffer")
    make.CitationFactory(tool=tool, reference__citation="Wijkhuis, 2023", placement=in_fiche)
    make.ErratumFactory(tool=tool, printed="Kofer", why="Een letter te weinig.")

    response = visit(tool.get_absolute_url())
    page = main_text(response)

    for said in (
        "Buurtkoffer “Samen”", "Koffer met spelen.", "Eigenaar Wijkhuis", "Vorm Toolkit", "Doelgroep Gezinnen",
        "Voor wie Vrijwilliger", "Trefwoorden spel", "Fiche B. Buurt Spelen › Buiten Breekt het ijs.",
        "Hier gedrukt als: Koffer SAMEN", "Stap 4. Reflectie Om terug te kijken.", "vanaf p. 21",
        "De hele cyclus Helpt overal.", "De koffer bestellen", "Wijkhuis, 2023", "Kofer", "Een letter te weinig.",
    ):  # fmt: skip
        assert said in page
    assert links_to(response, "https://voorbeeld.be/") == ["https://voorbeeld.be/koffer"]


def test_a_tool_without_link_or_citation_says_so_and_offers_a_search(db):
    tool = make.ToolFactory(name="Buurt & co", owners=[make.OwnerFactory(name="Wijkhuis")])
    response = visit(tool.get_absolute_url())
    assert "De toolbox geeft voor deze tool geen link." in main_text(response)
    assert "geen bronvermelding" in main_text(response)
    assert any(address.endswith("?q=Buurt+&+co+Wijkhuis") for address, _ in links(find_main(response)))


def test_a_tool_without_link_asks_for_it_and_leads_to_the_sites_of_its_owners(db):
    owners = [make.OwnerFactory(name="Wijkhuis", url="https://www.wijkhuis.be/"), make.OwnerFactory(name="Zonder site")]
    tool = make.ToolFactory(owners=owners)
    ways = {(text, address) for address, text in links(find_main(visit(tool.get_absolute_url())))}
    asked = ("Weet jij waar dit staat? Geef de link door", f"/melden/link/{tool.slug}/")
    assert {asked, ("wijkhuis.be", "https://www.wijkhuis.be/")} <= ways
    tool.links.create(url="https://wijkhuis.be/tool")
    ways = {text for _, text in links(find_main(visit(tool.get_absolute_url())))}
    assert (ways & {asked[0], "wijkhuis.be"}, "Open op wijkhuis.be" in ways) == (set(), True)


def test_a_card_marks_a_tool_without_a_link(db):
    make.ToolFactory(name="Met link").links.create(url="https://voorbeeld.be/")
    make.ToolFactory(name="Zonder link")
    cards = find_main(visit("/tools/")).find_class("tool-card")
    marked = {text_of(card.find(".//h3")): "nog geen link" in text_of(card) for card in cards}
    assert marked == {"Met link": False, "Zonder link": True}


def test_the_owner_page_shows_other_names_and_tools(db):
    owner = make.OwnerAliasFactory(alias="Wijkhuis vzw", owner__name="Wijkhuis").owner
    mine = [make.ToolFactory(owners=[owner]).name for _ in range(2)]
    make.ToolFactory(owners=[make.OwnerFactory()])
    response = visit(owner.get_absolute_url())
    assert listed(response) == mine
    assert "Wijkhuis vzw" in main_text(response)


def test_the_target_group_page_shows_its_tools_and_why_it_is_hard_to_reach(db):
    group = make.TargetGroupFactory(
        unreached_group=make.UnreachedGroupFactory(reasons="Ze wonen ver.\nZe werken laat.")
    )
    mine = [make.ToolFactory(target_groups=[group]).name for _ in range(2)]
    make.ToolFactory()
    response = visit(group.get_absolute_url())
    assert listed(response) == mine
    assert "Ze wonen ver." in main_text(response)


@pytest.mark.parametrize(
    ("address", "says", "next_step"),
    [
        ("/tools/", "Geen tool gevonden met deze keuze.", "/fiches/"),
        ("/fiches/", "Er zijn nog geen thema’s.", "/tools/"),
        ("/eigenaars/", "Er zijn nog geen eigenaars.", "/tools/"),
        ("/doelgroepen/", "Er zijn nog geen doelgroepen.", "/tools/"),
        ("/wegwijzers/", "Er zijn nog geen wegwijzers.", "/fiches/"),
        ("/collecties/", "Er is nog geen collectie.", "/selectie/"),
        ("/vragen/", "Er zijn nog geen vragen.", "/tools/"),
        ("/over/bron-en-errata/", "Er zijn geen errata bekend.", "?formaat=csv"),
    ],
)
def test_an_empty_list_says_so_and_shows_a_next_step(db, address, says, next_step):
    page = visit(address)
    assert says in main_text(page)
    assert next_step in {address for address, _ in links(find_main(page))}


def test_search_finds_tools_themes_and_steps(db):
    make.ToolFactory(name="Buurtkaart")
    make.FicheFactory(letter="B", title="Over de buurtkaart")
    make.StepFactory(number=1, title="Maak een buurtkaart")
    make.ToolFactory(name="Iets anders")
    page = visit("/zoeken/?q=buurtkaart")
    assert listed(page) == ["Buurtkaart"]
    assert set(listed(page, "/fiches/")) == {"B", "B. Over de buurtkaart"}  # on its house, and in words
    assert listed(page, "/cyclus/") == ["1. Maak een buurtkaart"]


@pytest.mark.parametrize("query", ["%20", "%00", "'", '"', "%25", "\\", "a" * 5000, "niets-hiervan-bestaat"])
def test_any_question_gets_an_answer(db, query):
    make.ToolFactory()
    page = visit(f"/zoeken/?q={query}")
    told = [text_of(element) for element in find_main(page).iter() if element.get("role") in ("alert", "status")]
    assert any(told) or "Typ iets in het zoekvak" in main_text(page)


def test_errata_fold_by_the_part_of_the_publication_that_they_are_about(db):
    said = {
        "Inleiding en Deel 1": "Inleiding",
        "Deel 1, kader": "Deel 1", "Stap 3, figuur 4": "Stap 3",
        "Fiches C en G, tabel": "Fiche C", "Titel van fiche H; fiche I": "Fiche H",
        "Figuur 3; fiches A en C": "Figuur 3",
        "Hele publicatie, tabellen": "Hele publicatie", "Achterflap": "Elders", "Fiche C, tabel": "Fiche C",
    }  # fmt: skip
    for where in said:
        make.ErratumFactory(where=where)
    parts = find_main(visit("/over/bron-en-errata/")).findall(".//details")
    found = {
        part.findtext(".//h2"): [cell.text for cell in part.iterfind(".//td[@data-label='Waar']")] for part in parts
    }
    assert found == {part: [where for where in said if said[where] == part] for part in dict.fromkeys(said.values())}
    assert [part.get("open") for part in parts] == [None] * len(parts)
