"""Reading and writing xlsx, csv and JSON. Nothing in a file is ever calculated, neither here nor by who opens it."""

import json
from itertools import chain
from math import isfinite

from toolbox.editorial.importing.cells import SEPARATOR, YES_NO, BadCell, made_of_it, plain, text_of
from toolbox.editorial.importing.delimited import decoded, read_csv
from toolbox.editorial.importing.sheet import MISSING, Deadline, FileRefused, header, heading, sheet_of
from toolbox.editorial.importing.workbook import read_xlsx
from toolbox.opendata.spreadsheets.csv_files import CSV_TYPE, XLSX_TYPE, csv_file

MAX_FILE = 10 * 1024 * 1024  # bytes; an export of the whole toolbox has a quarter of one million
MAX_VALUES = 1000  # in one cell
NO_TEXT = BadCell("…", "Hier staat een lijst in die hier niet past. Zet er tekst, of een lijst van teksten.")
TOO_LARGE = "Dit bestand is te groot: hoogstens 10 MB. Haal er afbeeldingen uit, of deel je rijen op."

# Reading


def read(name, content, key=""):
    """The sheet in a file called `name`; FileRefused says what is wrong with it.

    `key` is the heading of the column that says what a row is about: it tells which row has the headings, and in a
    workbook which sheet is meant.
    """
    extension = name.rpartition(".")[2].lower()
    if extension not in READERS:
        raise FileRefused(
            "Kies een bestand dat eindigt op .xlsx, .csv of .json. Een oud .xls bewaar je als .xlsx. "
            "Iets anders, zoals .ods, .xlsm of .numbers, bewaar of exporteer je ook als .xlsx."
        )
    if not content.strip():
        raise FileRefused("Dit bestand is leeg.")
    if len(content) > MAX_FILE:
        raise FileRefused(TOO_LARGE)
    rows, notes = READERS[extension](content, key, Deadline())
    try:
        sheet = sheet_of(rows, key)
    except FileRefused as error:
        raise FileRefused(" ".join([str(error), *notes])) from error
    sheet.notes[:0] = notes
    return sheet


def read_json(content, key, deadline):
    """The names of the columns, and then a row for each item, as (line, cells)."""
    wrong = "Een JSON-bestand moet een lijst van items zijn, zoals een export ze maakt."
    try:
        items = json.loads(decoded(content), object_pairs_hook=_item, parse_constant=_no_number, parse_float=_float)
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"Dit is geen goed JSON-bestand. {wrong}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FileRefused(wrong)
    columns = list(dict.fromkeys(column for item in items for column in item))
    names = [text_of(column) for column in columns]
    header(names)  # refuses too many of them before there is a cell for each in every row
    rows = ([_json_cell(item.get(column, ...)) for column in columns] for item in deadline.each(items))
    return enumerate(chain([names], rows)), []


def _item(pairs):
    """An item by its columns, as they are compared; none may stand there twice."""
    item = {heading(name): value for name, value in pairs}
    if len(item) < len(pairs):
        raise FileRefused("In dit JSON-bestand staat een naam twee keer in hetzelfde item. Houd er één.")
    return item


def _no_number(name):
    raise ValueError(name)


def _float(text):
    number = float(text)
    return number if isfinite(number) else _no_number(text)


def _json_cell(value):
    if value is ...:
        return BadCell("", MISSING)
    if isinstance(value, list) and len(value) <= MAX_VALUES:
        cells = [NO_TEXT if isinstance(item, list) else _json_cell(item) for item in value]
        return next((cell for cell in cells if isinstance(cell, BadCell)), text_of(SEPARATOR.join(cells)))
    if isinstance(value, list | dict):
        return NO_TEXT
    if isinstance(value, bool):
        return made_of_it(YES_NO, plain(value))
    return text_of(value)


READERS = {"xlsx": read_xlsx, "csv": read_csv, "tsv": read_csv, "txt": read_csv, "json": read_json}


# Writing

WRITTEN = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE, "json": "application/json"}


def write(extension, title, columns, rows):
    """The rows as a file of one of the kinds in `WRITTEN`; `title` is that of an Excel sheet."""
    if extension == "xlsx":
        from toolbox.opendata.spreadsheets.xlsx_files import xlsx_file

        return xlsx_file(title, columns, rows, [32] * len(columns), as_typed=True)
    if extension == "csv":
        return csv_file(columns, rows)
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(items, ensure_ascii=False, indent=1, default=str).encode()
