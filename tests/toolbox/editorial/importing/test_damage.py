"""What a spreadsheet did without being asked never reaches an entry: the row is refused, with its line and reason."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from tests import factories as make
from tests.desk import fresh
from tests.toolbox.editorial.importing.conftest import csv_file, open_file, say_yes, upload, upload_file, xlsx_file
from toolbox.admin import sheets
from toolbox.editorial.importing import resource, run
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.resources import OwnerSheet, PlacementSheet, ToolSheet, WordFormSheet
from toolbox.editorial.importing.sheet import FileRefused
from toolbox.models import ImportFile, OldAddress, Owner, Revision, Tool

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parent / "files"


def previewed(content, name="lijst.csv", sheet=ToolSheet):
    """What would become of a file."""
    read_from = read(name, content, sheet().key.column_name)
    return run.preview(run.keep(read_from, sheet, name, make.EditorFactory()), sheet)


def reasons(*rows, columns=("adres", "naam"), sheet=ToolSheet, excel=False):
    """Why the rows of a file are refused."""
    content = xlsx_file(columns, *rows) if excel else csv_file(columns, *rows)
    outcome = previewed(content, "lijst.xlsx" if excel else "lijst.csv", sheet)
    return [(row.line, reason) for row in outcome.refused for reason in row.reasons]


# The right value in the right column, and nowhere else


def test_what_excel_made_of_typed_text_fits_only_in_a_column_of_its_kind(placement):
    columns = ["sleutel", "volgorde", "kop", "hele cyclus"]
    assert reasons(["a-1", 3, "x", False], columns=columns, sheet=PlacementSheet, excel=True) == []
    said = reasons(["a-1", True, 3, False], columns=columns, sheet=PlacementSheet, excel=True)
    assert [reason.partition(" (")[0] for _, reason in said] == [
        "volgorde: Het rekenblad maakte hier een ja of nee van",
        "kop: Het rekenblad maakte hier een getal van",
    ]


def test_number_that_the_catalogue_has_as_text_is_no_change(tool):
    Tool.objects.update(name="1712")
    assert reasons(["buurtkaart", 1712], excel=True) == []
    Tool.objects.update(name="007")
    assert "een getal van (7)" in reasons(["buurtkaart", 7], excel=True)[0][1]


def test_zeros_that_a_csv_lost_and_letters_that_became_question_marks_are_refused(tool):
    Tool.objects.update(name="+32470")
    assert reasons(["buurtkaart", "32470"])[0][1].startswith("naam: Het rekenblad liet tekens vooraan weg")
    Tool.objects.update(name="Café Țară")
    assert reasons(["buurtkaart", "Caf? ?ar?"])[0][1].startswith("naam: Letters zijn vraagtekens geworden.")
    assert reasons(["buurtkaart", "Café Tara?"]) == []


def test_quote_that_our_csv_puts_before_a_plus_is_no_change_when_it_comes_back_as_xlsx(tool):
    Tool.objects.update(name="+32 2 123")
    outcome = previewed(xlsx_file(["adres", "naam"], ["buurtkaart", "'+32 2 123"]), "lijst.xlsx")
    assert (outcome.changed, outcome.refused, outcome.unchanged) == ([], [], 1)


@pytest.mark.parametrize(
    ("column", "text", "why"),
    [
        ("nagekeken op", "11/30/26", "“11/30/26” is geen datum."),
        ("nagekeken op", "11/30/2026", "“11/30/2026” is geen datum."),
        ("vervangen door", "buurt–kaart", "“buurt–kaart” bestaat niet."),
        ("links", "Onze website", "“Onze website” kan niet:"),
    ],
)
def test_what_no_longer_is_what_the_column_needs_is_refused(tool, column, text, why):
    assert reasons(["buurtkaart", text], columns=["adres", column])[0][1].startswith(f"{column}: {why}")


def test_day_and_yes_as_a_spreadsheet_writes_them_are_read(placement):
    day = previewed(csv_file(["adres", "nagekeken op"], ["buurtkaart", "3/05/2026"]))
    assert day.changed[0].changes[0].new == "2026-05-03"
    outcome = previewed(csv_file(["sleutel", "fiche", "hele cyclus"], ["a-1", "", "WAAR"]), sheet=PlacementSheet)
    assert [(change.field, change.new) for change in outcome.changed[0].changes] == [
        ("fiche", ""),
        ("hele cyclus", "ja"),
    ]


def test_merged_cells_never_unpublish_a_tool(tool):
    make.ToolFactory(name="Burenspel")
    outcome = previewed((FILES / "merged.xlsx").read_bytes(), "merged.xlsx")
    row = outcome.refused[0]
    assert (row.line, row.reasons[0].partition(" (")[0]) == (3, "status: Deze cel is samengevoegd met andere")
    assert outcome.changed == []


def test_second_table_below_the_first_is_refused(tool):
    rows = [["buurtkaart", "Buurtkaart"], ["Adres", "status"], ["buurtkaart", "concept"]]
    with pytest.raises(FileRefused, match="Op rij 3 begint een tweede tabel"):
        reasons(*rows)
    with pytest.raises(FileRefused, match="Op rij 3 begint een tweede tabel"):
        reasons(rows[0], ["Status", "Adres"], excel=True)
    assert reasons(rows[0], ["Adres", "Naam"]) == [(3, "Hier staan de namen van de kolommen nog eens. Wis deze rij.")]
    assert reasons(["vorm", "vorm"], columns=["vorm", "grondwoord"], sheet=WordFormSheet) == []


def test_status_that_was_emptied_is_no_draft(tool):
    assert reasons(["buurtkaart", ""], columns=["adres", "status"]) == [(2, "status: Dit veld kan niet leeg zijn.")]


def test_row_that_stops_early_empties_nothing_and_may_leave_out_what_is_empty(tool):
    Tool.objects.update(successor=None)
    assert previewed(b"adres;naam;vervangen door\nbuurtkaart;Buurtkaart\n").refused == []
    [row] = previewed("adres;naam;in één zin\nbuurtkaart;Buurtkaart\n".encode()).refused
    assert row.reasons[0].startswith("in één zin: De rij houdt op vóór deze kolom.")


@pytest.mark.parametrize("broken", ["Een\x0bkaart", "CafÃ©"])
def test_sheet_repairs_what_is_broken_in_the_catalogue(desk, tool, broken):
    Tool.objects.update(summary=broken)
    page = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Hersteld."])
    say_yes(desk, page)
    assert fresh(tool).summary == "Hersteld."


def test_what_is_broken_in_the_catalogue_and_stays_so_is_no_change(tool):
    Tool.objects.update(summary="CafÃ©")
    assert reasons(["buurtkaart", "CafÃ©"], columns=["adres", "in één zin"]) == []


@pytest.mark.parametrize("sign", ["\\ud800", "\\u0000", "\\uffff"])
def test_json_with_signs_that_nothing_can_store_is_shown_and_refused(desk, tool, sign):
    page = upload_file(desk, f'[{{"adres": "buurtkaart", "naam": "Kaart{sign}"}}]'.encode(), "lijst.json")
    assert "naam: Er staan tekens in die geen letters zijn." in page.text
    assert "Er valt niets in te lezen." in page.text


# Which entry a row is about


def test_address_in_capitals_is_the_same_address(tool):
    assert previewed(csv_file(["adres", "naam"], ["BuurtKaart", "Kaart"])).changed[0].is_new is False
    assert reasons(["BUURTKAART", "Een"], ["buurtkaart", "Twee"]) == [
        (3, "Dit item staat ook op rij 2. Houd één van de twee rijen.")
    ]
    new = previewed(csv_file(["adres", "naam", "in één zin"], ["NIEUW-Spel", "Spel", "x"]))
    assert new.changed[0].changes[0].new == "nieuw-spel"


@pytest.mark.parametrize(
    ("sheet", "factory", "kind"), [(ToolSheet, make.ToolFactory, "tool"), (OwnerSheet, make.OwnerFactory, "owner")]
)
def test_old_address_makes_no_second_entry_and_keeps_leading_to_the_first(sheet, factory, kind):
    entry = factory(name="Zonkaart")
    OldAddress.objects.create(slug="buurtkaart", **{kind: entry})
    why = f"“buurtkaart” is een oud adres van “Zonkaart”. Gaat de rij daarover, zet dan het adres van nu: {entry.slug}."
    assert reasons(["Buurtkaart", "Kaart"], sheet=sheet) == [(2, f"adres: {why}")]


def test_new_entry_without_address_does_not_get_one_that_led_elsewhere():
    OldAddress.objects.create(slug="buurtkaart", tool=make.ToolFactory(name="Zonkaart"))
    [row] = previewed(csv_file(["adres", "naam", "in één zin"], ["", "Buurtkaart", "x"])).changed
    assert row.changes[0].new == "buurtkaart-2"


def test_reference_by_an_old_address_says_the_one_of_now(placement):
    OldAddress.objects.create(slug="oud", tool=placement.tool)
    why = "tool: “OUD” bestaat niet. Dat adres is nu “buurtkaart”."
    assert reasons(["a-1", "OUD"], columns=["sleutel", "tool"], sheet=PlacementSheet) == [(2, why)]


def test_owner_is_found_with_the_quotes_that_a_mac_puts_in(tool):
    Owner.objects.update(name='\'t Huis "Zon"')
    assert reasons(["buurtkaart", "’t huis “zon”"], columns=["adres", "eigenaars"]) == []


def test_keywords_with_commas_are_as_many_as_at_the_desk_and_need_letters(tool):
    outcome = previewed(csv_file(["adres", "trefwoorden"], ["buurtkaart", "brussel, burenhulp"]))
    assert outcome.changed[0].changes[0].new == "brussel\nburenhulp"
    assert "minstens één letter" in reasons(["buurtkaart", "🙂"], columns=["adres", "trefwoorden"])[0][1]


# What an editor reads


def test_preview_says_which_sheet_was_read_and_what_is_hidden(desk, tool):
    page = upload_file(desk, (FILES / "hidden.xlsx").read_bytes(), "hidden.xlsx").text
    for note in (
        "Gelezen is het blad “Tools”.",
        "Niet gelezen: Uitleg, Oud (verborgen).",
        "Verborgen in het rekenblad, en mee gelezen: 1 rij en 1 kolom.",
    ):
        assert f"<li>{note}</li>" in page
    assert "1 nieuw, 1 gewijzigd" in page


def test_refusal_of_a_whole_workbook_says_which_sheet_was_read(desk):
    page = upload_file(desk, xlsx_file(["adres", "titel"], ["x", "y"]), "lijst.xlsx").text
    assert "De kolom “titel” kennen we niet" in page
    assert "Gelezen is het blad “Sheet”." in page


# Nobody waits for it, and it happens once


@pytest.mark.django_db(transaction=True)
def test_file_is_read_outside_any_transaction(desk, monkeypatch):
    inside = []
    monkeypatch.setattr(sheets, "read", lambda *sent: inside.append(connection.in_atomic_block) or read(*sent))
    upload(desk, ["adres", "naam", "in één zin"], ["", "Nieuw", "x"])
    assert inside == [False]


def test_import_that_takes_too_long_is_refused_and_changes_nothing(desk, tool, monkeypatch):
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    monkeypatch.setattr(resource, "MAX_SECONDS", -1)
    assert "Dit bestand duurt te lang." in say_yes(desk, page).text
    assert "Dit bestand duurt te lang." in open_file(desk, ImportFile.objects.get()).text
    assert fresh(tool).name == "Buurtkaart"


def test_more_items_than_a_question_may_hold_are_taken_in_with_their_history(monkeypatch):
    monkeypatch.setattr(run, "BATCH", 2)
    rows = [["", f"Tool {number}", "x", "kaart"] for number in range(5)]
    content = csv_file(["adres", "naam", "in één zin", "trefwoorden"], *rows)
    file = run.keep(read("a.csv", content), ToolSheet, "a.csv", make.EditorFactory())
    run.apply(file, ToolSheet, run.preview(file, ToolSheet).fingerprint)
    assert Revision.objects.filter(action="ingevoerd").count() == Tool.objects.count() == 5


def test_file_that_somebody_took_in_since_it_was_asked_for_is_gone(tool):
    file = run.keep(
        read("a.csv", csv_file(["adres", "naam"], ["buurtkaart", "Kaart"])), ToolSheet, "a", make.EditorFactory()
    )
    seen, again = run.preview(file, ToolSheet).fingerprint, fresh(file)
    run.apply(file, ToolSheet, seen)
    with pytest.raises(ImportFile.DoesNotExist):
        run.apply(again, ToolSheet, seen)


@pytest.mark.only_postgresql
@pytest.mark.django_db(transaction=True)
def test_yes_said_three_times_at_once_takes_the_file_in_once(desk, editor):
    make.ToolFactory(name="Buurtkaart")
    page = upload(desk, ["adres", "in één zin"], ["buurtkaart", "Nieuw."])
    file, seen = ImportFile.objects.get(), page.context["outcome"].fingerprint

    def say_yes_too(_):
        client = Client()
        client.force_login(editor)
        try:
            return open_file(client, file, "ja/", gezien=seen).text
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        answers = list(threads.map(say_yes_too, range(3)))
    assert sorted("Dit bestand is al ingelezen" in answer for answer in answers) == [False, True, True]
    assert Revision.objects.filter(action="ingevoerd").count() == 1


def test_file_that_weighs_too_much_is_not_even_read(desk, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_FILE", 10)
    page = upload(desk, ["adres", "naam"], ["buurtkaart", "Kaart"])
    assert "Dit bestand is te groot: hoogstens 10 MB." in page.text
    assert not ImportFile.objects.exists()
