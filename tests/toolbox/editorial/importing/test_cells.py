"""What spreadsheet programs do to what stands in a cell without being asked: read right, or refused.

docs/rekenbladen.md has the same list for editors; test_programs.py is about rows, sheets and separators.
"""

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.toolbox.editorial.importing.conftest import made, raw_cell, raw_xlsx, saved, xlsx_file
from toolbox.editorial.importing.files import read


def first_cell(*rows, name="a.xlsx"):
    """The cell under the only heading."""
    return read(name, xlsx_file(["naam"], *rows)).rows[0][0]


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


@pytest.mark.parametrize(
    "text",
    [
        *("3/mei", "3-mei", "mei/26", "05/03/26", "2026-05-03", "1,23E+11", "WAAR", "12:30:00", "12:30 PM"),
        *("3/mei/26", "3-May-2026", "mei-2026", "3/05/2026 12:30", "2026-05-03 12:30:00", "5/3/2026 9:00:00 AM"),
    ],
)
def test_csv_tells_it_by_how_the_program_shows_it(text):
    assert read("a.csv", f"naam\n{text}\n".encode()).rows[0][0].fits


@pytest.mark.parametrize(
    "text",
    ["3 mei", "Waar of niet", "1E team", "om 12:30", "1712", "3,50", "50%", "#METOO", "24/7", "3-4 mei", "mei 2026"],
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
        (0.125, "0.0%", "12,5%"),
        (1.5, "[h]:mm", "36:00"),
        (3.25, "General", "3,25"),
        (datetime(2026, 5, 3, 12), "d/mm/yyyy", "2026-05-03 12:00"),
    ],
)
def test_number_is_shown_as_its_format_shows_it(value, code, shown):
    book = Workbook()
    book.active.append(["naam"])
    book.active.append([value])
    book.active["A2"].number_format = code
    assert read("a.xlsx", saved(book)).rows == [[shown]]


@pytest.mark.parametrize("serial", ["0", "60", "-5", "99999999", "1e300", "1e308"])
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
    "text",
    [
        "#N/B",
        "#N/A",
        "#WAARDE!",
        "#DEEL/0!",
        "#NAAM?",
        "#OVERLOOP!",
        "#VALEUR!",
        "Err:502",
        "#####",
        "#ERROR!",
        "#BEZET!",
        "Loading...",
        "Laden...",
    ],
)
def test_error_that_became_text_is_refused(text):
    assert read("a.csv", f"naam\n{text}\n".encode()).rows[0][0].why == f"Er staat een fout van Excel: {text}."


@pytest.mark.parametrize("text", ["caf√©", "lâ€™eau", "l‚Äôeau", "caf├®", "cafÃ©", "cafĂ©", "cafï¿½", "ï»¿café"])
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
