"""A file that is made to cost much is refused, before it does."""

import time

import pytest

from fiches.shared.text import MOST_MARKS
from tests.toolbox.editorial.importing.conftest import raw_xlsx
from toolbox.editorial.importing import files, sheet
from toolbox.editorial.importing.files import read
from toolbox.editorial.importing.sheet import Deadline, FileRefused

HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>naam</t></is></c></row>'
ROW = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
SLOW = "\u0301\u0316"  # two accents in the wrong order: to put many of them right takes the square of the time
TOO_LARGE = "Dit bestand is te groot"
NO_WORKBOOK = "Dit is geen goed Excelbestand"


@pytest.mark.parametrize(
    ("rows", "parts", "why"),
    [
        (HEAD + ROW, {"strings": "<si/>" * 11_000_000}, TOO_LARGE),
        (HEAD + ROW, {"strings": "<si><t>x</t></si>" * 100_001}, TOO_LARGE),
        (HEAD + ROW, {"styles": "<x/>" * 6_000_000}, TOO_LARGE),
        (HEAD + "<x/>" * 6_000_000, {}, TOO_LARGE),
        (HEAD, {"after": '<mergeCell ref="A1:B2"/>' * 5_001}, TOO_LARGE),
        ('<row r="1"/><row r="1"/>', {}, NO_WORKBOOK),
        ('<row r="1"><c t="s"><v>9</v></c></row>', {}, NO_WORKBOOK),
        ("<row><c>", {}, NO_WORKBOOK),
    ],
)
def test_workbook_that_holds_too_much_or_contradicts_itself_is_refused_at_once(rows, parts, why):
    content = raw_xlsx(rows, **parts)
    assert len(content) < 200_000
    started = time.process_time()
    with pytest.raises(FileRefused, match=why):
        read("a.xlsx", content)
    assert time.process_time() - started < 5


def test_workbook_with_a_doctype_is_refused_and_no_entity_is_read():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa">]><workbook>&a;</workbook>'
    with pytest.raises(FileRefused, match=NO_WORKBOOK):
        read("a.xlsx", raw_xlsx(HEAD, doctype=bomb))


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.xlsx"])
def test_reading_ends_when_it_takes_too_long(name, monkeypatch):
    monkeypatch.setattr(files, "Deadline", lambda: Deadline(-1))
    content = {"a.csv": b"naam\nx\n", "a.json": b'[{"naam": "x"}]', "a.xlsx": raw_xlsx(HEAD + HEAD.replace("1", "2"))}
    with pytest.raises(FileRefused, match="Dit bestand duurt te lang"):
        read(name, content[name])


def test_cells_with_piles_of_accents_keep_a_few_and_are_read_in_no_time():
    cell = "a" + SLOW * 15_000
    started = time.process_time()
    rows = read("a.csv", f"naam\n{cell}\n".encode() * 50).rows
    assert {len(text) for [text] in rows if text != "naam"} == {MOST_MARKS}  # one of them is in the letter
    assert time.process_time() - started < 5


def test_string_that_is_slow_to_compose_is_composed_once():
    slow = "<si><t>a" + SLOW * 15_000 + "</t></si>"
    cells = "".join(f'<row r="{line}"><c t="s"><v>0</v></c></row>' for line in range(2, 900))
    started = time.process_time()
    assert len(read("a.xlsx", raw_xlsx(HEAD + cells, strings=slow)).rows) == 898
    assert time.process_time() - started < 5


def test_cells_merged_a_thousand_times_over_a_whole_sheet_are_refused_in_time(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_SECONDS", 1)
    rows = "".join(f'<row r="{line}"><c t="inlineStr"><is><t>x</t></is></c></row>' for line in range(2, 1000))
    started = time.process_time()
    with pytest.raises(FileRefused, match="Dit bestand duurt te lang"):
        read("a.xlsx", raw_xlsx(HEAD + rows, '<mergeCell ref="A1:XFD1048576"/>' * 5_000))
    assert time.process_time() - started < 5


@pytest.mark.parametrize("extension", ["csv", "json", "xlsx"])
def test_file_that_weighs_too_much_is_refused(extension):
    with pytest.raises(FileRefused, match="hoogstens 10 MB"):
        read(f"a.{extension}", b"x" * (10 * 1024 * 1024 + 1))


def test_json_with_another_name_in_each_item_is_refused_at_once():
    items = ",".join(f'{{"{number}": 1}}' for number in range(50_000))
    started = time.process_time()
    with pytest.raises(FileRefused, match="meer dan 60 kolommen"):
        read("a.json", f"[{items}]".encode())
    assert time.process_time() - started < 2


def test_text_that_no_spreadsheet_holds_is_refused_in_its_cell():
    assert "te lang" in read("a.csv", f"naam\n{'x' * 50_001}\n".encode()).rows[0][0].why
