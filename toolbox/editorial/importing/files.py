"""Reading and writing xlsx, csv and JSON. Nothing in a file is ever calculated, neither here nor by who opens it."""

import csv
import io
import json
import zipfile

from toolbox.editorial.importing.sheet import (
    MAX_COLUMNS,
    MAX_UNPACKED,
    SEPARATOR,
    BadCell,
    FileRefused,
    Sheet,
    formula,
    header,
    text_of,
)
from toolbox.opendata.spreadsheets.csv_files import CSV_TYPE, XLSX_TYPE, csv_file, without_quote

# Reading


def read(name, content):
    """The sheet in a file called `name`; FileRefused says what is wrong with it."""
    extension = name.rpartition(".")[2].lower()
    if extension not in READERS:
        raise FileRefused("Kies een bestand dat eindigt op .xlsx, .csv of .json. Een oud .xls bewaar je als .xlsx.")
    if not content.strip():
        raise FileRefused("Dit bestand is leeg.")
    rows = enumerate(READERS[extension](content), start=0 if extension == "json" else 1)
    sheet = Sheet(header(next(rows, (0, ()))[1]))
    for line, cells in rows:
        sheet.add(line, cells)
    if not sheet.rows:
        raise FileRefused("Er staan geen rijen in dit bestand. Zet de kolommen op rij 1 en je gegevens daaronder.")
    return sheet


def read_xlsx(content):
    """The rows of the first sheet of an Excel file."""
    from openpyxl import load_workbook  # takes 8 MiB: only a process that meets such a file loads it

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MAX_UNPACKED:
                raise FileRefused("Dit bestand is te groot. Deel het op in kleinere bestanden.")
        # Formulas are kept as they are, to be refused: their last result may be of long ago.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        for cells in book.worksheets[0].iter_rows(max_col=MAX_COLUMNS + 1):
            yield [_excel_text(cell) for cell in cells]
    except FileRefused:
        raise
    except Exception as error:  # openpyxl says in many ways that a file is not what it seems
        raise FileRefused("Dit is geen goed Excelbestand. Open het en bewaar het opnieuw als .xlsx.") from error


def _excel_text(cell):
    if cell.data_type == "f":
        return formula(str(cell.value))
    if cell.data_type == "e":
        return BadCell(cell.value, f"Er staat een fout van Excel: {cell.value}.")
    return text_of(cell.value)


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


def read_csv(content):
    """The rows of a csv file, whatever stands between its cells."""
    text = _decoded(content)
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [formula(cell) if cell.startswith("=") else text_of(without_quote(cell)) for cell in cells]
    except csv.Error as error:
        raise FileRefused("Dit is geen goed csv-bestand. Bewaar het opnieuw, of bewaar het als .xlsx.") from error


def read_json(content):
    """The names of the columns, and then a row for each item."""
    wrong = "Een JSON-bestand moet een lijst van items zijn, zoals een export ze maakt."
    try:
        items = json.loads(_decoded(content))
    except (ValueError, RecursionError) as error:
        raise FileRefused(f"Dit is geen goed JSON-bestand. {wrong}") from error
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise FileRefused(wrong)
    items = [{text_of(key).casefold(): value for key, value in item.items()} for item in items]
    columns = list(dict.fromkeys(column for item in items for column in item))
    yield columns
    for item in items:
        yield [_json_text(item.get(column)) for column in columns]


def _json_text(value):
    if isinstance(value, list):
        return text_of(SEPARATOR.join(text_of(item) for item in value))
    if isinstance(value, dict):
        return BadCell(str(value), "Hier staat een lijst met namen in. Zet er tekst.")
    return text_of(value)


READERS = {"xlsx": read_xlsx, "csv": read_csv, "json": read_json}


# Writing

WRITTEN = {"xlsx": XLSX_TYPE, "csv": CSV_TYPE, "json": "application/json"}


def write(extension, title, columns, rows):
    """The rows as a file of one of the kinds in `WRITTEN`; `title` is that of an Excel sheet."""
    if extension == "xlsx":
        from toolbox.opendata.spreadsheets.xlsx_files import xlsx_file

        return xlsx_file(title, columns, rows, [32] * len(columns))
    if extension == "csv":
        return csv_file(columns, rows)
    items = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(items, ensure_ascii=False, indent=1, default=str).encode()
