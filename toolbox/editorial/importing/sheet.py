"""A sheet as it is read: its columns, its rows as texts, and what is wrong with a cell, a row or the whole file."""

import time
from dataclasses import dataclass, field
from itertools import chain, islice

from toolbox.editorial.importing.cells import BadCell, plain

MAX_ROWS = 1000  # each changed row takes 5 to 8 ms
MAX_COLUMNS = 60
MAX_SECONDS = 5  # for reading a file; an export of the whole toolbox takes 40 ms
HEADINGS_WITHIN = 20  # rows; above the headings may stand a title

MISSING = "De rij houdt op vóór deze kolom. Kijk de rij na in het bestand, of bewaar het als .xlsx."
REPEATED = "Hier staan de namen van de kolommen nog eens. Wis deze rij."


class FileRefused(Exception):
    """The whole file cannot be read; the message tells an editor why, and what to do."""


class Deadline:
    """How long it may take to read a file, or to take it in.

    `clock`: reading counts the processor time of its thread, whatever else the machine does; what others wait for
    counts as the clock on the wall does.
    """

    def __init__(self, seconds=None, clock=time.thread_time):
        self.clock, self.at = clock, clock() + (MAX_SECONDS if seconds is None else seconds)

    def check(self):
        """FileRefused when it is past."""
        if self.clock() > self.at:
            raise FileRefused("Dit bestand duurt te lang. Kopieer minder rijen tegelijk, naar een nieuw, leeg bestand.")

    def each(self, items):
        """The `items`, as long as it is not past."""
        for item in items:
            self.check()
            yield item


@dataclass
class Sheet:
    """The columns of a file, and its rows as texts, each with the number that the editor sees beside it."""

    columns: list
    rows: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    reasons: list = field(default_factory=list)  # why a row as a whole cannot be used, or ""
    notes: list = field(default_factory=list)  # what an editor should know of how it was read

    def add(self, line, cells):
        """Take in one row."""
        if len(self.rows) == MAX_ROWS:
            raise FileRefused(
                f"Dit bestand heeft meer dan {MAX_ROWS} rijen. Deel het op in kleinere bestanden, "
                "of laat alleen de rijen staan die je wilt wijzigen."
            )
        width = len(self.columns)
        self.rows.append([*cells[:width], *[BadCell("", MISSING)] * (width - len(cells))])
        self.lines.append(line)
        self.reasons.append(self._reason(cells))

    def _reason(self, cells):
        width = len(self.columns)
        if beyond := next((cell for cell in cells[width:] if cell), ""):
            return f"Er staat tekst voorbij de laatste kolom (“{beyond[:40]}”). Zet hem in een kolom met een naam."
        return REPEATED if [cell.casefold() for cell in cells[:width]] == self.columns else ""

    def drop_empty_columns(self):
        """Leave out the columns without name and without any text."""
        kept = [at for at, name in enumerate(self.columns) if name or any(row[at] for row in self.rows)]
        self.columns = [self.columns[at] for at in kept]
        self.rows = [[row[at] for at in kept] for row in self.rows]


def sheet_of(rows, key=""):
    """The sheet in `rows` of (line, cells). The headings are the first with `key` in it, else the first."""
    rows = ((line, cells) for line, cells in rows if any(cells))  # a row without any text is no row
    head = list(islice(rows, HEADINGS_WITHIN))
    at = next((at for at, (_, cells) in enumerate(head) if has_heading(cells, key)), 0)
    line, headings = head[at] if head else (0, [])
    sheet = Sheet(header(headings))
    for row in chain(head[at + 1 :], rows):
        sheet.add(*row)
    if not sheet.rows:
        raise FileRefused("Er staan geen rijen in dit bestand. Zet de kolommen op rij 1 en je gegevens daaronder.")
    sheet.drop_empty_columns()
    if line > 1:
        sheet.notes.append(f"De namen van de kolommen staan op rij {line}. Wat daarboven staat, is niet gelezen.")
    return sheet


def has_heading(cells, key):
    """Whether `key` is one of the headings in `cells`."""
    return bool(key) and key in map(heading, cells[:MAX_COLUMNS])


def heading(cell):
    """The name of a column, as it is compared."""
    return " ".join(plain(cell).casefold().split())


def header(cells):
    """The names of the columns."""
    columns = [heading(cell) for cell in cells[: MAX_COLUMNS + 1]]
    if any(isinstance(cell, BadCell) and not cell.isprintable() for cell in cells):
        raise FileRefused("In de naam van een kolom staan tekens die geen letters zijn. Begin met een export.")
    while columns and not columns[-1]:
        columns.pop()
    if len(columns) > MAX_COLUMNS:
        raise FileRefused(f"Dit bestand heeft meer dan {MAX_COLUMNS} kolommen. Begin met een export.")
    return columns
