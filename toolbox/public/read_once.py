"""What a page reads of the content, once for each state of the content and not for each visitor.

The queries and the rows of a page with sixty tools took four fifths of its time (docs/beslissingen/0074). What is
read here is shared by requests: a view may not change it, and what depends on a request does not belong in it.
"""

from django.views.generic import DetailView

from fiches.shared.passages import attach_placements
from toolbox.search.catalogue import Catalogue


def read_once(name, queryset):
    """The rows of `queryset` as a list, read once under `name`."""
    return Catalogue.current().once(name, lambda: list(queryset))


class ReadOnce:
    """A detail page that reads its entry, and what `complete` adds to it, once."""

    def get_object(self, queryset=None):
        """The entry of this page; a 404 is not remembered."""
        self.catalogue = Catalogue.current()  # first: what the index stores with an entry must be of now
        return self.catalogue.once((type(self), self.kwargs["slug"]), self._read)

    def _read(self):
        entry = super().get_object()
        self.complete(entry)
        return entry

    def complete(self, entry):
        """Put on `entry` what its page shows beside its own fields."""


class ReadingPage(ReadOnce, DetailView):
    """A fiche or a step to read: its passages and the tools that are placed there, tied together."""

    findings = ""  # the relation from a placement to the passages that it rests on

    def complete(self, entry):
        """Its passages and its placements, tied together."""
        entry.page_passages, entry.page_placements = entry.passages.all(), entry.placements.for_page(self.findings)
        attach_placements(entry.page_passages, entry.page_placements, self.findings)

    def get_context_data(self, **kwargs):
        texts = {"passages": self.object.page_passages, "placements": self.object.page_placements}
        return super().get_context_data(**texts, **kwargs)
