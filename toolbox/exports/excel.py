"""Lists as Excel sheets. Text stays text, whatever it starts with."""

import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from toolbox.exports.spreadsheets import headers, plain

EXCEL_CELL = 32_767  # characters; Excel calls a file with a longer cell damaged
WIDE = {"naam", "titel", "samenvatting", "inleiding", "waarom"}


def workbook(export):
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
    return file.getvalue()


def _cell(sheet, value, bold=False):
    value = plain(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:EXCEL_CELL])
    cell.data_type = "s"  # text, also when it starts with "="
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
