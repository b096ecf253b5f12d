"""What the page without a connection reads, and the worker that answers when there is no connection."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from toolbox.models import CatalogueVersion
from toolbox.public.offline.copy import contents


def version(request):
    """The state of the catalogue, for a device that asks whether its copy is still right."""
    return f'"{CatalogueVersion.objects.current()}"'


@require_safe
@condition(etag_func=version)
def copy(request):
    """The whole toolbox as one file."""
    return JsonResponse(contents(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@require_safe
def worker(request):
    """The script that a browser runs beside the pages. It is fetched anew each time, so that it can be replaced."""
    return render(request, "toolbox/offline/worker.js", content_type="text/javascript; charset=utf-8")
