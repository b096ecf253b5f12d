"""Files for a spreadsheet, made for Excel in Dutch, and safe to open.

A cell that starts as a formula is somebody's text, never ours: it is kept as text, so that opening the file does
nothing but show it. Lists for visitors (opendata/exports) and sheets for editors
(editorial/importing) are both written here.
"""

import csv
import io

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
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
