"""The cells of one sheet of an xlsx file."""

import re

from toolbox.editorial.importing.cells import DAY, YES_NO, BadCell, formula, made_of_it, plain, text_of
from toolbox.editorial.importing.numbers import number_cell
from toolbox.editorial.importing.parts import TOO_LARGE, RichText, is_on
from toolbox.editorial.importing.sheet import HEADINGS_WITHIN, MAX_COLUMNS, MAX_ROWS, FileRefused

MAX_RANGES = 5_000
RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
MERGED = "Deze cel is samengevoegd met andere ({}). Splits ze, en zet in elke cel wat er hoort."
SPILLED = "Dit is de uitkomst van een formule ({}). Zet er de tekst zelf."


class Worksheet(RichText):
    """The rows of a sheet, as {line: {column: cell}}; at most `limit` of them, and in `book` what cells point at.

    Columns are counted from 0. All that stands beyond the last that may be used counts as one column more.
    """

    def __init__(self, book, limit=MAX_ROWS + HEADINGS_WITHIN):
        super().__init__()
        self.book, self.limit = book, limit
        self.rows, self.ranges = {}, []  # ranges of cells that do not say themselves what they hold, with why
        self.hidden_rows, self.hidden_columns = set(), set()
        self.line, self.column = 0, -1
        self.attributes, self.value, self.formula = {}, "", None

    @property
    def done(self):
        """Whether there are as many rows as wanted."""
        return len(self.rows) > self.limit

    def start(self, name, attributes):
        super().start(name, attributes)
        if begin := getattr(self, f"_start_{name}", None):
            begin(attributes)

    def _start_row(self, attributes):
        line = int(attributes.get("r", self.line + 1))
        if line <= self.line:
            raise ValueError("rows rise")
        self.line, self.column = line, -1
        if is_on(attributes.get("hidden")):
            self.hidden_rows.add(line)

    def _start_c(self, attributes):
        letters = attributes.get("r", "").rstrip("0123456789")
        self.column = column_number(letters) if letters else self.column + 1
        self.attributes, self.value, self.formula = attributes, "", None
        self.pieces.clear()

    def _start_f(self, attributes):
        self.formula = "="
        if attributes.get("t") in {"array", "dataTable"}:
            self._add_range(attributes.get("ref", ""), SPILLED)

    def _start_mergeCell(self, attributes):
        self._add_range(attributes["ref"], MERGED)

    def _start_col(self, attributes):
        if is_on(attributes.get("hidden")):
            self.hidden_columns |= {*range(int(attributes["min"]) - 1, min(int(attributes["max"]), MAX_COLUMNS))}

    def _add_range(self, ref, why):
        if found := RANGE.fullmatch(ref):
            if len(self.ranges) == MAX_RANGES:
                raise FileRefused(TOO_LARGE)
            left, top, right, bottom = found.groups()
            lines = range(int(top), int(bottom) + 1)
            self.ranges.append((lines, range(column_number(left), column_number(right) + 1), why.format(ref)))

    def end(self, name, text):
        super().end(name, text)
        if name == "v":
            self.value = text
        elif name == "f":
            self.formula = f"={text}"
        elif name == "c" and (cell := self._cell()):
            self.rows.setdefault(self.line, {})[min(self.column, MAX_COLUMNS)] = cell

    def _cell(self):
        kind = self.attributes.get("t", "n")
        if self.formula is not None:
            return formula(self.formula)
        if kind == "inlineStr":
            return text_of(self.taken())
        if not self.value:
            return ""
        return self._valued(kind)

    def _valued(self, kind):
        match kind:
            case "s":
                return self.book.strings[int(self.value)]
            case "str":
                return text_of(self.value)
            case "b":
                return made_of_it(YES_NO, plain(is_on(self.value)))
            case "e":
                return BadCell(self.value[:40], f"Er staat een fout van Excel: {self.value[:40]}.")
            case "d":
                return made_of_it(DAY, self.value[:19].replace("T", " "))
        style = int(self.attributes.get("s", 0))
        format_ = self.book.formats[style] if style < len(self.book.formats) else 0
        return number_cell(self.value, format_, self.book.since_1904)

    # When all is read

    def finish(self, deadline):
        """Put in each cell of a range why it cannot be used."""
        for lines, columns, why in deadline.each(self.ranges):
            for row in [row for line, row in self.rows.items() if line in lines]:
                row.update({column: BadCell(row.get(column, ""), why) for column in columns[:MAX_COLUMNS]})

    def listed(self):
        """The rows as (line, cells)."""
        for line, row in self.rows.items():
            yield line, [row.get(column, "") for column in range(MAX_COLUMNS + 1)]

    @property
    def hidden(self):
        """How many rows and columns with something in them an editor does not see, in words; "" for none."""
        rows = len(self.hidden_rows & self.rows.keys())
        columns = len(self.hidden_columns & {column for row in self.rows.values() for column in row})
        counts = [(rows, "rij", "rijen"), (columns, "kolom", "kolommen")]
        return " en ".join(f"{number} {one if number == 1 else more}" for number, one, more in counts if number)


def column_number(letters):
    """The number of a column, counted from 0: B is 1, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
