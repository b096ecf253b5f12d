"""What spreadsheet programs do to text, rows, sheets and separators without being asked: read right, or refused.

docs/rekenbladen.md has the same list for editors. What LibreOffice made, stands in files/; make.py there says how.
"""

import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.toolbox.editorial.importing.conftest import raw_xlsx, xlsx_file
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.sheet import FileRefused

FILES = Path(__file__).parent / "files"


def made(name):
    """What is read of one of the files that LibreOffice made."""
    return read(name, (FILES / name).read_bytes(), "adres")


def saved(book):
    """An open workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def first_cell(*rows, name="a.xlsx"):
    """The cell under the only heading."""
    return read(name, xlsx_file(["naam"], *rows)).rows[0][0]


def raw_cell(xml, **parts):
    """The cell that a sheet has as `xml`."""
    return read(
        "a.xlsx", raw_xlsx(f'<row><c t="inlineStr"><is><t>naam</t></is></c></row><row>{xml}</row>', **parts)
    ).rows[0][0]


# What a program makes of what somebody types


def test_what_libreoffice_made_of_typed_text_is_no_text_and_says_what_it_is():
    cells = {row[0]: row[1] for row in made("typed.xlsx").rows}
    assert {key: (str(cell), cell.fits) for key, cell in cells.items()} == {
        "t0": ("2026-05-03", "datum"),
        "t1": ("2026-02-01", "datum"),
        "t2": ("7", "getal"),
        "t3": ("100000", "getal"),
        "t4": ("1,23456789012346e+16", "getal"),
        "t5": ("ja", "ja of nee"),
        "t6": ("32470123456", "getal"),
        "t7": ("3,5", "getal"),
        "t8": ("12:30", "tijdstip"),
        "t9": ("50%", "getal"),
        "t10": ("1712", "getal"),
    }
    assert "Zet de opmaak van de cel op Tekst en typ opnieuw wat er moet staan." in cells["t0"].why
    assert made("typed.xlsx").rows[0][3] == "2026-11-30"


@pytest.mark.parametrize("text", ["3/mei", "3-mei", "mei/26", "05/03/26", "2026-05-03", "1,23E+11", "WAAR", "12:30:00"])
def test_csv_tells_it_by_how_the_program_shows_it(text):
    assert read("a.csv", f"naam\n{text}\n".encode()).rows[0][0].fits


@pytest.mark.parametrize(
    "text", ["3 mei", "Waar of niet", "1E team", "om 12:30", "1712", "3,50", "50%", "#METOO", "24/7"]
)
def test_text_that_only_looks_like_it_stays_text(text):
    assert read("a.csv", f"naam\n{text}\n".encode()).rows[0] == [text]
    assert not hasattr(read("a.csv", f"naam\n{text}\n".encode()).rows[0][0], "why")


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["nagekeken op"])
    book.active.append([date(2026, 11, 30)])
    assert read("a.xlsx", saved(book)).rows == [["2026-11-30"]]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (7, "000", "007"),
        (45, "0%", "4500%"),
        (3.25, "General", "3,25"),
        (datetime(2026, 5, 3, 12), "d/mm/yyyy", "2026-05-03"),
    ],
)
def test_number_is_shown_as_its_format_shows_it(value, code, shown):
    book = Workbook()
    book.active.append(["naam"])
    book.active.append([value])
    book.active["A2"].number_format = code
    assert read("a.xlsx", saved(book)).rows == [[shown]]


@pytest.mark.parametrize("serial", ["0", "60", "-5", "99999999", "1e300"])
def test_day_that_no_calendar_has_is_refused(serial):
    cell = raw_cell(f'<c s="0"><v>{serial}</v></c>', styles='<cellXfs><xf numFmtId="14"/></cellXfs>')
    assert cell.why == "Deze datum bestaat niet. Typ hem opnieuw, bijvoorbeeld als 2026-11-30."


# Text in a cell


def test_text_with_looks_and_a_link_is_its_text():
    assert made("rich.xlsx").rows == [["buurtkaart", "Een kaart\nvan de buurt", "https://b.be/"]]


def test_quote_in_front_that_keeps_text_is_no_part_of_it_and_notes_and_charts_are_not_read():
    book = Workbook()
    book.create_chartsheet("Grafiek", 0)
    sheet = book.active = book["Sheet"]
    sheet.append(["naam"])
    sheet.append(["1712"])
    sheet["A2"].quotePrefix = True
    sheet["A2"].comment = Comment("Klopt dit?", "Bo")
    assert read("a.xlsx", saved(book)).rows == [["1712"]]


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<r><t>Een </t></r><r><rPr><b/></rPr><t>kaart</t></r>", "Een kaart"),
        ("<t>東京</t><rPh><t>トウキョウ</t></rPh>", "東京"),
        ("<t>regel 1_x000D_\nregel 2</t>", "regel 1\nregel 2"),
        ("<t>_x005F_x000D_</t>", "_x000D_"),
    ],
)
def test_pieces_and_signs_that_xml_cannot_hold_are_put_together(xml, text):
    assert raw_cell(f'<c t="inlineStr"><is>{xml}</is></c>') == text
    assert raw_cell('<c t="s"><v>0</v></c>', strings=f"<si>{xml}</si>") == text


@pytest.mark.parametrize(
    "text", ["#N/B", "#N/A", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#OVERLOOP!", "#VALEUR!", "Err:502", "#####", "#ERROR!"]
)
def test_error_that_became_text_is_refused(text):
    assert read("a.csv", f"naam\n{text}\n".encode()).rows[0][0].why == f"Er staat een fout van Excel: {text}."


@pytest.mark.parametrize("text", ["caf√©", "lâ€™eau", "l‚Äôeau", "caf├®", "cafÃ©"])
def test_accents_that_windows_a_mac_or_dos_broke_are_refused(text):
    assert "Letters met accenten zijn stuk" in first_cell([text]).why


@pytest.mark.parametrize("text", ["x" * 32_767, "😀" * 16_383 + "x"])
def test_text_that_excel_cut_is_refused(text):
    assert "afgeknipt" in read("a.csv", f"naam\n{text}\n".encode()).rows[0][0].why


@pytest.mark.parametrize("text", ["\\ud800", "\\u0000", "a\\u0085b", "\\uffff"])
def test_json_text_that_no_page_can_show_is_refused(text):
    cell = read("a.json", f'[{{"naam": "{text}"}}]'.encode()).rows[0][0]
    assert cell.why == "Er staan tekens in die geen letters zijn. Typ de tekst opnieuw."


def test_formula_and_all_that_comes_out_of_it_is_refused():
    assert ["formule" in row[1].why for row in made("results.xlsx").rows] == [True] * 3
    array = (
        '<row r="2"><c r="A2"><f t="array" ref="A2:A3">X</f><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'
    )
    shared = '<row r="4"><c r="A4"><f t="shared" si="0"/><v>3</v></c></row>'
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c></row>'
    rows = read("a.xlsx", raw_xlsx(head + array + shared)).rows
    assert ["formule" in row[0].why for row in rows] == [True] * 3


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
