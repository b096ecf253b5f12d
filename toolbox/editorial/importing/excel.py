"""Reading xlsx. Nothing in a file is ever calculated."""

import io
import zipfile

from openpyxl import load_workbook

from toolbox.editorial.importing.sheet import (
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
