"""What is read from a file, and what is written into one."""

import io
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from fiches.shared.text import clean_text
from tests.toolbox.editorial.importing.conftest import raw_xlsx, xlsx_file
from toolbox.editorial.importing.cells import BadCell
from toolbox.editorial.importing.files import READERS, WRITTEN, read, write
from toolbox.editorial.importing.sheet import MAX_ROWS, FileRefused

NASTY = ["=1+1", "+32 2 123", "-punt", "@naam", "＝1", "'=1", "''+1", "'t is goed", " x", "a\nb", "é"]


@pytest.mark.parametrize("extension", WRITTEN)
def test_what_is_written_is_read_back_the_same(extension):
    columns = [f"kolom {number}" for number in range(len(NASTY))]
    sheet = read(f"a.{extension}", write(extension, "Lijst", columns, [NASTY, ["x"] * len(NASTY)]))
    assert sheet.columns == columns
    assert sheet.rows == [[text.strip() for text in NASTY], ["x"] * len(NASTY)]
    assert not any(isinstance(cell, BadCell) for cell in sheet.rows[0])


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@pytest.mark.parametrize("extension", WRITTEN)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_any_text_is_read_back_as_the_door_lets_it_in_or_refused(extension, rows):
    try:
        sheet = read(f"a.{extension}", write(extension, "Lijst", ["naam", "kop"], rows))
    except FileRefused as error:
        assert "Er staan geen rijen" in str(error)
        return
    first = 1 if extension == "json" else 2
    for cells, line in zip(sheet.rows, sheet.lines, strict=True):
        for cell, text in zip(cells, rows[line - first], strict=True):
            lost = extension == "xlsx" and ILLEGAL_CHARACTERS_RE.search(text)
            assert lost or isinstance(cell, BadCell) or cell == clean_text(text)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(content):
    for extension in READERS:
        with suppress(FileRefused):
            read(f"a.{extension}", content, "naam")


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=20))
def test_damaged_workbook_is_read_or_refused(at, damage):
    content = raw_xlsx('<row><c t="inlineStr"><is><t>naam</t></is></c></row>' * 2)
    with suppress(FileRefused):
        read("a.xlsx", content[:at] + damage + content[at + len(damage) :], "naam")


@given(st.text(max_size=200))
def test_any_xml_in_a_sheet_is_read_or_refused(xml):
    with suppress(FileRefused):
        read("a.xlsx", raw_xlsx(xml), "naam")


def test_sheet_for_editors_leaves_alone_what_they_type():
    book = load_workbook(io.BytesIO(write("xlsx", "Lijst", ["volgorde"], [[3]])))
    assert (book.active["A2"].value, book.active["A2"].number_format) == ("3", "@")
    assert book.active.column_dimensions["A"].number_format == "@"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"naam\n=1+1\n", "Er staat een formule (=1+1). Zet er de tekst zelf."),
        ("a.xlsx", xlsx_file(["naam"], ["=1+1"]), "Er staat een formule (=1+1). Zet er de tekst zelf."),
        ("a.xlsx", xlsx_file(["naam"], ["#REF!"]), "Er staat een fout van Excel: #REF!."),
    ],
)
def test_formula_or_error_is_kept_as_a_cell_that_cannot_be_used(name, content, why):
    assert read(name, content).rows[0][0].why == why


@pytest.mark.parametrize("text", ["cafÃ©", "lâ€™eau", "een\x07bel", "stuk\ufffd"])
def test_letters_that_were_misread_cannot_be_used(text):
    assert isinstance(read("a.csv", f"naam\n{text}\n".encode()).rows[0][0], BadCell)


@pytest.mark.parametrize("text", ["Ã is een letter", "São Paulo", "Âge d’or", "100 €"])
def test_letters_that_only_look_odd_are_fine(text):
    cell = read("a.csv", f"naam\n{text}\n".encode()).rows[0][0]
    assert (cell, isinstance(cell, BadCell)) == (text, False)


@pytest.mark.parametrize("delimiter", ";,\t")
def test_csv_of_any_spreadsheet_is_read(delimiter):
    sheet = read("a.csv", f"Adres {delimiter} NAAM\r\nx{delimiter}Een\r\n".encode())
    assert (sheet.columns, sheet.rows, sheet.lines) == (["adres", "naam"], [["x", "Een"]], [2])


def test_empty_rows_are_no_rows_and_the_others_keep_their_number():
    assert read("a.csv", b"naam\n\nEen\n;\nTwee\n").lines == [3, 5]


def test_json_may_hold_lists_numbers_and_yes_or_no():
    items = [{"Naam": "Een", "vormen": ["Video", "App"], "volgorde": 3, "hele cyclus": True}, {"naam": None, "x": "y"}]
    sheet = read("a.json", json.dumps(items).encode())
    assert sheet.columns == ["naam", "vormen", "volgorde", "hele cyclus", "x"]
    assert sheet.rows == [["Een", "Video\nApp", "3", "ja", ""], ["", "", "", "", "y"]]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", b"x", "Een oud .xls bewaar je als .xlsx."),
        ("a.exe", b"MZ", "Kies een bestand dat eindigt op"),
        ("a.csv", b"", "Dit bestand is leeg."),
        ("a.csv", b"naam\n", "Er staan geen rijen"),
        ("a.csv", "naam\ncafé\n".encode("cp1252"), "niet in UTF-8"),
        ("a.csv", "naam\ncafe\n".encode("utf-16-le"), "niet in UTF-8"),
        ("a.csv", b'naam\n"' + b"x" * 200_000 + b'"\n', "geen goed csv-bestand"),
        ("a.xlsx", b"naam\nEen\n", "geen goed Excelbestand"),
        ("a.xlsx", b"PK\x05\x06" + b"\x00" * 18, "geen goed Excelbestand"),
        ("a.json", b'{"naam": "Een"}', "een lijst van items"),
        ("a.json", b"[1, 2]", "een lijst van items"),
        ("a.json", b"[" * 100_000, "geen goed JSON-bestand"),
        ("a.csv", ";".join(f"k{n}" for n in range(100)).encode() + b"\nx", "meer dan 60 kolommen"),
    ],
)
def test_file_that_cannot_be_read_says_why(name, content, why):
    with pytest.raises(FileRefused, match=why):
        read(name, content)


@pytest.mark.slow
@pytest.mark.parametrize("extension", WRITTEN)
def test_file_of_fifty_thousand_rows_is_refused(extension):
    content = write(extension, "x", ["naam"], [[f"Tool {number}"] for number in range(50_000)])
    with pytest.raises(FileRefused, match=f"meer dan {MAX_ROWS} rijen. Deel het op"):
        read(f"a.{extension}", content)


def test_rows_without_text_are_not_counted():
    assert read("a.csv", b"naam\nEen\n" + b"\n" * 20 * MAX_ROWS + b"Twee").rows == [["Een"], ["Twee"]]
