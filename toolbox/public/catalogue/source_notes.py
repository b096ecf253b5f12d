"""What is said of a tool: how the publication cites it, what is wrong there, and what readers tell of it."""

from django.conf import settings

from toolbox.models import Reference


def source_notes(tool):
    """The references, the newest year among them, the errata and the experiences of a tool.

    {"references": [text], "year": number or None, "errata": [Erratum], "experiences": [dict of texts]}; no experiences
    where they are off.
    """
    references = list(Reference.objects.filter(citations__tool=tool).distinct())
    experiences = tool.experiences.published().order_by("-pk") if settings.EXPERIENCES else []
    return {
        "references": [reference.citation for reference in references],
        "year": max((reference.year for reference in references if reference.year), default=None),
        "errata": tool.errata.published(),
        "experiences": [_told(experience) for experience in experiences],
    }


def _told(experience):
    return {
        "neighbourhood": experience.get_neighbourhood_display(),
        "effort": experience.get_effort_display(),
        "with_whom": experience.with_whom,
        "worked": experience.worked,
        "otherwise": experience.otherwise,
    }
