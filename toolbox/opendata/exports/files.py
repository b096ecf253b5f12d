"""Responses that a browser saves instead of showing."""

from django.http import HttpResponse


def attachment(content, content_type, filename):
    """A file that the browser saves."""
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{filename}"'}
    )
