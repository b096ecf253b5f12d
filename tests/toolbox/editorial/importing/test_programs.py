"""What spreadsheet programs do to rows, sheets and separators without being asked: read right, or refused.

docs/rekenbladen.md has the same list for editors; test_cells.py is about what stands in a cell.
"""

import json

import pytest
from openpyxl import Workbook

from fiches.shared.text import clean_text
from tests.toolbox.editorial.importing.conftest import made, raw_cell, raw_xlsx, saved, xlsx_file
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.sheet import FileRefused

# Rows and columns


def test_cells_merged_over_rows_are_refused_on_each_of_them():
    upper, lower, other = [row[2] for row in made("merged.xlsx").rows]
    assert (
        upper.why
        == lower.why
        == "Deze cel is samengevoegd met andere (C2:C3). Splits ze, en zet in elke cel wat er hoort."
    )
    assert other == "gepubliceerd"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"adres;naam\nx;y\na;b;c\n"),
        ("a.xlsx", xlsx_file(["adres", "naam"], ["x", "y"], ["a", "b", None, "c"])),
    ],
)
def test_text_beyond_the_last_heading_refuses_the_row(name, content):
    reasons = read(name, content).reasons
    assert reasons == ["", "Er staat tekst voorbij de laatste kolom (“c”). Zet hem in een kolom met een naam."]


def test_row_that_stops_early_says_which_columns_it_does_not_have():
    assert read("a.csv", b"adres;naam;status\nx;y\n").rows[0][2].why.startswith("De rij houdt op vóór deze kolom.")
    assert read("a.json", b'[{"adres": "x", "naam": "y"}, {"adres": "z"}]').rows[1][1].why.startswith("De rij houdt op")


def test_headings_that_come_back_are_no_row():
    assert read("a.csv", b"adres;naam\nx;y\nAdres;Naam\n").reasons == [
        "",
        "Hier staan de namen van de kolommen nog eens. Wis deze rij.",
    ]


def test_headings_are_found_below_a_title_and_an_empty_column_is_no_column():
    sheet = made("hidden.xlsx")
    assert (sheet.columns, sheet.lines) == (["adres", "naam", "in één zin"], [3, 4])
    assert sheet.rows == [["buurtkaart", "Kaart", "Een."], ["", "Nieuw", "Twee."]]
    assert "De namen van de kolommen staan op rij 2. Wat daarboven staat, is niet gelezen." in sheet.notes


def test_headings_may_have_capitals_spaces_and_line_ends():
    content = xlsx_file([" ADRES ", "In één\nzin", "wat je er hier  aan hebt"], ["x", "y", "z"])
    assert read("a.xlsx", content).columns == ["adres", "in één zin", "wat je er hier aan hebt"]


def test_what_is_hidden_is_read_and_said():
    assert "Verborgen in het rekenblad, en mee gelezen: 1 rij en 1 kolom." in made("hidden.xlsx").notes


def test_empty_rows_up_to_the_last_of_a_sheet_cost_nothing():
    tail = '<row r="1048576" customFormat="1"><c r="A1048576" s="1"/></row>'
    rows = [f'<row r="{line}"><c t="inlineStr"><is><t>x</t></is></c></row>' for line in (1, 9)]
    assert read("a.xlsx", raw_xlsx("".join(rows) + tail)).lines == [9]
    assert read("a.csv", b"naam;adres\nx;y\n" + b";\n" * 50_000).lines == [2]


@pytest.mark.parametrize("ns", ['xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"', 'xmlns:x="x"'])
def test_strict_workbook_is_read_too(ns):
    assert raw_cell('<c t="inlineStr"><is><t>Een</t></is></c>', ns=ns) == "Een"


# Sheets


def test_sheet_with_the_headings_is_read_wherever_it_stands_and_said():
    assert made("hidden.xlsx").notes[:2] == ["Gelezen is het blad “Tools”.", "Niet gelezen: Uitleg, Oud (verborgen)."]


def two_sheets(**states):
    book = Workbook()
    book.remove(book.active)
    for name, state in states.items():
        sheet = book.create_sheet(name)
        sheet.append(["adres", "naam"])
        sheet.append(["x", "y"])
        sheet.sheet_state = state
    return saved(book)


def test_two_sheets_that_may_be_meant_are_refused_unless_one_is_hidden():
    with pytest.raises(FileRefused, match="Meer dan één blad heeft een kolom “adres”: Een, Twee"):
        read("a.xlsx", two_sheets(Een="visible", Twee="visible"), "adres")
    notes = read("a.xlsx", two_sheets(Een="hidden", Twee="visible"), "adres").notes
    assert notes == ["Gelezen is het blad “Twee”.", "Niet gelezen: Een (verborgen)."]


def test_workbook_without_rows_says_which_sheet_was_read():
    with pytest.raises(FileRefused, match=r"Er staan geen rijen.*Gelezen is het blad “Sheet”"):
        read("a.xlsx", xlsx_file(["adres", "naam"]), "adres")


def test_only_sheet_with_the_headings_that_is_hidden_is_refused():
    book = Workbook()
    book.active.append(["Niets te zien"])
    hidden = book.create_sheet("Tools")
    hidden.append(["adres"])
    hidden.sheet_state = "veryHidden"
    with pytest.raises(FileRefused, match=r"Het blad Tools is verborgen\. Maak het zichtbaar"):
        read("a.xlsx", saved(book), "adres")


# Separators, quotes and letters


@pytest.mark.parametrize(
    "content",
    [
        b"sep=;\r\nadres;naam\r\nx;Een\r\n",
        b"sep=|\nadres|naam\nx|Een\n",
        b'"sep=,"\nadres,naam\nx,Een\n',
        b"adres;naam\rx;Een\r",
        b"adres\tnaam\nx\tEen\n",
        "\ufeffadres;naam\nx;Een\n".encode(),
        "adres\tnaam\nx\tEen\n".encode("utf-16"),
        b'"adres","naam"\n"x","Een"\n',
        "\ufeff\ufeffadres;naam\nx;Een\n".encode(),
        b"adres;naam;;;\nx;Een;;;\n",
        b"Tools van ons, en meer, en meer\nadres;naam\nx;Een\n",
        b"Lijst met adressen, van maart, deel 2\nadres;naam\nx;Een\n",
        b"sep=:\nadres:naam\nx:Een\n",
        b'"adres", "naam"\n"x", "Een"\n',
        b"adres | naam\r\nx | Een\r\n",
        b"adres|naam\nx|Een\n",
        b"| adres | naam |\n| x | Een |\n",
        b"adres ; naam\nx ; Een\n",
        b"adres\t naam\nx \tEen\n",
        b'"adres" | "naam"\r\n"x" | "Een" \r\n',
        b'"adres" ; "naam" \n"x" ;"Een"',
    ],
)
@pytest.mark.parametrize("extension", ["csv", "tsv", "txt"])
def test_csv_of_each_program_is_read(content, extension):
    sheet = read(f"a.{extension}", content, "adres")
    assert (sheet.columns, sheet.rows) == (["adres", "naam"], [["x", "Een"]])


def test_csv_that_libreoffice_wrote_is_read_or_refused():
    assert [row[0] for row in made("typed.csv").rows] == [row[0] for row in made("typed-utf16.csv").rows]
    with pytest.raises(FileRefused, match="niet in UTF-8"):
        made("typed-windows.csv")


@pytest.mark.parametrize("cell", ['a " ; b', ' ; " ', '"; ""', 'een\n" ;\ntwee " '])
def test_spaces_and_quotes_inside_a_quoted_cell_stay(cell):
    written = cell.replace('"', '""')
    sheet = read("a.csv", f'adres ; naam ; kop\nx ; "{written}" ; "z" \n'.encode())
    assert sheet.rows == [["x", clean_text(cell), "z"]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'adres;naam\nx;y\na;"Open\nb;Twee\n', 3),
        (b'adres;naam\na;"Buurt" kaart\n', 2),
        (b'"adres;naam\na;b\n', 1),
    ],
)
def test_quote_that_is_not_closed_refuses_the_file_with_its_line(content, line):
    with pytest.raises(
        FileRefused, match=f"op rij {line} staat een aanhalingsteken te veel, of is er een niet gesloten"
    ):
        read("a.csv", content)


def test_quote_that_the_next_row_closes_refuses_the_row():
    row = read("a.csv", b'adres;naam;status\na;"Een;\nb;Twee;concept"\n').rows[0]
    assert row[1].why.startswith("Een aanhalingsteken is niet gesloten: deze cel slokt de volgende rij op.")


def test_line_ends_inside_a_cell_are_kept_and_counted_as_one_row():
    sheet = read("a.csv", b'adres;naam\nx;"een\r\ntwee"\ny;drie\n')
    assert (sheet.rows, sheet.lines) == ([["x", "een\ntwee"], ["y", "drie"]], [2, 3])


# Files that are something else


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", xlsx_file(["naam"], ["x"]), "Dit is een Excelbestand, geen tekst. Bewaar het als .xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "heeft een wachtwoord of is een oud .xls"),
        ("a.ods", b"PK", "zoals .ods, .xlsm of .numbers, bewaar of exporteer je ook als .xlsx"),
        ("a.json", b'[{"naam": "a", "Naam ": "b"}]', "een naam twee keer in hetzelfde item"),
        ("a.json", b'[{"naam": NaN}]', "geen goed JSON-bestand"),
        ("a.json", b'[{"naam": 1e999}]', "geen goed JSON-bestand"),
        ("a.json", b'[{"\\ud800": "a"}]', "In de naam van een kolom staan tekens die geen letters zijn"),
    ],
)
def test_file_that_is_something_else_says_what_to_do(name, content, why):
    with pytest.raises(FileRefused, match=why):
        read(name, content)


@pytest.mark.parametrize("value", ['{"a": "b"}', '[["a"]]', "[" * 400 + "]" * 400, "[" + "1," * 1000 + "1]"])
def test_json_with_more_in_a_cell_than_a_list_of_texts_is_refused(value):
    assert "Zet er tekst, of een lijst van teksten." in read("a.json", f'[{{"naam": {value}}}]'.encode()).rows[0][0].why


def test_json_keeps_yes_for_a_column_of_yes_and_no():
    yes, number = read("a.json", json.dumps([{"naam": True, "kop": 3}]).encode()).rows[0]
    assert (yes.fits, number, hasattr(number, "why")) == ("ja of nee", "3", False)
