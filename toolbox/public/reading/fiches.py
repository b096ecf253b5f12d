"""The reading pages of the fiches."""

from django.views.generic import ListView

from fiches.models import Fiche
from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin
from toolbox.public.read_once import read_once
from toolbox.public.reading.pages import ReadingPage


def published_fiches(catalogue=None):
    """The fiches of the street, read once for each state of the content."""
    return read_once("fiches", lambda: Fiche.objects.published().for_list(), catalogue)


class FicheList(ExportMixin, ListView):
    """The street: all fiches, also as data."""

    table = tables.FICHES
    template_name = "fiches/fiche_list.html"
    context_object_name = "fiches"

    def get_queryset(self):
        return published_fiches()


class FicheDetail(ReadingPage):
    """A fiche to read: what the research taught, who spoke, and the tools under their headings."""

    queryset = Fiche.objects.published().for_detail()
    findings = "findings"
