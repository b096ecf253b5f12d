"""What is read from a file, and what is written into one."""

import io
import json
import zipfile

import pytest

from tests.toolbox.editorial.importing.conftest import xlsx_file
from toolbox.editorial.importing import files
from toolbox.editorial.importing.files import WRITTEN, read, write
from toolbox.editorial.importing.sheet import MAX_ROWS, BadCell, FileRefused

NASTY = ["=1+1", "+32 2 123", "-punt", "@naam", "＝1", "'=1", "''+1", "'t is goed", " x", "a\nb", "é"]


@pytest.mark.parametrize("extension", WRITTEN)
def test_what_is_written_is_read_back_the_same(extension):
    columns = [f"kolom {number}" for number in range(len(NASTY))]
    sheet = read(f"a.{extension}", write(extension, "Lijst", columns, [NASTY, ["x"] * len(NASTY)]))
    assert sheet.columns == columns
    assert sheet.rows == [[text.strip() for text in NASTY], ["x"] * len(NASTY)]
    assert not any(isinstance(cell, BadCell) for cell in sheet.rows[0])


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
        ("a.csv", "naam\ncafé\n".encode("utf-16"), "niet in UTF-8"),
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


def test_endless_empty_rows_are_refused():
    with pytest.raises(FileRefused, match="rijen"):
        read("a.csv", b"naam\nEen\n" + b"\n" * 20 * MAX_ROWS)


def test_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MAX_UNPACKED", 10_000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 1_000_000)
    with pytest.raises(FileRefused, match="te groot"):
        read("a.xlsx", file.getvalue())
