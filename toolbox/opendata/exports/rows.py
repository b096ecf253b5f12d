"""What stands in a row of a list as data.

A row is a dictionary in the order of the columns. Its values are text, numbers, dates or lists of text; json keeps
the lists, a spreadsheet gets them in one cell. The API gives the same rows. `absolute` turns an address on this
site into a full one.
"""


def named(entry, absolute):
    """The columns with which a row begins that is about something with a name."""
    return {"id": entry.slug, "naam": entry.name, "adres": absolute(entry.get_absolute_url())}


def tool_row(tool, absolute):
    """One tool, with all that it is filed under."""
    placements = tool.placements.all()
    return named(tool, absolute) | {
        "samenvatting": tool.summary,
        "eigenaars": [owner.name for owner in tool.owners.all()],
        "vormen": [item.name for item in tool.formats.all()],
        "doelgroepen": [item.name for item in tool.target_groups.all()],
        "voor_wie": [item.name for item in tool.audiences.all()],
        "trefwoorden": sorted(keyword.tag.name for keyword in tool.keywords.all()),
        "links": tool.distinct_urls,
        "bronvermeldingen": [reference.citation for reference in tool.distinct_references],
        "fiches": unique(placement.fiche.letter for placement in placements if placement.fiche),
        "stappen": unique(placement.step.title for placement in placements if placement.step),
        "hele_cyclus": any(placement.whole_cycle for placement in placements),
        "aantal_plaatsen": len(placements),
        "gewijzigd": tool.updated_at,
    }


def unique(values):
    """The values as a list, each once, in their order."""
    return list(dict.fromkeys(values))


def owner_row(owner, absolute):
    """One owner, with its other names and the number of its public tools."""
    return named(owner, absolute) | {
        "soort": owner.kind,
        "andere_namen": [alias.alias for alias in owner.aliases.all()],
        "tools": owner.tool_count,
    }


def target_group_row(group, absolute):
    """One target group, with the number of its public tools."""
    return named(group, absolute) | {"uitleg": group.description, "tools": group.tool_count}


def fiche_row(fiche, absolute):
    """One fiche, without its passages."""
    return {
        "id": fiche.slug,
        "letter": fiche.letter,
        "titel": fiche.title,
        "ondertitel": fiche.subtitle,
        "adres": absolute(fiche.get_absolute_url()),
        "inleiding": fiche.lead,
    }


def step_row(step, absolute):
    """One step of the cycle, without its passages."""
    return {
        "id": step.slug,
        "nummer": step.number,
        "titel": step.title,
        "adres": absolute(step.get_absolute_url()),
        "inleiding": step.lead,
    }


def change_row(change, absolute):
    """An entry that was added or changed, with when; `nieuw_op` is empty when it is older than its history."""
    return {
        "soort": change.kind,
        "naam": change.title,
        "adres": absolute(change.item.get_absolute_url()),
        "nieuw_op": change.since,
        "veranderd_op": change.changed,
    }


def erratum_row(erratum, absolute):
    """One erratum."""
    return {
        "nummer": erratum.number,
        "soort": erratum.kind,
        "waar": erratum.where,
        "er_staat": erratum.printed,
        "het_moet_zijn": erratum.should_be,
        "waarom": erratum.why,
        "wat_deden_we": erratum.get_status_display(),
        "tool": erratum.tool.slug if erratum.tool and erratum.tool.is_public else "",
    }
