"""The figures as signposts: a choice leaves the rows, the fiches and the tools that fit."""

import pytest

from buurtanalyse.models import Outcome, SituationElement
from fiches.models import Fiche, FigureRow
from tests import factories as make
from tests.page import parse, text_of, visit
from toolbox.models import Tool

FIGURES = {
    "uitkomsten": ("groep", "partners"),
    "beginsituaties": ("situatie", "de-buurt-is-divers"),
    "startfactoren": ("groep", "praktisch"),
    "moeilijk-bereikbare-groepen": ("groep", "anderstaligen"),
    "competenties": ("rol", "wie-de-regie-voert"),
}


@pytest.mark.parametrize("slug", FIGURES)
def test_signpost_without_a_choice_shows_every_row_in_the_picture_and_in_the_table(toolbox, client, slug):
    response = client.get(f"/wegwijzers/{slug}/")
    reading = response.context_data["reading"]
    assert reading.rows == reading.all_rows != []
    assert not reading.is_narrowed and not reading.is_unknown
    assert len(parse(response).findall(".//tbody/tr")) == len(reading.rows)


@pytest.mark.parametrize(("slug", "param", "value"), [(slug, *choice) for slug, choice in FIGURES.items()])
def test_signpost_with_a_choice_shows_its_part(toolbox, client, slug, param, value, django_assert_max_num_queries):
    client.get("/tools/")  # the catalogue is read once for each state of the content
    with django_assert_max_num_queries(11):
        response = client.get(f"/wegwijzers/{slug}/", {param: value})
    reading = response.context_data["reading"]
    assert [choice.selected for choice in reading.choices].count(True) == 1
    assert 0 < len(reading.rows) < len(reading.all_rows)


@pytest.mark.parametrize("slug", FIGURES)
def test_signpost_names_a_choice_that_does_not_exist(toolbox, client, slug):
    param, _ = FIGURES[slug]
    response = client.get(f"/wegwijzers/{slug}/", {param: "bestaat-niet"})
    assert response.status_code == 200
    assert "Die keuze bestaat hier niet" in response.content.decode()
    assert response.context_data["reading"].rows == response.context_data["reading"].all_rows


def test_signs_of_figure_3_are_short_and_the_table_keeps_the_printed_words(toolbox, client):
    response = client.get("/wegwijzers/uitkomsten/")
    signs = [choice.label for choice in response.context_data["reading"].choices]
    assert signs == ["De buurt en de bewoners", "Partners", "Externe partners"]
    table = text_of(parse(response).find(".//table"))
    assert [group.label for group in Outcome.Group if group.label not in table] == []


def test_situation_leads_to_its_fiches_and_the_tools_that_were_chosen_for_it(toolbox, client):
    response = client.get("/wegwijzers/beginsituaties/?situatie=mensen-voelen-zich-onveilig")
    reading = response.context_data["reading"]
    elements = SituationElement.objects.filter(situation__slug="mensen-voelen-zich-onveilig")
    assert reading.rows == list(elements)
    assert [fiche.letter for fiche in reading.fiches] == ["C", "D"]
    chosen = Tool.objects.filter(worry_tools__worry__situation__slug="mensen-voelen-zich-onveilig")
    assert [tool.name for tool in response.context_data["fitting_tools"]] == [
        tool.name for tool in chosen.order_by("worry_tools__order")
    ]


def test_choice_leads_to_its_fiches_and_some_of_their_tools(toolbox, client):
    response = client.get("/wegwijzers/startfactoren/?groep=praktisch")
    letters = [fiche.letter for fiche in response.context_data["reading"].fiches]
    in_those = Tool.objects.published().filter(placements__fiche__letter__in=letters)
    assert {tool.pk for tool in response.context_data["fitting_tools"]} <= {tool.pk for tool in in_those}
    assert f"/tools/?fiche={'&amp;fiche='.join(letters).lower()}" in response.text


@pytest.mark.parametrize(
    ("figure", "letter", "rows", "counted"),
    [
        ("beginsituaties", "g", SituationElement.objects, "drempels waar deze fiche bij helpt"),
        ("competenties", "h", FigureRow.objects.filter(figure__number=8), "competenties waar deze fiche over gaat"),
    ],
)
def test_row_of_a_figure_and_its_fiche_lead_to_each_other(toolbox, client, figure, letter, rows, counted):
    fiche, figure = f"/fiches/{letter}/", f"/wegwijzers/{figure}/?fiche={letter}"
    page, response = client.get(fiche).text, client.get(figure)
    shown = response.context_data["reading"].rows
    assert set(shown) == set(rows.filter(fiches__letter=letter.upper()))
    assert (figure in page, fiche in response.text) == (True, True)
    number = len([row for row in shown if getattr(row, "kind", "drempel") == "drempel"])
    assert f"{number} {counted}" in page
    assert "competenties waar" not in client.get("/fiches/c/").text  # it has none


def test_every_competence_leads_to_a_fiche(toolbox):
    assert not FigureRow.objects.filter(figure__number=8, fiches=None)


def test_fiche_counts_barriers_and_competences_each_once(db):
    fiche = make.FicheFactory()
    for _ in range(2):
        make.SituationElementFactory(kind="drempel").fiches.set([fiche])
    figure = make.FigureFactory(number=8)
    for _ in range(3):
        make.FigureRowFactory(figure=figure).fiches.set([fiche])
    make.FigureRowFactory(figure=make.FigureFactory(number=2)).fiches.set([fiche])
    found = Fiche.objects.for_detail().get(pk=fiche.pk)
    assert (found.barrier_count, found.competence_count) == (2, 3)


def test_picture_of_the_actors_and_its_table_have_one_source(toolbox):
    rows = FigureRow.objects.filter(figure__number=2)
    rows.filter(order=3).update(label="Buren en kennissen")
    tree = parse(visit("/wegwijzers/partners/"))
    labels = [row.label for row in rows]
    assert "Buren en kennissen" in labels
    pictured = {
        link.get("href"): text_of(link.find("text"))
        for link in tree.iterfind(".//a")
        if link.get("class", "").startswith("square-step actor-")
    }
    assert list(pictured.values()) == labels
    assert [tree.find(f".//li[@id='{address[1:]}']//h2").text for address in pictured] == labels
    assert [row.findtext("th") for row in tree.find(".//table/tbody")] == labels
