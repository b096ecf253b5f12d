"""What is said of a tool: how the publication cites it, what is wrong there, and what readers tell of it."""

from django.conf import settings

from toolbox.models import Reference


def source_notes(tool):
    """The references, the newest year among them, the errata and the experiences of a tool.

    {"references": [text], "year": number or None, "errata": [Erratum], "experiences": [Experience]}; no experiences
    where they are off.
    """
    references = list(Reference.objects.filter(citations__tool=tool).distinct())
    return {
        "references": [reference.citation for reference in references],
        "year": max((reference.year for reference in references if reference.year), default=None),
        "errata": list(tool.errata.published()),
        "experiences": list(tool.experiences.published().order_by("-pk")) if settings.EXPERIENCES else [],
    }
