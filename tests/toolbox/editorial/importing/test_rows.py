"""What a row may hold, and what becomes of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.desk import fresh
from tests.toolbox.editorial.importing.conftest import csv_file
from toolbox.editorial.importing import run
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.resources import OwnerSheet, PlacementSheet, ThesaurusSheet, ToolSheet, WordFormSheet
from toolbox.models import Format, Owner, Placement, Revision, ThesaurusGroup, Tool, WordForm

pytestmark = pytest.mark.django_db


def apply(resource, columns, *rows, user=None):
    user = user or make.EditorFactory()
    file = run.keep(read("lijst.csv", csv_file(columns, *rows)), resource, "lijst.csv", user)
    return run.apply(file, resource, run.preview(file, resource).fingerprint)


def reasons(outcome):
    return [reason for row in outcome.refused for reason in row.reasons]


def test_columns_that_are_not_in_the_file_stay_as_they_are_and_an_empty_cell_empties_a_field(tool):
    apply(ToolSheet, ["adres", "in één zin"], ["buurtkaart", "Nieuw."])
    assert Tool.objects.values_list("name", "summary").get() == ("Buurtkaart", "Nieuw.")
    assert [owner.name for owner in tool.owners.all()] == ["Wijkhuis"]
    assert tool.links.count() == 1
    apply(ToolSheet, ["adres", "eigenaars", "links", "trefwoorden"], ["buurtkaart", "", "", ""])
    assert (tool.owners.count(), tool.links.count(), tool.tags.count()) == (0, 0, 0)


def test_owner_is_found_by_another_name_a_keyword_may_be_new_and_a_link_that_stays_keeps_its_row(tool):
    kept, lists = tool.links.get(), ["het huis van de wijk", "kaart\nspelen", "https://b.be/\nhttps://a.be/"]
    apply(ToolSheet, ["adres", "eigenaars", "trefwoorden", "links"], ["buurtkaart", *lists])
    assert [owner.name for owner in tool.owners.all()] == ["Wijkhuis"]
    assert set(tool.tags.names()) == {"kaart", "spelen"}
    assert set(tool.links.values_list("pk", "url")) >= {(kept.pk, "https://a.be/")}
    assert tool.links.count() == 2


def test_the_same_in_another_order_is_no_change(tool):
    tool.formats.add(Format.objects.get(name="Video"))
    outcome = apply(ToolSheet, ["adres", "vormen"], ["buurtkaart", "video\nSPEL"])
    assert (outcome.changed, outcome.unchanged) == ([], 1)
    assert not Revision.objects.exists()


def test_a_row_costs_the_same_however_many_of_its_cells_did_not_change(tool):
    make.ToolFactory()
    columns, rows = run.export(ToolSheet, Tool.objects.all())
    rows = [dict(zip(columns, map(str, row), strict=True)) | {"in één zin": "Anders."} for row in rows]

    def queries(names, number):
        cells = [[row[name] for name in names] for row in rows[:number]]
        file = run.keep(read("lijst.csv", csv_file(names, *cells)), ToolSheet, "lijst.csv", make.EditorFactory())
        with CaptureQueriesContext(connection) as captured:
            assert len(run.preview(file, ToolSheet).changed) == number
        return len(captured)

    all_cells, two_cells = (queries(names, 2) - queries(names, 1) for names in (columns, ["adres", "in één zin"]))
    assert all_cells == two_cells


def test_new_tool_gets_a_free_address(tool):
    apply(ToolSheet, ["adres", "naam", "in één zin"], ["", "Buurtkaart!", "x"])
    assert set(Tool.objects.values_list("slug", flat=True)) == {"buurtkaart", "buurtkaart-2"}


def test_placement_takes_its_place_its_sources_and_what_it_rests_on(placement):
    columns = ["sleutel", "tool", "fiche", "volgorde", "wat je er hier aan hebt", "links", "bronvermeldingen"]
    columns.append("steunt op")
    apply(PlacementSheet, columns, ["", "buurtkaart", "a", "2", "Ook hier.", "https://b.be/", "peeters, 2020", "A 1"])
    outcome = apply(PlacementSheet, [*columns, "kop"], ["a-1", "buurtkaart", "A", "1", "Hier.", "", "", "A 1", "Kop"])
    assert outcome.refused == []
    assert (fresh(placement).heading, placement.links.count(), placement.citations.count()) == ("Kop", 0, 0)
    assert [passage.title for passage in placement.findings.all()] == ["Eén"]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sleutel": "met spatie"}, "sleutel: “met spatie” kan niet: gebruik letters, cijfers en streepjes."),
        ({"tool": "bestaat-niet"}, "tool: “bestaat-niet” bestaat niet."),
        ({"fiche": "Z"}, "fiche: “Z” bestaat niet."),
        ({"stap": "twee"}, "stap: “twee” bestaat niet."),
        ({"fiche": ""}, "Kies één plaats: een fiche, een stap of de hele cyclus."),
        ({"hele cyclus": "ja"}, "Kies één plaats: een fiche, een stap of de hele cyclus."),
        ({"hele cyclus": "soms"}, "hele cyclus: “soms” is geen ja of nee."),
        ({"volgorde": "eerste"}, "volgorde: “eerste” is geen getal. Zet een geheel getal."),
        ({"volgorde": "99999999999999999999"}, "is geen getal."),
        ({"bronvermeldingen": "Niemand, 1900"}, "bronvermeldingen: “Niemand, 1900” staat nog niet bij de bronver"),
        ({"steunt op": "A 9"}, "steunt op: Dit kennen we niet: A 9."),
    ],
)
def test_placement_that_cannot_be_is_refused(placement, changes, why):
    row = {"sleutel": "a-1", "tool": "buurtkaart", "fiche": "A", "stap": "", "hele cyclus": "nee", "volgorde": "1"}
    row |= {"bronvermeldingen": "Peeters, 2020", "steunt op": ""} | changes
    assert why in " ".join(reasons(apply(PlacementSheet, list(row), list(row.values()))))
    assert Placement.objects.values_list("tool__slug", "fiche__letter", "order").get() == ("buurtkaart", "A", 1)


def test_owner_takes_its_other_names_and_not_one_that_somebody_has_already(tool):
    apply(OwnerSheet, ["adres", "naam", "andere namen"], ["wijkhuis", "Wijkhuis", "WH"], ["", "Nieuwe vzw", ""])
    assert set(Owner.objects.values_list("slug", "aliases__alias")) == {("wijkhuis", "WH"), ("nieuwe-vzw", None)}
    outcome = apply(OwnerSheet, ["adres", "naam", "andere namen"], ["", "Derde vzw", "WH"])
    assert "andere namen: “WH” kan niet" in reasons(outcome)[0]


def test_thesaurus_and_word_forms_can_be_imported_too():
    apply(ThesaurusSheet, ["naam", "onderwerp", "woorden"], ["ouderen", "mensen", "ouderen, senior"])
    outcome = apply(ThesaurusSheet, ["naam", "onderwerp", "woorden"], ["een-woord", "mensen", "ouderen"])
    assert reasons(outcome) == ["woorden: Geef minstens twee woorden, gescheiden door een komma."]
    apply(WordFormSheet, ["vorm", "grondwoord"], ["ouderen", "oudere"])
    assert [group.word_list for group in ThesaurusGroup.objects.all()] == [["ouderen", "senior"]]
    assert WordForm.objects.get().base == "oudere"


# History


def test_import_stands_once_in_the_history_of_each_entry_and_can_be_undone(desk, placement):
    second = make.PlacementFactory(key="c-1", tool=placement.tool, whole_cycle=True, description="Daar.")
    user = make.EditorFactory(username="bo")
    column = "wat je er hier aan hebt"
    apply(PlacementSheet, ["sleutel", column], ["a-1", "Anders."], ["c-1", "Ook anders."], user=user)
    new, first = Revision.objects.of(placement.tool)
    assert (new.action, new.note, new.user, first.action) == ("ingevoerd", "lijst.csv", user, "begin")
    desk.post(f"/admin/toolbox/tool/{placement.tool.pk}/terugzetten/{first.pk}/")
    assert (fresh(placement).description, fresh(second).description) == ("Hier.", "Daar.")


def test_placement_that_moves_stands_in_the_history_of_both_tools(placement):
    other = make.ToolFactory(name="Burenspel")
    apply(PlacementSheet, ["sleutel", "tool"], ["a-1", "burenspel"])
    assert [(link.url, link.placement) for link in other.links.all()] == [("https://plaats.be/", placement)]
    assert [Revision.objects.of(tool).first().action for tool in (placement.tool, other)] == ["ingevoerd"] * 2
