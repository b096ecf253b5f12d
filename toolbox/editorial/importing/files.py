"""Reading and writing xlsx, csv and JSON. Nothing in a file is ever calculated, neither here nor by who opens it."""

import csv
import io
import json

from toolbox.editorial.importing.sheet import SEPARATOR, BadCell, FileRefused, Sheet, formula, header, text_of
from toolbox.opendata.spreadsheets.csv_files import CSV_TYPE, XLSX_TYPE, csv_file, without_quote

# Reading


def read(name, content):
    """The sheet in a file called `name`; FileRefused says what is wrong with it."""
    extension = name.rpartition(".")[2].lower()
    if extension not in READERS:
        raise FileRefused("Kies een bestand dat eindigt op .xlsx, .csv of .json. Een oud .xls bewaar je als .xlsx.")
    if not content.strip():
        raise FileRefused("Dit bestand is leeg.")
    sheet = READERS[extension](content)
    if not sheet.rows:
        raise FileRefused("Er staan geen rijen in dit bestand. Zet de kolommen op rij 1 en je gegevens daaronder.")
    return sheet


def read_xlsx(content):
    """The first sheet of an Excel file."""
    from toolbox.editorial.importing import (
        excel,  # openpyxl takes 8 MiB: only a process that meets such a file loads it
    )

    return excel.read(content)


def _decoded(content):
    try:
        if b"\x00" in content:  # UTF-16 without accents also passes for UTF-8
            raise ValueError("no text has this")
        return content.decode("utf-8-sig")
    except ValueError as error:
        raise FileRefused(
            "Dit bestand is niet in UTF-8 bewaard: letters met accenten zouden stukgaan. "
            "Kies in Excel “Opslaan als” en dan “CSV UTF-8”, of bewaar het als .xlsx."
        ) from error


def _read_csv(content):
    text = _decoded(content)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        rows = enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1)
        sheet = Sheet(header(next(rows)[1]))
        for line, cells in rows:
            sheet.add(line, [_csv_text(cell) for cell in cells])
    except csv.Error as error:
        raise FileRefused("Dit is geen goed csv-bestand. Bewaar het opnieuw, of bewaar het als .xlsx.") from error
    return sheet


def _csv_text(cell):
    if cell.startswith("="):
        return formula(cell)
    return text_of(without_quote(cell))


def _read_json(content):
    wrong = "Een JSON-bestand moet een lijst van items zijn, zoals een export ze maakt."
    try:
        items = json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"Dit is geen goed JSON-bestand. {wrong}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FileRefused(wrong)
    sheet = Sheet(header(dict.fromkeys(text_of(key).casefold() for item in items for key in item)))
    for line, item in enumerate(items, start=1):
        values = {text_of(key).casefold(): value for key, value in item.items()}
        sheet.add(line, [_json_text(values.get(column)) for column in sheet.columns])
    return sheet


def _json_text(value):
    if isinstance(value, list):
        return text_of(SEPARATOR.join(text_of(item) for item in value))
    if isinstance(value, dict):
        return BadCell(str(value), "Hier staat een lijst met namen in. Zet er tekst.")
    return text_of(value)


READERS = {"xlsx": read_xlsx, "csv": _read_csv, "json": _read_json}


# Writing


def write_csv(title, columns, rows):
    """The rows as csv."""
    return csv_file(columns, rows)


def write_json(title, columns, rows):
    """The rows as a list of objects."""
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(items, ensure_ascii=False, indent=1, default=str).encode()


def write_xlsx(title, columns, rows):
    """The rows as an Excel sheet."""
    from toolbox.opendata.spreadsheets.xlsx_files import xlsx_file

    return xlsx_file(title, columns, rows, [32] * len(columns))


WRITERS = {
    "xlsx": (write_xlsx, XLSX_TYPE),
    "csv": (write_csv, CSV_TYPE),
    "json": (write_json, "application/json"),
}
