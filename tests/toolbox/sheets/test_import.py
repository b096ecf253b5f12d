"""An editor imports a file: first what would change, then exactly that."""

import io

import pytest
from django.contrib.auth import get_user_model
from openpyxl import Workbook

from fiches.models import Fiche, Passage
from tests.desk import make_editor, make_superuser, make_tool
from tests.toolbox.sheets.conftest import csv_file
from toolbox.models import (
    Citation,
    Format,
    ImportFile,
    Link,
    Owner,
    OwnerAlias,
    Placement,
    Reference,
    Revision,
    ThesaurusGroup,
    Tool,
    WordForm,
)
from toolbox.sheets import run
from toolbox.sheets.files import WRITERS, read
from toolbox.sheets.resources import OwnerSheet, PlacementSheet, ThesaurusSheet, ToolSheet, WordFormSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def tool():
    tool = make_tool("Buurtkaart")
    owner = Owner.objects.create(name="Wijkhuis", slug="wijkhuis")
    OwnerAlias.objects.create(owner=owner, alias="Het huis van de wijk")
    tool.owners.add(owner)
    tool.formats.add(Format.objects.create(name="Spel", slug="spel"))
    Format.objects.create(name="Video", slug="video")
    tool.tags.add("kaart")
    Link.objects.create(tool=tool, url="https://a.be/")
    return tool


@pytest.fixture
def placement(tool):
    fiche = Fiche.objects.create(letter="A", slug="a", title="Visie", lead="x", status="gepubliceerd")
    Passage.objects.create(fiche=fiche, order=1, title="Eén", text="x")
    reference = Reference.objects.create(citation="Peeters, 2020", slug="peeters-2020")
    placement = Placement.objects.create(key="a-1", tool=tool, fiche=fiche, order=1, description="Hier.")
    Link.objects.create(tool=tool, placement=placement, url="https://plaats.be/")
    Citation.objects.create(tool=tool, placement=placement, reference=reference)
    return placement


# The preview


def test_preview_shows_what_would_change_and_changes_nothing(desk, upload, tool):
    columns = ["adres", "naam", "in één zin", "vormen"]
    content = csv_file(columns, ["buurtkaart", "Kaart", "x", "Video\nSpel"], ["", "Burenspel", "x", ""])
    page = upload(desk, content).text
    assert "<strong>naam</strong>: <del>Buurtkaart</del> → <ins>Kaart</ins>" in page
    assert "<strong>vormen</strong>: <del>Spel</del> → <ins>Spel\nVideo</ins>" in page
    assert "Burenspel" in page
    assert Tool.objects.get() == tool
    assert Tool.objects.get().name == "Buurtkaart"
    assert not Revision.objects.exists()


def test_yes_does_what_the_preview_showed(desk, upload, say_yes, tool):
    content = csv_file(
        ["adres", "naam", "in één zin"], ["buurtkaart", "Kaart", "Een kaart."], ["", "Burenspel", "Spel."]
    )
    page = say_yes(desk, upload(desk, content))
    assert "Ingelezen uit lijst.csv: 1 nieuw, 1 gewijzigd, 0 zonder wijziging." in page.text
    assert set(Tool.objects.values_list("slug", "name", "summary", "status")) == {
        ("buurtkaart", "Kaart", "Een kaart.", "gepubliceerd"),
        ("burenspel", "Burenspel", "Spel.", "concept"),
    }
    assert not ImportFile.objects.exists()


def test_bad_row_is_refused_with_its_line_and_reason_and_the_good_one_waits(desk, upload, say_yes, tool):
    content = csv_file(
        ["adres", "naam", "vormen", "status", "nagekeken op"],
        ["buurtkaart", "Kaart", "Spel", "gepubliceerd", "3/11/2026"],
        ["weg", "", "Hologram", "misschien", "gisteren"],
    )
    page = upload(desk, content)
    assert "0 nieuw, 1 gewijzigd, 0 zonder wijziging, 1 geweigerd" in page.text
    for reason in (
        "naam: Dit veld kan niet leeg zijn",
        "vormen: Dit kennen we niet: Hologram.",
        "status: “misschien” kan hier niet. Kies uit: concept, gepubliceerd, ingetrokken.",
        "nagekeken op: “gisteren” is geen datum.",
    ):
        assert reason in page.text
    assert '<th scope="row">3</th>' in page.text
    say_yes(desk, page)
    assert list(Tool.objects.values_list("name", flat=True)) == ["Kaart"]
    assert Tool.objects.get().reviewed_on.isoformat() == "2026-11-03"


def test_row_that_fails_halfway_leaves_nothing_behind(desk, upload, say_yes, tool):
    columns = ["adres", "naam", "in één zin", "links"]
    content = csv_file(columns, ["buurtkaart", "Kaart", "x", "geen-adres"], ["", "Goed", "x", "https://g.be/"])
    page = upload(desk, content)
    assert "links: “geen-adres” kan niet:" in page.text
    say_yes(desk, page)
    tool.refresh_from_db()
    assert tool.name == "Buurtkaart"
    assert [link.url for link in tool.links.all()] == ["https://a.be/"]
    assert list(Tool.objects.get(name="Goed").links.values_list("url", flat=True)) == ["https://g.be/"]


def test_file_without_any_good_row_cannot_be_confirmed(desk, upload):
    page = upload(desk, csv_file(["adres", "naam"], ["", ""], ["x", ""]))
    assert "Er valt niets in te lezen." in page.text
    assert 'name="gezien"' not in page.text


def test_same_item_twice_is_refused_the_second_time(desk, upload, tool):
    page = upload(desk, csv_file(["adres", "naam"], ["buurtkaart", "Een"], ["buurtkaart", "Twee"]))
    assert "Dit item staat ook op rij 2." in page.text
    assert "<ins>Een</ins>" in page.text


def test_two_rows_with_one_name_give_one_tool_and_one_reason(desk, upload, tool):
    page = upload(desk, csv_file(["adres", "naam", "in één zin"], ["", "Nieuw", "x"], ["", "Nieuw", "y"]))
    assert "1 nieuw, 0 gewijzigd, 0 zonder wijziging, 1 geweigerd" in page.text
    assert "naam: Er is al een tool met deze naam." in page.text


def test_cells_with_formulas_refuse_their_row(desk, upload, tool):
    book = Workbook()
    for row in (["adres", "naam"], ["buurtkaart", '=HYPERLINK("http://x.be","x")'], ["", "Goed"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    page = upload(desk, file.getvalue(), "lijst.xlsx")
    assert "naam: Er staat een formule (=HYPERLINK(" in page.text


def test_nothing_of_a_file_can_run_in_the_page(desk, upload, tool):
    page = upload(desk, csv_file(["adres", "naam"], ["buurtkaart", "<script>alert(1)</script>"]))
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        (["adres", "titel"], "De kolom “titel” kennen we niet"),
        (["adres", "eigenaar"], "(bedoel je “eigenaars”?)"),
        (["naam"], "De kolom “adres” ontbreekt."),
        (["adres", "naam", "naam"], "Deze kolom staat er twee keer: naam."),
        (["adres", "", "naam"], "Een kolom heeft geen naam"),
    ],
)
def test_wrong_columns_refuse_the_file(desk, upload, columns, why):
    page = upload(desk, csv_file(columns, ["x"] * len(columns)))
    assert why in page.text
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("adres;naam\nx;café\n".encode("cp1252"), "niet in UTF-8"),
        (csv_file(["adres", "naam"], *[["", f"Tool {n}"] for n in range(50_000)]), "meer dan 1000 rijen"),
        (b"", "leeg"),
    ],
)
def test_file_that_cannot_be_read_is_refused_on_the_page(desk, upload, content, why):
    page = upload(desk, content)
    assert page.status_code == 200
    assert why in page.text


# Between looking and saying yes


def test_change_by_somebody_else_in_between_shows_the_preview_again(desk, upload, say_yes, tool):
    page = upload(desk, csv_file(["adres", "in één zin"], ["buurtkaart", "Van het bestand."]))
    Tool.objects.filter(pk=tool.pk).update(summary="Van een collega.")
    again = say_yes(desk, page)
    assert "intussen veranderde er iets in de catalogus" in again.text
    assert "<del>Van een collega.</del> → <ins>Van het bestand.</ins>" in again.text
    tool.refresh_from_db()
    assert tool.summary == "Van een collega."
    assert "Ingelezen uit" in say_yes(desk, again).text


def test_second_click_on_yes_does_nothing_more(desk, upload, say_yes, tool):
    page = upload(desk, csv_file(["adres", "naam", "in één zin"], ["", "Nieuw", "x"]))
    file = ImportFile.objects.get()
    say_yes(desk, page)
    again = desk.post(f"/admin/toolbox/tool/importeren/{file.pk}/ja/", {"gezien": "x"}, follow=True)
    assert "Dit bestand is al ingelezen" in again.text
    assert Tool.objects.count() == 2


def test_file_of_another_editor_is_not_shown(desk, client, upload, tool):
    upload(desk, csv_file(["adres", "naam"], ["buurtkaart", "Kaart"]))
    file = ImportFile.objects.get()
    client.force_login(make_superuser("bo"))
    assert client.get(f"/admin/toolbox/tool/importeren/{file.pk}/").status_code == 404


def test_taking_in_is_never_done_by_following_a_link(desk, upload, tool):
    upload(desk, csv_file(["adres", "naam"], ["buurtkaart", "Kaart"]))
    file = ImportFile.objects.get()
    assert desk.get(f"/admin/toolbox/tool/importeren/{file.pk}/ja/").status_code == 405


def test_file_that_waited_for_a_day_is_thrown_away(desk, upload, tool):
    other = make_superuser("bo")
    old = run.keep(read("a.csv", csv_file(["adres", "naam"], ["x", "y"])), ToolSheet, "a.csv", other)
    ImportFile.objects.filter(pk=old.pk).update(made_at="2020-01-01T00:00Z")
    upload(desk, csv_file(["adres", "naam"], ["buurtkaart", "Kaart"]))
    assert not ImportFile.objects.filter(pk=old.pk).exists()


# What a row may hold


def apply(resource, columns, *rows, user=None):
    user = user or get_user_model().objects.filter(username="cas").first() or make_superuser("cas")
    file = run.keep(read("lijst.csv", csv_file(columns, *rows)), resource, "lijst.csv", user)
    outcome = run.preview(file, resource, user)
    return run.apply(file, resource, user, outcome.fingerprint)


def reasons(outcome):
    return [reason for row in outcome.refused for reason in row.reasons]


def test_columns_that_are_not_in_the_file_stay_as_they_are(tool):
    apply(ToolSheet, ["adres", "in één zin"], ["buurtkaart", "Nieuw."])
    tool.refresh_from_db()
    assert (tool.name, tool.summary) == ("Buurtkaart", "Nieuw.")
    assert [owner.name for owner in tool.owners.all()] == ["Wijkhuis"]
    assert tool.links.count() == 1


def test_empty_cell_empties_a_field(tool):
    apply(ToolSheet, ["adres", "eigenaars", "links", "trefwoorden"], ["buurtkaart", "", "", ""])
    assert (tool.owners.count(), tool.links.count(), tool.tags.count()) == (0, 0, 0)


def test_owner_is_found_by_another_name_and_a_keyword_may_be_new(tool):
    apply(ToolSheet, ["adres", "eigenaars", "trefwoorden"], ["buurtkaart", "het huis van de wijk", "kaart\nspelen"])
    assert [owner.name for owner in tool.owners.all()] == ["Wijkhuis"]
    assert set(tool.tags.names()) == {"kaart", "spelen"}


def test_the_same_in_another_order_is_no_change(tool):
    tool.formats.add(Format.objects.get(name="Video"))
    outcome = apply(ToolSheet, ["adres", "vormen"], ["buurtkaart", "video\nSPEL"])
    assert (outcome.changed, outcome.unchanged) == ([], 1)
    assert not Revision.objects.exists()


def test_link_that_stays_keeps_its_row(tool):
    kept = tool.links.get()
    apply(ToolSheet, ["adres", "links"], ["buurtkaart", "https://b.be/\nhttps://a.be/"])
    assert set(tool.links.values_list("pk", "url")) >= {(kept.pk, "https://a.be/")}
    assert tool.links.count() == 2


def test_new_tool_gets_a_free_address(tool):
    apply(ToolSheet, ["adres", "naam", "in één zin"], ["", "Buurtkaart!", "x"])
    assert set(Tool.objects.values_list("slug", flat=True)) == {"buurtkaart", "buurtkaart-2"}


def test_placement_takes_its_place_its_sources_and_what_it_rests_on(placement):
    columns = [
        "sleutel",
        "tool",
        "fiche",
        "volgorde",
        "wat je er hier aan hebt",
        "links",
        "bronvermeldingen",
        "steunt op",
    ]
    apply(PlacementSheet, columns, ["", "buurtkaart", "a", "2", "Ook hier.", "https://b.be/", "peeters, 2020", "A 1"])
    assert "Deze tool staat al" not in str(placement)
    outcome = apply(PlacementSheet, [*columns, "kop"], ["a-1", "buurtkaart", "A", "1", "Hier.", "", "", "A 1", "Kop"])
    assert outcome.refused == []
    placement.refresh_from_db()
    assert (placement.heading, placement.links.count(), placement.citations.count()) == ("Kop", 0, 0)
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
    placement.refresh_from_db()
    assert (placement.tool.slug, placement.fiche.letter, placement.order) == ("buurtkaart", "A", 1)


def test_owner_takes_its_other_names(tool):
    apply(OwnerSheet, ["adres", "naam", "andere namen"], ["wijkhuis", "Wijkhuis", "WH"], ["", "Nieuwe vzw", ""])
    assert set(Owner.objects.values_list("slug", "aliases__alias")) == {("wijkhuis", "WH"), ("nieuwe-vzw", None)}


def test_other_name_that_somebody_has_already_is_refused(tool):
    outcome = apply(OwnerSheet, ["adres", "naam", "andere namen"], ["", "Nieuwe vzw", "Het huis van de wijk"])
    assert "andere namen: “Het huis van de wijk” kan niet" in reasons(outcome)[0]


def test_thesaurus_and_word_forms_can_be_imported_too():
    apply(ThesaurusSheet, ["naam", "onderwerp", "woorden"], ["ouderen", "mensen", "ouderen, senior"])
    outcome = apply(ThesaurusSheet, ["naam", "onderwerp", "woorden"], ["een-woord", "mensen", "ouderen"])
    assert reasons(outcome) == ["woorden: Geef minstens twee woorden, gescheiden door een komma."]
    apply(WordFormSheet, ["vorm", "grondwoord"], ["ouderen", "oudere"])
    assert [group.word_list for group in ThesaurusGroup.objects.all()] == [["ouderen", "senior"]]
    assert WordForm.objects.get().base == "oudere"


# History and roles


def test_import_stands_once_in_the_history_of_each_entry_and_can_be_undone(desk, placement):
    second = Placement.objects.create(key="c-1", tool=placement.tool, whole_cycle=True, order=1, description="Daar.")
    user = make_superuser("bo")
    column = "wat je er hier aan hebt"
    apply(PlacementSheet, ["sleutel", column], ["a-1", "Anders."], ["c-1", "Ook anders."], user=user)
    new, first = Revision.objects.of(placement.tool)
    assert (new.action, new.note, new.user, first.action) == ("ingevoerd", "lijst.csv", user, "begin")
    desk.post(f"/admin/toolbox/tool/{placement.tool.pk}/terugzetten/{first.pk}/")
    placement.refresh_from_db()
    second.refresh_from_db()
    assert (placement.description, second.description) == ("Hier.", "Daar.")


def test_placement_that_moves_stands_in_the_history_of_both_tools(placement):
    other = make_tool("Burenspel")
    apply(PlacementSheet, ["sleutel", "tool"], ["a-1", "burenspel"])
    assert [Revision.objects.of(tool).first().action for tool in (placement.tool, other)] == ["ingevoerd"] * 2


def test_what_is_imported_is_found_at_once(desk, upload, say_yes, tool):
    content = csv_file(["adres", "naam"], ["buurtkaart", "Zonnebloemkaart"])
    say_yes(desk, upload(desk, content))
    assert "Zonnebloemkaart" in desk.get("/tools/?q=zonnebloemkaart").text


def test_redacteur_imports_but_does_not_publish(client, upload, say_yes, tool):
    client.force_login(make_editor("redacteur"))
    content = csv_file(
        ["adres", "naam", "in één zin", "status"],
        ["buurtkaart", "Kaart", "x", "ingetrokken"],
        ["", "Nieuw", "x", "gepubliceerd"],
        ["", "Klad", "x", "concept"],
    )
    page = upload(client, content)
    assert page.text.count("status: Alleen een hoofdredacteur publiceert of trekt in.") == 2
    say_yes(client, page)
    assert set(Tool.objects.values_list("name", "status")) == {("Buurtkaart", "gepubliceerd"), ("Klad", "concept")}


def test_hoofdredacteur_publishes_with_a_file(client, upload, say_yes, tool):
    client.force_login(make_editor("hoofdredacteur"))
    say_yes(client, upload(client, csv_file(["adres", "status"], ["buurtkaart", "ingetrokken"])))
    tool.refresh_from_db()
    assert tool.status == "ingetrokken"


def test_who_has_no_role_can_neither_import_nor_export(client, tool):
    user = make_editor("redacteur")
    user.groups.clear()
    client.force_login(user)
    for page in ("importeren/", "importeren/1/", "exporteren/", "exporteren/csv/"):
        assert client.get(f"/admin/toolbox/tool/{page}").status_code == 403, page


# Export


def test_export_holds_what_the_list_shows(desk, tool):
    make_tool("Burenspel", status="concept")
    assert "1 item." in desk.get("/admin/toolbox/tool/exporteren/?status__exact=concept").text
    response = desk.get("/admin/toolbox/tool/exporteren/csv/?status__exact=concept")
    assert [row[0] for row in read("a.csv", response.content).rows] == ["burenspel"]
    assert response["Content-Disposition"].startswith('attachment; filename="tools-')


@pytest.mark.parametrize("extension", WRITERS)
@pytest.mark.parametrize("model", ["tool", "placement", "owner", "thesaurusgroup", "wordform"])
def test_export_of_the_whole_toolbox_imports_without_any_change(toolbox, desk, upload, model, extension):
    response = desk.get(f"/admin/toolbox/{model}/exporteren/{extension}/")
    page = upload(desk, response.content, f"alles.{extension}", model)
    assert "0 nieuw, 0 gewijzigd" in page.text
    assert "geweigerd" not in page.text


def test_export_in_an_unknown_format_does_not_exist(desk, tool):
    assert desk.get("/admin/toolbox/tool/exporteren/exe/").status_code == 404


@pytest.mark.parametrize("number", [2, 4])
def test_export_costs_the_same_number_of_queries(desk, tool, number, django_assert_num_queries):
    for item in range(number):
        make_tool(f"Tool {item}").owners.add(Owner.objects.get())
    desk.get("/admin/toolbox/tool/exporteren/csv/")
    with django_assert_num_queries(16):
        desk.get("/admin/toolbox/tool/exporteren/csv/")
