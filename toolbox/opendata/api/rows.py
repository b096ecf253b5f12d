"""Rows that only the API gives: placements and the text of fiches and steps."""

from toolbox.opendata.exports import rows


def placement_row(placement, absolute):
    """A placement with the ids of its tool and its place."""
    return {
        "id": placement.key,
        "tool": placement.tool.slug,
        "tool_naam": placement.tool.name,
        "fiche": placement.fiche.slug if placement.fiche else None,
        "stap": placement.step.slug if placement.step else None,
        "hele_cyclus": placement.whole_cycle,
        "kop": placement.heading_path,
        "volgorde": placement.order,
        "beschrijving": placement.description,
        "naam_zoals_gedrukt": placement.printed_name,
        "detail_bij_bron": placement.reference_detail,
        "adres": absolute(placement.get_absolute_url()),
    }


def placement_rows(placements, absolute):
    """The placements of one page, in their order."""
    return [placement_row(placement, absolute) for placement in placements]


def passage_row(passage):
    """A finding or a testimony."""
    return {
        "soort": passage.kind,
        "titel": passage.title,
        "verteld_door": passage.speaker,
        "tekst": passage.text,
        "punten": passage.point_list,
    }


def passage_rows(page):
    """The findings and testimonies of a fiche or a step, in their order."""
    return [passage_row(passage) for passage in page.passages.all()]


def fiche_link(fiche, reason):
    """A fiche to read, and why."""
    return {"fiche": fiche.slug, "titel": fiche.title, "reden": reason}


def tool_detail(tool, absolute):
    """A tool with its placements."""
    return rows.tool_row(tool, absolute) | {"plaatsen": placement_rows(tool.placements.all(), absolute)}


def fiche_detail(fiche, absolute):
    """A fiche with its text and its tools."""
    return rows.fiche_row(fiche, absolute) | {
        "passages": passage_rows(fiche),
        "lees_verder": [fiche_link(link.to_fiche, link.reason) for link in fiche.read_on.all()],
        "plaatsen": placement_rows(fiche.placements.for_list(), absolute),
    }


def step_detail(step, absolute):
    """A step with its text, its fiches and its tools."""
    return rows.step_row(step, absolute) | {
        "passages": passage_rows(step),
        "fiches": [fiche_link(entry.fiche, entry.reason) for entry in step.step_fiches.all()],
        "plaatsen": placement_rows(step.placements.for_list(), absolute),
    }
