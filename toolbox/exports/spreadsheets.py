"""Lists as csv and xlsx, made for Excel in Dutch, and safe to open.

A cell that starts as a formula is somebody's text, never ours: it is kept as text, so that opening the file does
nothing but show it.
"""

import csv
import io
from datetime import datetime

from django.http import HttpResponse
from django.utils import timezone

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
LIST_SEPARATOR = " | "
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


def attachment(content, content_type, filename):
    """A file that the browser saves."""
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )


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
    from toolbox.exports.excel import workbook  # openpyxl takes 8 MiB: only a process that writes a sheet loads it

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return attachment(workbook(export), kind, f"{export.table.name}.xlsx")
