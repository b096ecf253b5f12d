"""A tool as a bibliographic record, before any format: what ris, BibTeX and CSL-JSON all say."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from fiches.shared.text import clean_line
from toolbox import SITE_NAME
from toolbox.models import Owner

# {form of a tool: its type for RIS, BibTeX and CSL}
TYPES = yaml.safe_load(Path(__file__).with_name("types.yaml").read_text(encoding="utf-8"))
OTHER = ("GEN", "misc", "document")
SEVERAL = re.compile(r"\s(?:&|en)\s|,.*,")  # one comma alone may stand before a first name
INITIALS = r"\s*(?:[A-Z]\.[ -]?)+(?:,|&|en\b|\Z)"
BETWEEN_PERSONS = re.compile(rf"\s*,(?!{INITIALS})\s*|\s+(?:&|en)\s+")


class Author(NamedTuple):
    """Who made something: an organisation under its whole name, or a person."""

    name: str
    is_person: bool = False

    @property
    def each(self):
        """Itself, or the persons whom it names one after the other."""
        names = BETWEEN_PERSONS.split(self.name) if self.is_person and SEVERAL.search(self.name) else [self.name]
        return [Author(name, self.is_person) for name in names if name]


@dataclass(frozen=True)
class Record:
    """What is cited: the tool itself, by its makers. Where we found it stands in the note."""

    key: str
    kinds: tuple
    title: str
    makers: list  # Authors, as the catalogue names them
    year: int | None
    url: str
    page: str
    abstract: str
    printed: list
    keywords: list

    @property
    def authors(self):
        """The makers, each organisation and each person apart."""
        return [author for maker in self.makers for author in maker.each]

    @property
    def note(self):
        """Where the record comes from, in one sentence or two."""
        parts = [f"Gevonden in de {SITE_NAME}: {self.page}"]
        if self.printed:
            parts.append(f"Daar geciteerd als: {'; '.join(self.printed)}")
        return ". ".join(parts)

    @property
    def address(self):
        """Where a reader goes: to the tool, or to its page here when no link is known."""
        return self.url or self.page


def record_of(tool, absolute):
    """The record of a tool that was read with `for_export()`."""
    values = {
        "vorm": [(form.slug, form.name) for form in tool.formats.all()],
        "trefwoord": [(keyword.tag.slug, keyword.tag.name) for keyword in tool.keywords.all()],
    }
    references = tool.distinct_references
    years = [reference.year for reference in references if reference.year]
    notes = {"references": [one.citation for one in references], "year": max(years, default=None)}
    makers = [Author(owner.name, owner.kind == Owner.Kind.PERSON) for owner in tool.owners.all()]
    return _record(tool, makers, values, notes, absolute)


def record_with(tool, values, notes, absolute):
    """The record of a tool of which the facet values and the notes of the source are known, as on its page."""
    return _record(tool, [Author(name) for _, name in values.get("eigenaar", [])], values, notes, absolute)


def _record(tool, makers, values, notes, absolute):
    forms = [slug for slug, _ in values.get("vorm", [])]
    return Record(
        key=tool.slug,
        kinds=next((kinds for form, kinds in TYPES.items() if form in forms), OTHER),
        title=tool.name,
        makers=makers,
        year=notes["year"],
        url=next(iter(tool.distinct_urls), ""),
        page=absolute(tool.get_absolute_url()),
        abstract=tool.summary,
        printed=notes["references"],
        keywords=[name for _, name in values.get("trefwoord", [])],
    )


def one_line(text):
    """The text as one line, without what no file can hold: in these formats a line end begins a new field."""
    return clean_line(text)
