"""Writing xlsx. openpyxl takes 8 MiB, so that only a process that writes a sheet loads this module."""

import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from fiches.shared.text import for_xml
from toolbox.opendata.spreadsheets.csv_files import FORMULA_STARTS

EXCEL_CELL = 32_767  # characters; Excel calls a file with a longer cell damaged
EXCEL_TITLE = 31


def xlsx_file(title, columns, rows, widths, filters=False):
    """The rows as an Excel sheet with a fixed first row; `widths` are those of the columns, in their order."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:EXCEL_TITLE])
    sheet.freeze_panes = "B2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, bold=True) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    if filters and columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value, bold=False):
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, for_xml(value)[:EXCEL_CELL])
    cell.data_type = "s"  # text, also when it starts with "="
    cell.quotePrefix = value.startswith(FORMULA_STARTS)  # and text it stays when somebody edits the cell
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
