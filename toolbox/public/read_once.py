"""What a page reads of the content, once for each state of the content and not for each visitor.

The queries and the rows of a page with sixty tools took four fifths of its time (docs/beslissingen/0074). What is
read here is shared by requests: a view may not change it, and what depends on a request does not belong in it.
"""

from toolbox.search.catalogue import Catalogue


def read_once(name, rows, catalogue=None):
    """The rows that `rows()` gives, as a list, read once under `name`. To put a queryset together takes as long as a
    small page: that happens once too. `catalogue`: the current one, for who has it already."""
    return (catalogue or Catalogue.current()).once(name, lambda: list(rows()))


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

    def made_once(self, macro, *values):
        """What a macro makes of what was read: as that is the same for each visitor, so is this."""
        return self.catalogue.once((type(self), self.kwargs["slug"], macro.name), lambda: macro(*values))

    def complete(self, entry):
        """Put on `entry` what its page shows beside its own fields."""
