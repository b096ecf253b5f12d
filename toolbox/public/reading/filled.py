"""Which of the lists have something in them: an index leads to no empty page."""

from buurtanalyse.models import ReadingGuide
from toolbox.models import Collection, Erratum, Tool
from toolbox.search.catalogue import Catalogue

LISTS = {
    "collecties:list": lambda: Collection.objects.published(),
    "errata": lambda: Erratum.objects.published(),
    "changes": lambda: Tool.objects.published(),
    "over:reading_guide": lambda: ReadingGuide.objects.all(),
}


def filled():
    """The names of the routes to the lists with something in them, read once for each state of the content."""
    return Catalogue.current().once("filled", lambda: {name for name, entries in LISTS.items() if entries().exists()})


class WithFilled:
    """An index of lists: its template asks `filled` which of them to name."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(filled=filled(), **kwargs)
