"""The filters of the tools list, within one collection."""

from django.utils.functional import cached_property

from toolbox.search.filterset import ToolFilter


class CollectionFilter(ToolFilter):
    """Finds and counts only among `tools`, the primary keys of a collection in the order of its editor."""

    SORTS = {}  # the editor has put the collection in order

    def __init__(self, data, tools):
        super().__init__(data)
        self.tools = tools
        self.within = self.catalogue.set_of(tools)

    @cached_property
    def sets(self):
        """What each choice leaves; the collection itself is a choice that cannot be taken off."""
        return {**super().sets, "collectie": self.within}

    @cached_property
    def qs(self):
        """The tools that the choices leave, in the editor’s order: also for the files."""
        bits = self.bits_without()
        return self.catalogue.select_listed([pk for pk in self.tools if bits >> pk & 1])

    def left(self, entries):
        """The entries that the choices leave, in the editor’s order. A theme has no facets: any choice drops it."""
        bits = self.bits_without()
        return [entry for entry in entries if (bits >> entry.tool_id & 1 if entry.tool_id else not self.chips)]
