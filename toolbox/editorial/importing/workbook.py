"""Reading xlsx: which sheet of a workbook is meant, and what it holds.

Not with openpyxl: docs/beslissingen/0078 says why.
"""

import io
import zipfile

from toolbox.editorial.importing.parts import Book, Package, Strings, Styles
from toolbox.editorial.importing.sheet import HEADINGS_WITHIN, FileRefused, has_heading
from toolbox.editorial.importing.worksheet import Worksheet

OLD_FILE = b"\xd0\xcf\x11\xe0"  # of Excel until 2003, and of what has a password
LOCKED = "Dit bestand heeft een wachtwoord of is een oud .xls. Haal het wachtwoord weg en bewaar het als .xlsx."
NAMED = 10  # other sheets
NO_WORKBOOK = "Dit is geen goed Excelbestand. Open het en bewaar het opnieuw als .xlsx."


def read_xlsx(content, key, deadline):
    """The rows of one sheet as (line, cells), and sentences for an editor on how it was read.

    It is the visible sheet that has a column `key`, or else the first visible one that holds anything.
    """
    if content.startswith(OLD_FILE):
        raise FileRefused(LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            workbook = Workbook(Package(packed, deadline))
            name = workbook.meant(key)
            sheet = workbook.sheet(name)
            sheet.finish(deadline)
            return list(sheet.listed()), workbook.notes(name, sheet)
    except FileRefused:
        raise
    except Exception as error:  # in more ways than a list holds: of 12,681 damaged ones 27 with a StopIteration
        raise FileRefused(NO_WORKBOOK) from error


class Workbook:
    """The sheets of a workbook, and what their cells point at."""

    def __init__(self, package):
        self.package = package
        [path] = [path for kind, path in package.targets().values() if kind == "officeDocument"]
        targets = package.targets(path)
        book = package.read(path, Book())
        self.since_1904 = book.since_1904
        self.paths = {name: targets[id_][1] for name, _, id_ in book.sheets if targets[id_][0] == "worksheet"}
        self.visible = [name for name, is_visible, _ in book.sheets if is_visible and name in self.paths]
        shared = {kind: path for kind, path in targets.values() if kind in {"sharedStrings", "styles"}}
        self.strings = package.read(shared["sharedStrings"], Strings()).strings if "sharedStrings" in shared else []
        self.formats = package.read(shared["styles"], Styles()).formats if "styles" in shared else []

    def sheet(self, name, **limit):
        """The sheet called `name`."""
        return self.package.read(self.paths[name], Worksheet(self, **limit))

    def meant(self, key):
        """The name of the sheet to read; FileRefused when two may be meant, or the only one is hidden."""
        heads = {name: list(self.sheet(name, limit=HEADINGS_WITHIN).listed()) for name in self.paths}
        having = [name for name, head in heads.items() if any(has_heading(cells, key) for _, cells in head)]
        visible = [name for name in having if name in self.visible]
        if len(visible) > 1:
            raise FileRefused(
                f"Meer dan één blad heeft een kolom “{key}”: {', '.join(visible)}. Houd één blad, of verberg de andere."
            )
        if having and not visible:
            raise FileRefused(f"Het blad {' en '.join(having)} is verborgen. Maak het zichtbaar, of zet er een ander.")
        return (visible or [name for name in self.visible if heads[name]] or self.visible)[0]

    def notes(self, name, sheet):
        """What an editor should know of how the sheet was read."""
        others = [other if other in self.visible else f"{other} (verborgen)" for other in self.paths if other != name]
        others = [*others[:NAMED], "…"] if len(others) > NAMED else others
        return [
            f"Gelezen is het blad “{name}”.",
            *([f"Niet gelezen: {', '.join(others)}."] if others else []),
            *([f"Verborgen in het rekenblad, en mee gelezen: {sheet.hidden}."] if sheet.hidden else []),
        ]
