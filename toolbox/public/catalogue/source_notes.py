"""What is said of a tool: how the publication cites it, what is wrong there, and what readers tell of it."""

from django.conf import settings
from django.db.models import F, IntegerField, TextField, Value
from django.db.models.functions import Cast, Coalesce

from toolbox.models import Experience, Reference

NOTHING = Value("", TextField())
REFERENCE, ERRATUM, EXPERIENCE = range(3)
TEXTS = 5  # columns for text; a kind of note that has fewer leaves the last ones empty


def _columns(kind, number, *texts):
    """The same columns for each kind of note, so that one query reads them all."""
    columns = [Cast(F(text), TextField()) for text in texts]
    return [Value(kind, IntegerField()), number, *columns, *[NOTHING] * (TEXTS - len(columns))]


def source_notes(tool):
    """The references, the newest year among them, the errata and the experiences of a tool, in one query.

    {"references": [...], "year": number or None, "errata": [...], "experiences": [...]}; no experiences where they
    are off.
    """
    references = Reference.objects.filter(citations__tool=tool).order_by().distinct()
    references = references.annotate(printed_year=Coalesce(Cast("year", TextField()), NOTHING))
    errata = tool.errata.published().order_by()
    queries = [
        references.values_list(*_columns(REFERENCE, Value(0, IntegerField()), "citation", "printed_year")),
        errata.values_list(*_columns(ERRATUM, F("number"), "where", "printed", "why")),
    ]
    if settings.EXPERIENCES:
        told = tool.experiences.published().order_by()
        texts = ("neighbourhood", "effort", "with_whom", "worked", "otherwise")
        queries.append(told.values_list(*_columns(EXPERIENCE, F("pk"), *texts)))
    rows = sorted(queries[0].union(*queries[1:], all=True))
    return {
        "references": [row[2] for row in rows if row[0] == REFERENCE],
        "year": max((int(row[3]) for row in rows if row[0] == REFERENCE and row[3]), default=None),
        "errata": [_erratum(*row[1:5]) for row in rows if row[0] == ERRATUM],
        "experiences": [_experience(*row[2:]) for row in reversed(rows) if row[0] == EXPERIENCE],
    }


def _erratum(number, where, printed, why):
    return {"number": number, "where": where, "printed": printed, "why": why}


def _experience(neighbourhood, effort, with_whom, worked, otherwise):
    return {
        "neighbourhood": Experience.Neighbourhood(neighbourhood).label,
        "effort": Experience.Effort(effort).label,
        "with_whom": with_whom,
        "worked": worked,
        "otherwise": otherwise,
    }
