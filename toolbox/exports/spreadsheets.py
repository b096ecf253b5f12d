"""Lists as csv and xlsx, made for Excel in Dutch, and safe to open.

A cell that starts as a formula is somebody's text, never ours: it is kept as text, so that opening the file does
nothing but show it.
"""

import csv
import io
from datetime import datetime

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from toolbox.exports.files import attachment

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
EXCEL_CELL = 32_767  # characters; Excel calls a file with a longer cell damaged
LIST_SEPARATOR = " | "
WIDE = {"naam", "titel", "samenvatting", "inleiding", "waarom"}
BOOLEANS = {True: "ja", False: "nee"}


def plain(value):
    """A value of a row as a spreadsheet shows it: text, a whole number or a moment."""
    if isinstance(value, bool):
        return BOOLEANS[value]
    if isinstance(value, list):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None, microsecond=0)
    return value


def harmless(value):
    """A value for csv; text that a spreadsheet would run as a formula gets a quote in front."""
    if isinstance(value, str) and value.lstrip(" \n").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def headers(rows):
    """The names of the columns; none for a list without rows."""
    return list(rows[0]) if rows else []


def csv_response(export):
    """The rows as csv. The mark at the start and the semicolons are what Excel in Dutch looks for."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(headers(export.rows))
    writer.writerows([harmless(plain(value)) for value in row.values()] for row in export.rows)
    content = file.getvalue().replace("\x00", "").encode("utf-8-sig")
    return attachment(content, "text/csv; charset=utf-8", f"{export.table.name}.csv")


def xlsx_response(export):
    """The rows as an Excel sheet with a fixed first row and filters on it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(export.table.name)
    sheet.freeze_panes = "B2"
    names = headers(export.rows)
    for number, name in enumerate(names, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = 48 if name in WIDE else 24
    sheet.append([_cell(sheet, name, bold=True) for name in names])
    for row in export.rows:
        sheet.append([_cell(sheet, value) for value in row.values()])
    if names:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(export.rows) + 1}"
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(file.getvalue(), kind, f"{export.table.name}.xlsx")


def _cell(sheet, value, bold=False):
    value = plain(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:EXCEL_CELL])
    cell.data_type = "s"  # text, also when it starts with "="
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
