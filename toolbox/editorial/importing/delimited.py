"""Reading csv, as Excel, LibreOffice, Numbers and Google Sheets write it."""

import codecs
import csv
import io
import re
from itertools import islice

from toolbox.editorial.importing.cells import DAY, NUMBER, TIME, YES_NO, BadCell, formula, made_of_it, text_of
from toolbox.editorial.importing.sheet import HEADINGS_WITHIN, FileRefused, has_heading
from toolbox.opendata.spreadsheets.csv_files import without_quote

DELIMITERS = ";,\t|"
SAID = re.compile(r'\A"?sep=([^\w\s"]|\t)"?(?:\r\n|\r|\n)', re.IGNORECASE)  # a first line that only Excel understands
QUOTED = re.compile(r'"[^"]*"')
# A cell in quotes, and the spaces between it and the next separator, which csv does not know.
SPACED = r'((?:\A|[\r\n{0}]) *"[^"]*(?:""[^"]*)*") +(?=[\r\n{0}]|\Z)'
HOUR = r"\d{1,2}:\d\d(:\d\d)?( [AP]M)?"
MONTH = r"(jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"
# How a spreadsheet shows, and so writes, what it made of something else.
MADE = {
    NUMBER: re.compile(r"[+-]?\d+([.,]\d+)?E[+-]?\d+"),
    DAY: re.compile(
        rf"\d{{1,2}}[-/]{MONTH}([-/](\d\d){{1,2}})?|{MONTH}[-/](\d\d){{1,2}}"
        rf"|(\d{{1,2}}([-/.])\d{{1,2}}\7\d{{2,4}}|\d{{4}}-\d\d-\d\d)( {HOUR})?",
        re.IGNORECASE,
    ),
    TIME: re.compile(HOUR),
    YES_NO: re.compile("WAAR|ONWAAR|TRUE|FALSE|VRAI|FAUX"),
}
SWALLOWED = "Een aanhalingsteken is niet gesloten: deze cel slokt de volgende rij op. Zet het recht in je rekenblad."
BROKEN = (
    "Dit is geen goed csv-bestand: op rij {} staat een aanhalingsteken te veel, of is er een niet gesloten. "
    "Zet het recht in je rekenblad, of bewaar het bestand als .xlsx."
)


def decoded(content):
    """The text of a file in UTF-8, or in UTF-16 that says so."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefused("Dit is een Excelbestand, geen tekst. Bewaar het als .xlsx, met die letters achter de naam.")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16").lstrip("\ufeff")
        if b"\x00" in content:  # UTF-16 without accents also passes for UTF-8
            raise ValueError("no text has this")
        return content.decode().lstrip("\ufeff")  # a program that does not know the mark keeps it, and adds its own
    except ValueError as error:
        raise FileRefused(
            "Dit bestand is niet in UTF-8 bewaard: letters met accenten zouden stukgaan. "
            "Kies in Excel “Opslaan als” en dan “CSV UTF-8”, of bewaar het als .xlsx."
        ) from error


def read_csv(content, key, deadline):
    """The rows of a csv file as (line, cells), numbered as a spreadsheet shows them; nothing to know of it."""
    text = decoded(content)
    said = SAID.match(text)
    text = text[said.end() :] if said else text
    return _rows(text, said[1] if said else _delimiter(text, key), deadline), []


def _rows(text, delimiter, deadline):
    line = width = 0
    text = re.sub(SPACED.format(re.escape(delimiter)), r"\1", text)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    try:
        for line, cells in enumerate(deadline.each(records), start=1):
            width = max(width, len(cells))
            yield line, [_cell(cell, delimiter, width) for cell in deadline.each(cells)]
    except csv.Error as error:
        raise FileRefused(BROKEN.format(line + 1)) from error


def _delimiter(text, key):
    """What stands between the headings most often, outside quotes. A title above them may hold the key as well."""
    lines = [line for line in islice(io.StringIO(text, newline=None), HEADINGS_WITHIN) if line.strip()]
    split = ((line, line.replace('"', "").split(sign)) for line in lines for sign in DELIMITERS)
    headings = next((line for line, cells in split if has_heading(cells, key)), "".join(lines[:1]))
    return max(DELIMITERS, key=QUOTED.sub("", headings).count)


def _cell(cell, delimiter, width):
    if cell.startswith("="):
        return formula(cell)
    lines = cell.splitlines()
    if len(lines) > 1 and width > 2 and any(line.count(delimiter) >= width - 1 for line in lines):
        return BadCell(cell, SWALLOWED)
    text = text_of(without_quote(cell))
    made = next((kind for kind, pattern in MADE.items() if pattern.fullmatch(text)), "")
    return made_of_it(made, text) if made else text
