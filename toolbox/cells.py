"""Files for a spreadsheet, made for Excel in Dutch, and safe to open.

A cell that starts as a formula is somebody's text, never ours: it is kept as text, so that opening the file does
nothing but show it. Lists for visitors (toolbox/exports) and sheets for editors (toolbox/sheets) are both written here.
"""

import csv
import io

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
EXCEL_CELL = 32_767  # characters; Excel calls a file with a longer cell damaged
EXCEL_TITLE = 31
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def runs(text):
    """Whether a spreadsheet may take `text` for a formula."""
    return text.lstrip(" \n'").startswith(FORMULA_STARTS)


def harmless(value):
    """A value for csv; text that a spreadsheet would run as a formula gets a quote in front."""
    return f"'{value}" if isinstance(value, str) and runs(value) else value


def without_quote(text):
    """`text` from a csv file without the quote that `harmless` puts in front."""
    return text[1:] if text.startswith("'") and runs(text[1:]) else text


def csv_file(columns, rows):
    """The rows as csv. The mark at the start and the semicolons are what Excel in Dutch looks for."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(columns)
    writer.writerows([harmless(value) for value in row] for row in rows)
    return file.getvalue().replace("\x00", "").encode("utf-8-sig")


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
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:EXCEL_CELL])
    cell.data_type = "s"  # text, also when it starts with "="
    cell.quotePrefix = value.startswith(FORMULA_STARTS)  # and text it stays when somebody edits the cell
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
