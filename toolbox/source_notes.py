"""What the publication says of a tool: how it is cited, and what is wrong about it."""

from django.db.models import IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from toolbox.models import Reference


def source_notes(tool):
    """The references, the newest year among them and the errata of a tool, read in one query.

    {"references": [...], "year": number or None, "errata": [...]}
    """
    empty = Value("", TextField())
    references = (
        Reference.objects.filter(citations__tool=tool)
        .order_by()
        .distinct()
        .values_list(
            Value(0, IntegerField()),
            Cast("citation", TextField()),
            Coalesce(Cast("year", TextField()), empty),
            empty,
        )
    )
    errata = (
        tool.errata.published()
        .order_by()
        .values_list("number", Cast("where", TextField()), Cast("printed", TextField()), Cast("why", TextField()))
    )
    rows = sorted(references.union(errata, all=True))
    return {
        "references": [text for number, text, _, _ in rows if not number],
        "year": max((int(year) for number, _, year, _ in rows if not number and year), default=None),
        "errata": [
            {"number": number, "where": where, "printed": printed, "why": why}
            for number, where, printed, why in rows
            if number
        ],
    }
