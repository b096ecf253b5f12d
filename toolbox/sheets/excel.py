"""Reading and writing xlsx. Nothing in a file is ever calculated, neither here nor by who opens it."""

import io
import zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from toolbox.sheets.files import (
    FORMULA_STARTS,
    MAX_COLUMNS,
    MAX_UNPACKED,
    BadCell,
    FileRefused,
    Sheet,
    formula,
    header,
    text_of,
)


def read(content):
    """The first sheet of an Excel file, every cell as text."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(item.file_size for item in packed.infolist()) > MAX_UNPACKED:
                raise FileRefused("Dit bestand is te groot. Deel het op in kleinere bestanden.")
        # Formulas are kept as they are, to be refused: their last result may be of long ago.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        rows = enumerate(book.worksheets[0].iter_rows(max_col=MAX_COLUMNS + 1), start=1)
        sheet = Sheet(header(cell.value for cell in next(rows, (1, ()))[1]))
        for line, cells in rows:
            sheet.add(line, [_text(cell) for cell in cells])
    except FileRefused:
        raise
    except Exception as error:  # openpyxl says in many ways that a file is not what it seems
        raise FileRefused("Dit is geen goed Excelbestand. Open het en bewaar het opnieuw als .xlsx.") from error
    return sheet


def _text(cell):
    if cell.data_type == "f":
        return formula(str(cell.value))
    if cell.data_type == "e":
        return BadCell(cell.value, f"Er staat een fout van Excel: {cell.value}.")
    return text_of(cell.value)


def write(title, columns, rows):
    """The rows as an Excel sheet with a fixed first row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = 32
    sheet.append([_cell(sheet, name, bold=True) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet, value, bold=False):
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"  # text, also when it starts with "="
    cell.quotePrefix = value.startswith(FORMULA_STARTS)  # and text it stays when somebody edits the cell
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell
