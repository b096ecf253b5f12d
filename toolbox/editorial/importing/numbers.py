"""The numbers in xlsx cells: a number, a day, a time, as the format of the cell shows them."""

import re
from datetime import datetime, time, timedelta
from math import isfinite

from toolbox.editorial.importing.cells import DAY, NUMBER, TIME, BadCell, made_of_it

# The formats that every workbook has, by their number; any other is one of plain numbers.
BUILT_IN = {
    **dict.fromkeys([*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)], DAY),
    **dict.fromkeys([*range(18, 22), *range(32, 36), *range(45, 48)], TIME),
    **dict.fromkeys([9, 10], "%"),
}
WORDS = re.compile(r'"[^"]*"|\\.|\[(?!(h+|m+|s+)\])[^\]]*\]|[_*].', re.IGNORECASE)  # what is no code in a format
SECONDS = 24 * 60 * 60  # in a day, which is 1 in a cell
EXACT = 10**15  # from here on Excel drops digits
NO_DAY = "Deze datum bestaat niet. Typ hem opnieuw, bijvoorbeeld als 2026-11-30."


def number_cell(raw, format_, since_1904):
    """The cell of a number `raw` under a format: a code, or the number of one that every workbook has."""
    value = float(raw)
    if not isfinite(value):
        return BadCell(raw, "Dit getal is te groot.")
    kind = _kind(format_)
    if kind == DAY:
        return _day(value, format_, since_1904)
    if kind == TIME:
        minutes = round(value * 24 * 60)
        return made_of_it(kind, f"{minutes // 60:02}:{minutes % 60:02}")
    return made_of_it(NUMBER, f"{_comma(value * 100, 10)}%" if kind == "%" else _shown(value, format_))


def _kind(format_):
    if isinstance(format_, int):
        return BUILT_IN.get(format_, NUMBER)
    codes = _codes(format_)
    if "general" in codes:
        return NUMBER
    if re.search("[hs]", codes) and not re.search("[dy]", codes):
        return TIME
    if re.search("[dmy]", codes):
        return DAY
    return "%" if "%" in codes else NUMBER


def _day(value, format_, since_1904):
    if not isfinite(value * SECONDS):
        return BadCell("?", NO_DAY)
    days, seconds = divmod(round(value * SECONDS), SECONDS)
    if not since_1904 and (days < 1 or days == 60):  # Excel thinks that 1900 had a 29 February
        return BadCell(str(days), NO_DAY)
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if days > 60 else datetime(1899, 12, 31)
    try:
        return made_of_it(DAY, _told(first + timedelta(days, seconds), format_))
    except OverflowError:
        return BadCell(str(days), NO_DAY)


def _told(moment, format_):
    """A day, and its hour where there is one or the format shows it."""
    if moment.time() != time() or format_ == 22 or "h" in _codes(format_):
        return moment.isoformat(" ", "auto" if moment.second else "minutes")
    return moment.date().isoformat()


def _codes(format_):
    return "" if isinstance(format_, int) else WORDS.sub("", format_.partition(";")[0]).lower()


def _shown(value, format_):
    if not value.is_integer() or abs(value) >= EXACT:
        return _comma(value, 15)
    digits = str(int(value))
    return digits.zfill(len(format_)) if isinstance(format_, str) and not format_.strip("0") else digits


def _comma(value, digits):
    return f"{value:.{digits}g}".replace(".", ",")
