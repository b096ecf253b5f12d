"""Lists as json."""

from django.http import JsonResponse


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
