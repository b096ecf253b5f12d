"""The reading pages of the fiches."""

from django.shortcuts import redirect
from django.views.generic import DetailView, ListView

from fiches.models import Fiche
from fiches.shared.passages import attach_placements
from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin


class FicheList(ExportMixin, ListView):
    """The street: all fiches, also as data."""

    table = tables.FICHES
    queryset = Fiche.objects.published().for_list()
    context_object_name = "fiches"


class FicheDetail(DetailView):
    """A fiche to read: what the research taught, who spoke, and the tools under their headings."""

    queryset = Fiche.objects.published().for_detail()

    def get(self, request, *args, **kwargs):
        lower = kwargs["slug"].lower()
        if lower != kwargs["slug"]:
            return redirect("fiches:detail", slug=lower, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        passages = self.object.passages.all()
        placements = self.object.placements.for_fiche()
        attach_placements(passages, placements, "findings")
        return super().get_context_data(passages=passages, placements=placements, **kwargs)
