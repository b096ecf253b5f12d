"""Tools that a filter found, with all that a file or the API says of them."""

from itertools import islice

from toolbox.models import Tool


class FoundTools:
    """A sequence in the order of the filter, of which only a slice is read: see Selection in search/catalogue.py."""

    def __init__(self, selection):
        self.selection = selection

    def __len__(self):
        return len(self.selection)

    def __getitem__(self, part):
        start, stop, _ = part.indices(len(self))
        ids = self.selection.find(start, stop)
        by_pk = Tool.objects.published().for_export().in_bulk(ids)
        return [by_pk[pk] for pk in ids if pk in by_pk]

    def newest(self, number):
        """The tools of it that changed last."""
        tools = Tool.objects.published().order_by("-updated_at", "sort_key")
        chosen = set(self.selection.find(0, len(self)))
        pks = (pk for pk in tools.values_list("pk", flat=True).iterator() if pk in chosen)
        return list(tools.for_export().filter(pk__in=islice(pks, number)))
