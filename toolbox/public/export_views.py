"""Views whose list can be taken along as a file."""

from django.shortcuts import get_object_or_404, render

from toolbox.models import Tool
from toolbox.opendata.exports.export import ExportRefused, respond
from toolbox.opendata.exports.faults import faults
from toolbox.opendata.exports.found import FoundTools
from toolbox.search.filterset import LABELS
from toolbox.search.querystring import querystring


class ExportMixin:
    """A list page that is also data: `formaat=` in the address gives the list as a file."""

    table = None

    def get(self, request, *args, **kwargs):
        if not request.GET.get("formaat"):
            return super().get(request, *args, **kwargs)
        try:
            return respond(self.table, self.exported(), request)
        except ExportRefused as refusal:
            return render(request, "toolbox/exports/refused.html", {"reason": str(refusal)}, status=400)

    def exported(self):
        """The objects that go in the file."""
        return self.get_queryset()

    @property
    def download_start(self):
        """The address of the list as a file, up to its format: with all its filters, on whatever page one is."""
        query = querystring(self.request.GET, pagina=None, formaat=None)
        return f"{query}&" if query else "?"


class FilteredExportMixin(ExportMixin):
    """The same for a page with a `filter`. One that cannot be read is refused: a file would not show the mistake."""

    def exported(self):
        if not self.filter.is_valid():
            wrong = faults(self.filter.form).items()
            said = [f"{LABELS.get(name, name)}: {' '.join(messages)}" for name, messages in wrong]
            raise ExportRefused(" ".join(["Een filter in de link naar dit bestand klopt niet.", *said]))
        return FoundTools(self.filter.qs)


class ExportToolMixin(ExportMixin):
    """The page of a tool, that can be taken along as a file."""

    def exported(self):
        return [get_object_or_404(Tool.objects.published().for_export(), slug=self.kwargs["slug"])]
