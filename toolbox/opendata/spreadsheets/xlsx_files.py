"""Writing xlsx. openpyxl takes 8 MiB, so that only a process that writes a sheet loads this module."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from fiches.shared.text import for_xml
from toolbox.opendata.spreadsheets.csv_files import FORMULA_STARTS

EXCEL_CELL = 32_767  # characters; Excel calls a file with a longer cell damaged
EXCEL_TITLE = 31
TEXT = "@"  # the format of a cell in which Excel leaves alone what somebody types
ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")  # what Excel would read as another character


def xlsx_file(title, columns, rows, widths, filters=False, as_typed=False):
    """The rows as an Excel sheet with a fixed first row; `widths` are those of the columns, in their order.

    With `as_typed` every cell is text, also those that an editor adds: Excel makes no date of 3-5 and no 7 of 007.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:EXCEL_TITLE])
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths, start=1):
        column = sheet.column_dimensions[get_column_letter(number)]
        column.width = width
        if as_typed:
            column.number_format = TEXT
    sheet.append([_cell(sheet, name, bold=True) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, as_typed=as_typed) for value in row])
    if filters and columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value, bold=False, as_typed=False):
    if as_typed:
        value = str(value)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = ESCAPE.sub(r"_x005F\g<0>", for_xml(value))
    cell = WriteOnlyCell(sheet, text[:EXCEL_CELL])
    if as_typed:
        cell.number_format = TEXT
    cell.data_type = "s"  # text, also when it starts with "="
    cell.quotePrefix = value.startswith(FORMULA_STARTS)  # and text it stays when somebody edits the cell
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
