"""One export: a list, the objects that a reader asked of it, and how to write them down."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest

from toolbox.models import CatalogueVersion
from toolbox.opendata.exports.tables import Table

MAX_ROWS = 5000


class ExportRefused(Exception):
    """What a reader asked for cannot be given; the message says why, in words for that reader."""


@dataclass(frozen=True)
class Export:
    """The objects of a `table` that `request` asks for, ready to be written in some format."""

    table: Table
    objects: object  # what the formats of the table write down: for a list, what a slice can be taken of
    request: HttpRequest

    def absolute(self, address):
        """The full form of an address on this site."""
        return self.request.build_absolute_uri(address)

    @cached_property
    def prepared(self):
        """The objects, at most `MAX_ROWS` of them."""
        found = list(self.objects[: MAX_ROWS + 1])
        if len(found) > MAX_ROWS:
            raise ExportRefused(
                f"Deze lijst is te lang voor één bestand. Een bestand gaat tot {MAX_ROWS} rijen. "
                "Kies meer filters, of haal alles bladzijde per bladzijde op met de API."
            )
        return found

    @cached_property
    def rows(self):
        """A dictionary per object."""
        return [self.table.row.of(item, self.request) for item in self.prepared]

    @property
    def version(self):
        """The state of the catalogue that these rows show."""
        return CatalogueVersion.objects.current()

    @property
    def page_address(self):
        """The full address of the same list as a page."""
        query = self.request.GET.copy()
        query.pop("formaat", None)
        return self.absolute(f"{self.request.path}?{query.urlencode()}" if query else self.request.path)


def respond(table, objects, request):
    """The response for the `formaat` that the request asks for, or ExportRefused."""
    name = request.GET["formaat"].lower()
    if name not in table.formats:
        raise ExportRefused(f"Het formaat “{name}” bestaat hier niet. Kies uit: {', '.join(table.formats)}.")
    return table.formats[name](Export(table, objects, request))
