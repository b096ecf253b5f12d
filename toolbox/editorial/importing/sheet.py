"""A sheet as it is read: its columns, its rows as texts, and what is wrong with a cell or with the whole file."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from fiches.shared.text import clean_text

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
    """The text of a cell that cannot be used, as far as it can be kept and shown, with the reason."""

    def __new__(cls, text, why):
        cell = super().__new__(cls, clean_text(text))
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
    return clean_text(text)


def header(cells):
    """The names of the columns, as they are compared."""
    columns = [text_of(cell).casefold() for cell in islice(cells, MAX_COLUMNS + 1)]
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MAX_COLUMNS:
        raise FileRefused(f"Dit bestand heeft meer dan {MAX_COLUMNS} kolommen. Begin met een export.")
    return columns


def formula(text):
    """A formula, which is refused."""
    return BadCell(text, f"Er staat een formule ({text[:40]}). Zet er de tekst zelf.")
