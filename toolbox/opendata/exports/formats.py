"""Lists as csv, xlsx and json."""

from datetime import datetime

from django.http import JsonResponse
from django.utils import timezone

from toolbox.opendata.exports.files import attachment
from toolbox.opendata.spreadsheets.csv_files import CSV_TYPE, XLSX_TYPE, csv_file

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


def headers(rows):
    """The names of the columns; none for a list without rows."""
    return list(rows[0]) if rows else []


def csv_response(export):
    """The rows as csv."""
    content = csv_file(headers(export.rows), values(export.rows))
    return attachment(content, CSV_TYPE, f"{export.table.name}.csv")


def xlsx_response(export):
    """The rows as an Excel sheet with filters on the first row."""
    # openpyxl takes 8 MiB: only a process that writes a sheet loads it
    from toolbox.opendata.spreadsheets.xlsx_files import xlsx_file

    names = headers(export.rows)
    widths = [48 if name in WIDE else 24 for name in names]
    content = xlsx_file(export.table.name, names, values(export.rows), widths, filters=True)
    return attachment(content, XLSX_TYPE, f"{export.table.name}.xlsx")


def values(rows):
    """The values of the rows, as a spreadsheet shows them."""
    return [[plain(value) for value in row.values()] for row in rows]


def json_response(export):
    """The rows as json, with where they come from."""
    return JsonResponse(
        {
            "titel": export.table.title,
            "adres": export.page_address,
            "versie": export.version,
            "aantal": len(export.rows),
            "resultaten": export.rows,
        },
        json_dumps_params={"ensure_ascii": False},
    )
