"""The lists that are data: which formats each of them has, and what stands in a row."""

from dataclasses import dataclass, field

from toolbox.opendata import rows
from toolbox.opendata.citations import files as citations
from toolbox.opendata.exports import atom, formats

DATA = {"csv": formats.csv_response, "xlsx": formats.xlsx_response, "json": formats.json_response}
CITATIONS = {"ris": citations.ris_response, "bibtex": citations.bibtex_response, "csl": citations.csl_response}

LABELS = {
    "csv": "csv (opent in Excel)",
    "xlsx": "Excel",
    "json": "json",
    "docx": "Word",
    "ics": "agenda",
    "atom": "Atom (volg wat nieuw is)",
    "ris": "RIS (Zotero, EndNote, Mendeley)",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
}


@dataclass(frozen=True)
class Table:
    """A list as data: its formats, and what stands in a row. `row` is None where a format knows no rows."""

    name: str
    title: str
    row: type[rows.Row] | None
    formats: dict = field(default_factory=lambda: DATA)

    @property
    def choices(self):
        """The formats as (name in the address, what a reader calls it)."""
        return tuple((name, LABELS[name]) for name in self.formats)


TOOLS = Table("tools", "Tools", rows.Tool, {**DATA, "atom": atom.response, **CITATIONS})
TOOL = Table("tool", "Tool", rows.Tool, {"json": formats.json_response, **CITATIONS})
SELECTION = Table("selectie", "Mijn selectie", rows.Tool, {**DATA, **CITATIONS})
OWNERS = Table("eigenaars", "Eigenaars", rows.Owner)
TARGET_GROUPS = Table("doelgroepen", "Doelgroepen", rows.TargetGroup)
FICHES = Table("fiches", "Thema’s", rows.Fiche)
STEPS = Table("stappen", "Stappen van de cyclus", rows.Step)
CHANGES = Table("nieuw", "Nieuw en veranderd", rows.Change, {"json": formats.json_response})
ERRATA = Table("errata", "Errata", rows.Erratum)
