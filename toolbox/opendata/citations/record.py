"""A tool as a bibliographic record, before any format: what ris, BibTeX and CSL-JSON all say."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from toolbox import SITE_NAME

# {form of a tool: its type for RIS, BibTeX and CSL}
TYPES = yaml.safe_load(Path(__file__).with_name("types.yaml").read_text(encoding="utf-8"))
OTHER = ("GEN", "misc", "document")


@dataclass(frozen=True)
class Record:
    """What is cited: the tool itself, by its makers. Where we found it stands in the note."""

    key: str
    kinds: tuple
    title: str
    authors: list
    year: int | None
    url: str
    page: str
    abstract: str
    printed: list
    keywords: list

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
        "eigenaar": [(owner.slug, owner.name) for owner in tool.owners.all()],
        "vorm": [(form.slug, form.name) for form in tool.formats.all()],
        "trefwoord": [(keyword.tag.slug, keyword.tag.name) for keyword in tool.keywords.all()],
    }
    references = tool.distinct_references
    years = [reference.year for reference in references if reference.year]
    notes = {"references": [one.citation for one in references], "year": max(years, default=None)}
    return record_with(tool, values, notes, absolute)


def record_with(tool, values, notes, absolute):
    """The record of a tool of which the facet values and the notes of the source are known, as on its page."""
    forms = [slug for slug, _ in values.get("vorm", [])]
    return Record(
        key=tool.slug,
        kinds=next((kinds for form, kinds in TYPES.items() if form in forms), OTHER),
        title=tool.name,
        authors=[name for _, name in values.get("eigenaar", [])],
        year=notes["year"],
        url=next(iter(tool.distinct_urls), ""),
        page=absolute(tool.get_absolute_url()),
        abstract=tool.summary,
        printed=notes["references"],
        keywords=[name for _, name in values.get("trefwoord", [])],
    )


def one_line(text):
    """The text without line ends or control characters: in these formats a line end begins a new field."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
