"""Tools with one of everything that a file, a feed or a page says of them, for who tests what is taken along."""

from fiches.models import Fiche
from fiches.shared.publication import PublicationStatus
from tests import factories as make
from toolbox.models import Format, Owner, Reference

PUBLISHED = PublicationStatus.PUBLISHED


def complete_tool(number, name=None, status=PUBLISHED):
    """A tool with an owner, a form, keywords, a link, a source and a place. All of them share all but the link."""
    tool = make.ToolFactory(
        name=name or f"Tool {number}",
        slug=f"tool-{number}",
        summary=f"Zin {number}; met één é.",
        status=status,
        owners=[Owner.objects.get_or_create(name="Wijkhuis & co", slug="wijkhuis")[0]],
        formats=[Format.objects.get_or_create(name="Draaiboek", slug="draaiboek")[0]],
        tags=["ontmoeting", "buren"],
    )
    reference = Reference.objects.get_or_create(citation="Peeters et al., 2022", slug="peeters-2022", year=2022)[0]
    make.CitationFactory(tool=tool, reference=reference)
    make.LinkFactory(tool=tool, url=f"https://voorbeeld.be/{number}?a=1&b={{2}}")
    fiche = Fiche.objects.filter(letter="A").first() or make.FicheFactory(letter="A", title="Visie", lead="Visie.")
    make.PlacementFactory(tool=tool, fiche=fiche, order=number, description="Wat je eraan hebt.")
    return tool


def full_tool(rows=1):
    """A tool with as many rows of everything that its card, its page and its form show; nothing of it is shared."""
    tool = make.ToolFactory()
    for _ in range(rows):
        add_row_of_each(tool)
    return tool


def add_row_of_each(tool):
    """Give a tool one more of everything."""
    placement = make.PlacementFactory(tool=tool)
    make.LinkFactory(tool=tool, placement=placement)
    make.CitationFactory(tool=tool, placement=placement)
    make.ErratumFactory(tool=tool, fiche=placement.fiche)
    tool.owners.add(make.OwnerFactory())
    tool.formats.add(make.FormatFactory())
    tool.target_groups.add(make.TargetGroupFactory())
    tool.audiences.add(make.AudienceFactory())
    tool.tags.add(f"trefwoord {placement.pk}")
