"""Reading and writing xlsx, csv and JSON. Nothing in a file is ever calculated, neither here nor by who opens it."""

import csv
import io
import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from toolbox.cells import CSV_TYPE, XLSX_TYPE, csv_file, without_quote

MAX_ROWS = 1000  # each changed row takes 5 to 8 ms, and on SQLite nobody else can save meanwhile
MAX_COLUMNS = 60
MAX_UNPACKED = 200 * 1024 * 1024  # bytes; a zipped sheet can hold far more than it weighs
SEPARATOR = "\n"  # between the values of one cell: the only sign that none of them can hold
BAD_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
# What é, ’ or € turn into when one program writes UTF-8 and another reads it as something else.
MISREAD = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|â(?:€|\u0080)|Â[\u00a0-\u00bf]")


class FileRefused(Exception):
    """The whole file cannot be read; the message tells an editor why, and what to do."""


class BadCell(str):
    """The text of a cell that cannot be used, with the reason."""

    def __new__(cls, text, why):
        cell = super().__new__(cls, text)
        cell.why = why
        return cell


@dataclass
class Sheet:
    """The columns of a file, and its rows as texts, each with the number that the editor sees beside it."""

    columns: list
    rows: list = field(default_factory=list)
    lines: list = field(default_factory=list)

    def add(self, line, cells):
        """Take in one row; a row without any text is no row."""
        cells = [*cells, *[""] * len(self.columns)][: len(self.columns)]
        if not any(cells) and line < MAX_ROWS * 10:
            return
        if len(self.rows) == MAX_ROWS or line >= MAX_ROWS * 10:
            raise FileRefused(
                f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Deel het op in kleinere bestanden, "
                "of laat alleen de rijen staan die je wilt wijzigen."
            )
        self.rows.append(cells)
        self.lines.append(line)


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


def text_of(value):
    """A value from a file as text, the way an editor types it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if BAD_CHARACTERS.search(text):
        return BadCell(text, "Er staan tekens in die geen letters zijn. Typ de tekst opnieuw.")
    if MISREAD.search(text):
        return BadCell(text, f"Letters met accenten zijn stuk (“{text[:40]}”). Bewaar het bestand als xlsx of UTF-8.")
    return text


def header(cells):
    """The names of the columns, as they are compared."""
    columns = [text_of(cell).casefold() for cell in islice(cells, MAX_COLUMNS + 1)]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MAX_COLUMNS:
        raise FileRefused(f"Dit bestand heeft meer dan {MAX_COLUMNS} kolommen. Begin met een export.")
    return columns


def read_xlsx(content):
    """The first sheet of an Excel file."""
    from toolbox.sheets import excel  # openpyxl takes 8 MiB: only a process that meets such a file loads it

    return excel.read(content)


def formula(text):
    """A formula, which is refused."""
    return BadCell(text, f"Er staat een formule ({text[:40]}). Zet er de tekst zelf.")


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
    from toolbox.excel import xlsx_file

    return xlsx_file(title, columns, rows, [32] * len(columns))


WRITERS = {
    "xlsx": (write_xlsx, XLSX_TYPE),
    "csv": (write_csv, CSV_TYPE),
    "json": (write_json, "application/json"),
}
