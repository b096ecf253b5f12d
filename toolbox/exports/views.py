"""Views whose list can be taken along as a file."""

from django.http import Http404
from django.shortcuts import render

from buurtanalyse.views import StepList
from fiches.views import FicheList
from toolbox.exports import tables
from toolbox.exports.export import ExportRefused, respond
from toolbox.exports.faults import faults


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


class FilteredExportMixin(ExportMixin):
    """The same for a page with filters. A filter that cannot be read is refused: a file would not show the mistake."""

    def exported(self):
        filterset = self.get_filterset(self.get_filterset_class())
        if not filterset.is_valid():
            wrong = faults(filterset.form)
            raise ExportRefused(" ".join(f"{name}: {' '.join(messages)}" for name, messages in wrong.items()))
        return filterset.qs


class ExportOneMixin(ExportMixin):
    """A page of one object that can be taken along as a file."""

    def exported(self):
        chosen = self.get_queryset().filter(slug=self.kwargs["slug"])
        if not chosen.exists():
            raise Http404
        return chosen


class ExportedFicheList(ExportMixin, FicheList):
    """The fiches, also as data. The app of the fiches does not know of formats."""

    table = tables.FICHES


class ExportedStepList(ExportMixin, StepList):
    """The steps, also as data."""

    table = tables.STEPS
