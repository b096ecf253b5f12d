"""The cycle, the signposts and the background pages."""

import pytest
from lxml.html import tostring

from buurtanalyse.models import Step
from fiches.models import Figure
from tests import factories as make
from tests.page import (
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


def test_the_square_shows_the_steps_how_they_feed_each_other_and_the_tools_for_all(db):
    first, second = make.StepFactory(number=1, title="Buurtanalyse"), make.StepFactory(number=2, title="Samenwerking")
    make.StepInfluenceFactory(from_step=first, to_step=second, text="Toont met wie je praat.")
    make.PlacementFactory(whole_cycle=True, tool__name="Minder mazen", description="Voor de hele cyclus.")
    make.ResourceFactory(place="cyclus", name="De handleiding")
    make.ResourceFactory(place="toolbox", name="Iets anders")

    response = visit("/cyclus/")

    assert "Naar samenwerking: Toont met wie je praat." in main_text(response)
    assert listed(response) == ["Minder mazen"]
    assert "De handleiding" in main_text(response)
    assert "Iets anders" not in main_text(response)


def test_the_square_takes_as_many_queries_for_four_steps_as_for_two(db):
    def add(_):
        step = make.StepFactory()
        make.StepInfluenceFactory(from_step=step, to_step=Step.objects.first())
        make.PlacementFactory(whole_cycle=True, tool__owners=[make.OwnerFactory()])

    assert queries_for_two_and_four("/cyclus/", add) == [12, 12]


def test_a_step_takes_as_many_queries_for_four_rows_as_for_two(db):
    step = make.StepFactory()

    def add(_):
        placement = make.PlacementFactory(step=step, tool__owners=[make.OwnerFactory()])
        placement.step_findings.add(make.StepPassageFactory(step=step))
        make.StepFicheFactory(step=step)

    assert queries_for_two_and_four(step.get_absolute_url(), add) == [10, 10]


def test_a_step_says_everything_in_order(db):
    step = make.StepFactory(number=4, title="Reflectie", lead="Kijk terug.")
    make.StepPassageFactory(step=step, order=1, title="Maak tijd", text="Plan het in.", points="elk jaar\nmet iedereen")
    make.StepPassageFactory(step=step, order=2, kind="getuigenis", title="", speaker="Een trekker", text="Het hielp.")
    make.PlacementFactory(step=step, heading="Vragen", tool__name="Vragenwaaier", description="Stelt vragen.")
    make.StepFicheFactory(step=step, fiche__letter="L", fiche__title="Documenteren", reason="Schrijf het op.")

    page = main_text(visit(step.get_absolute_url()))

    said = [
        "Kijk terug.", "Plan het in.", "elk jaar", "met iedereen", "Het hielp.", "Een trekker", "Vragen",
        "Vragenwaaier", "Stelt vragen.", "L. Documenteren", "Schrijf het op.",
    ]  # fmt: skip
    assert not_in_order(page, said) is None


def test_a_step_leads_to_the_tools_of_its_fiches(db):
    step = make.StepFactory()
    for letter in "AB":
        make.StepFicheFactory(step=step, fiche=make.FicheFactory(letter=letter))
    assert "/tools/?fiche=a&fiche=b" in links_to(visit(step.get_absolute_url()), "/tools/")


def rows_of_figure(number, fiche):
    """One more row of each figure that has rows of its own, pointing at `fiche` where it can."""
    if number == 1:
        make.StepInfluenceFactory(from_step=make.StepFactory(), to_step=make.StepFactory())
    elif number == 3:
        make.OutcomeFactory(text="Buren kennen elkaar.", tips="Blijf aanwezig.").fiches.set([fiche])
    elif number == 4:
        situation = make.SituationFactory(title="Van nul beginnen")
        for kind, text in (("doel", "Mensen leren kennen"), ("actie", "Aanbellen"), ("drempel", "Weinig tijd")):
            make.SituationElementFactory(situation=situation, kind=kind, text=text).fiches.set([fiche])
        make.SituationElementFactory(situation=None, kind="drempel", text="Weinig geld").fiches.set([fiche])
    elif number == 5:
        make.StartFactorFactory(helps="Een vaste plek", attention="Tijd").fiches.set([fiche])
    elif number == 6:
        group = make.UnreachedGroupFactory(reasons="Ze zijn overdag weg.", tips="Kom 's avonds.")
        group.fiches.set([fiche])
        make.TargetGroupFactory(unreached_group=group)


@pytest.mark.parametrize(
    ("number", "choices", "said"),  # a visitor chooses on a figure to see the themes behind a row
    [
        (1, [""], ["Titel van stap 1", "Zo voedt de ene stap de andere"]),
        (3, ["groep=partners"], ["Met betrekking tot partners", "Buren kennen elkaar.", "Blijf aanwezig.", "Visie"]),
        (4, ["situatie=situatie-0", "situatie=overal"],
         ["Van nul beginnen", "Mensen leren kennen", "Aanbellen", "Weinig tijd", "Weinig geld", "Visie"]),
        (5, ["groep=praktisch"], ["Praktische factoren", "Een vaste plek", "Tijd", "Visie"]),
        (6, ["groep=groep-0"],
         ["Groep 0", "Ze zijn overdag weg.", "Kom 's avonds.", "Visie", "Tools voor: doelgroep 0"]),
    ],
)  # fmt: skip
def test_a_figure_shows_its_rows(db, number, choices, said):
    figure = make.FigureFactory(number=number)
    rows_of_figure(number, make.FicheFactory(letter="A", title="Visie"))
    pages = "".join(main_text(visit(f"{figure.get_absolute_url()}?{choice}")) for choice in choices)
    assert [text for text in said if text not in pages] == []


@pytest.mark.parametrize("number", [2, 7, 8])
def test_a_figure_that_is_a_plain_table_shows_its_rows(db, number):
    figure = make.FigureFactory(number=number)
    make.FigureRowFactory(figure=figure, heading="Wat ik kan", label="Boodschappen doen", text="voor een buur", lines=2)
    page = main_text(visit(figure.get_absolute_url()))
    assert "Boodschappen doen" in page
    assert "voor een buur" in page


@pytest.mark.parametrize("number", range(1, 9))
def test_a_figure_takes_as_many_queries_for_four_rows_as_for_two(db, number):
    figure = make.FigureFactory(number=number, fiche=make.FicheFactory())
    for step in range(1, 5):
        make.StepFactory(number=step)

    def add(_):
        make.FigureRowFactory(figure=figure)
        if number > 1:
            rows_of_figure(number, make.FicheFactory())

    two, four = queries_for_two_and_four(figure.get_absolute_url(), add)
    assert two == four <= 8


def test_the_signposts_are_in_order(db):
    for number in (6, 3):
        make.FigureFactory(number=number)
    assert listed(visit("/wegwijzers/"), "/wegwijzers/") == ["De titel van figuur 3", "De titel van figuur 6"]


@pytest.mark.parametrize("page", ["toolbox", "zorgzame-buurten"])
def test_the_background_pages_show_their_own_sections(db, page):
    make.SectionFactory(page="toolbox", title="Waar de toolbox vandaan komt")
    make.SectionFactory(page="zorgzame-buurten", title="Wat een zorgzame buurt is")
    make.ResourceFactory(place="toolbox", name="Boek over de toolbox")
    make.ResourceFactory(place="zorgzame-buurten", name="Boek over buurten", url="https://voorbeeld.be/boek")
    make.PillarFactory(title="Samen leven")
    make.BuildingBlockFactory(title="Buurtgericht netwerk")
    titles = {
        "toolbox": ["Waar de toolbox vandaan komt", "Boek over de toolbox"],
        "zorgzame-buurten": ["Wat een zorgzame buurt is", "Boek over buurten", "Samen leven", "Buurtgericht netwerk"],
    }
    text = main_text(visit(f"/over/{page}/"))
    assert [title for own in titles.values() for title in own if title in text] == titles[page]


def test_the_reading_guide_tells_each_role_what_to_read_and_why(db):
    make.ReadingGuideFicheFactory(
        guide__title="Trekker", fiche__letter="H", fiche__title="Regie", reason="Jij houdt het samen."
    )
    guide = make.ReadingGuideFicheFactory._meta.model.objects.get().guide
    make.ReadingGuideFicheFactory(guide__title="Buur", reason="Jij helpt mee.")
    everybody = visit("/over/leeswijzer/")
    assert [title in main_text(everybody) for title in ("Trekker", "Buur", "Jij houdt het samen.")] == [
        True,
        True,
        False,
    ]
    assert f"/over/leeswijzer/?rol={guide.slug}#antwoord" in links_to(everybody, "/over/leeswijzer/")
    text = main_text(visit(f"/over/leeswijzer/?rol={guide.slug}"))
    assert not_in_order(text, ["Trekker", "Waar je begint.", "Regie", "Jij houdt het samen."]) is None
    assert "Jij helpt mee." not in text  # one role at a time


def test_a_role_that_does_not_exist_is_said_and_the_others_are_offered(db):
    make.ReadingGuideFicheFactory(guide__title="Trekker")
    response = visit("/over/leeswijzer/?rol=koning")
    assert response.status_code == 200
    assert not_in_order(main_text(response), ["Die rol bestaat hier niet.", "Trekker"]) is None


def test_a_walk_leads_along_the_public_houses_in_their_order(db):
    guide = make.ReadingGuideFactory(title="Trekker")
    for order, letter, status in ((2, "A", "gepubliceerd"), (1, "H", "gepubliceerd"), (3, "B", "concept")):
        make.ReadingGuideFicheFactory(guide=guide, order=order, fiche__letter=letter, fiche__status=status)
    walk = find_main(visit(f"/over/leeswijzer/?rol={guide.slug}")).find(".//ol[@class='walk']")
    assert [address for address, _ in links(walk)] == ["/fiches/h/", "/fiches/a/"]
    assert [svg.get("class") for svg in walk.iter("svg")] == ["house h-h", "house h-a"]


def test_a_figure_is_called_what_one_gets_and_keeps_its_number_and_its_printed_title(db):
    figure = make.FigureFactory(number=4, title="Waar je begint", label="Mogelijke beginsituaties")
    page = visit(figure.get_absolute_url())
    assert find_main(page).findtext(".//h1") == "Waar je begint"
    assert "Figuur 4 van de toolbox: “Mogelijke beginsituaties”" in main_text(page)


def test_every_figure_has_a_plain_title_and_a_drawing_of_its_own(toolbox):
    page = find_main(visit("/wegwijzers/"))
    titles = [heading.text_content() for heading in page.iter("h2")]
    assert [title for title in titles if "iguur" in title] == []
    drawings = [tostring(svg) for svg in page.iter("svg")]
    assert len(titles) == len(set(titles)) == len(drawings) == len(set(drawings)) == 9
    assert not Figure.objects.filter(label="").exists()


@pytest.mark.parametrize(
    ("address", "number"),
    [("/wegwijzers/", 6), ("/over/leeswijzer/", 2), ("/over/toolbox/", 6), ("/over/zorgzame-buurten/", 8)],
)
def test_the_other_lists_take_as_many_queries_for_four_items_as_for_two(db, address, number):
    def add(_):
        make.FigureFactory()
        make.ReadingGuideFicheFactory()
        for page in ("toolbox", "zorgzame-buurten"):
            make.SectionFactory(page=page)
            make.ResourceFactory(place=page)
        make.PillarFactory()
        make.BuildingBlockFactory()

    assert queries_for_two_and_four(address, add) == [number, number]


@pytest.mark.parametrize("address", ["/over/toegankelijkheid/", "/over/privacy/"])
def test_the_pages_without_data_need_no_database(db, address):
    assert queries(address) == 0


EMPTY = {
    "/collecties/": lambda: make.CollectionFactory(status="gepubliceerd"),
    "/over/bron-en-errata/": lambda: make.ErratumFactory(),
    "/nieuw/": lambda: make.ToolFactory(),
    "/over/leeswijzer/": lambda: make.ReadingGuideFactory(),
}


@pytest.mark.parametrize("address", EMPTY)
def test_an_index_leads_to_a_list_only_when_there_is_something_in_it(db, address):
    indexes = ["/over/", "/wegwijzers/"] if address == "/over/leeswijzer/" else ["/over/"]
    assert [address in links_to(visit(index), "/") for index in indexes] == [False] * len(indexes)
    EMPTY[address]()
    assert [address in links_to(visit(index), "/") for index in indexes] == [True] * len(indexes)


def test_no_page_that_is_read_leads_to_a_list_with_nothing_in_it(toolbox):
    """As the toolbox is loaded: there are no collections yet."""
    for index in ("/over/", "/wegwijzers/"):
        for address in links_to(visit(index), "/"):
            assert not find_main(visit(address.split("#")[0])).xpath(".//p[@class='empty']"), address
