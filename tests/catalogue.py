"""Tools with one of everything that a file, a feed or a page says of them, for who tests what is taken along."""

from fiches.models import Fiche
from fiches.publication import PublicationStatus
from toolbox.models import Citation, Format, Link, Owner, Placement, Reference, Tool

PUBLISHED = PublicationStatus.PUBLISHED
FORMULA = '=HYPERLINK("https://kwaad.example";"klik")'


def make_tool(number, name=None, status=PUBLISHED):
    """A tool with an owner, a form, a link, a source and a place."""
    slug = f"tool-{number}"
    tool = Tool.objects.create(
        name=name or f"Tool {number}", slug=slug, summary=f"Zin {number}; met één é.", status=status
    )
    tool.owners.add(Owner.objects.get_or_create(name="Wijkhuis & co", slug="wijkhuis")[0])
    tool.formats.add(Format.objects.get_or_create(name="Draaiboek", slug="draaiboek")[0])
    tool.tags.add("ontmoeting", "buren")
    reference = Reference.objects.get_or_create(citation="Peeters et al., 2022", slug="peeters-2022", year=2022)[0]
    Citation.objects.create(tool=tool, reference=reference)
    Link.objects.create(tool=tool, url=f"https://voorbeeld.be/{number}?a=1&b={{2}}")
    fiche = Fiche.objects.get_or_create(
        letter="A", defaults={"slug": "a", "title": "Visie", "lead": "Visie.", "status": PUBLISHED}
    )[0]
    Placement.objects.create(tool=tool, fiche=fiche, order=number, description="Wat je eraan hebt.")
    return tool
