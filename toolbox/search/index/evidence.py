"""The corpus' own evidence, from a worry to a tool: what the research found, and which tools rest on it.

A reader types a worry in her own words. The findings, the testimonies and the rows of figures 3 to 6 are full of such
words, and each is tied to tools: by the findings that a placement rests on, by its fiche or by its target group. They
are small documents of their own and not more text in each tool: a tool is not *about* what a finding says, and a
finding that changes must not touch all its tools.
"""

from functools import partial
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from buurtanalyse.models import Outcome, SituationElement, StartFactor, Step, StepPassage
from fiches.models import Fiche, Passage, UnreachedGroup
from fiches.shared.passages import PassageKind
from toolbox.models import TargetGroup
from toolbox.models.search import Kind
from toolbox.search.index.text import Text

FINDING, STEP_FINDING = "bevinding", "inzicht"
EVIDENCED = (FINDING, STEP_FINDING)  # stored as the facets are, but nobody filters on them
FAR = 0.25
MOST_REACHED = 2000  # tools: a finding that leads to more leads nowhere
# What a source reaches, as values of facets, and how near the tools with that value are.
REACH = {FINDING: 1.0, STEP_FINDING: 1.0, "doelgroep": 1.0, "fiche": FAR, "stap": FAR}
SHARED = ("trefwoord", "doelgroep")  # facets that tools have in common with the best answers
REACH_OF_SOURCE = "bron"  # the reach of a source, stored beside the facet values to be read in the same query
EVIDENCE_SOURCES = -1  # all kinds of sources together, beside the kinds of documents
KINDS = 16  # more than there are


def number(kind, pk):
    """One number for a source of any kind."""
    return pk * KINDS + kind


def kind_and_pk(number):
    """The inverse of `number`: (kind, pk)."""
    return number % KINDS, number // KINDS


class Passages(NamedTuple):
    """A table of findings and testimonies: the pages that they stand on, by what name, and the facet of each."""

    model: type
    page: type
    relation: str
    param: str
    page_param: str


class FigureTable(NamedTuple):
    """A figure whose rows have a table of their own: the columns that hold text, and the one that weighs as a title."""

    number: int
    model: type
    columns: tuple
    title: str


PASSAGES = {
    Kind.PASSAGE: Passages(Passage, Fiche, "fiche", FINDING, "fiche"),
    Kind.STEP_PASSAGE: Passages(StepPassage, Step, "step", STEP_FINDING, "stap"),
}
ROWS = {
    Kind.OUTCOME: FigureTable(3, Outcome, ("theme", "text", "tips"), "text"),
    Kind.SITUATION: FigureTable(4, SituationElement, ("text", "situation__title"), "text"),
    Kind.START_FACTOR: FigureTable(5, StartFactor, ("helps", "attention"), "attention"),
    Kind.UNREACHED: FigureTable(6, UnreachedGroup, ("name", "reasons", "tips"), "name"),
}
MODELS = {kind: table.model for kind, table in (PASSAGES | ROWS).items()}


def public(kind):
    """The rows of a kind of source that are indexed, as a queryset."""
    if kind in ROWS:
        return MODELS[kind].objects.all()
    table = PASSAGES[kind]
    return table.model.objects.filter(**{f"{table.relation}__in": table.page.objects.published()})


def passages(kind, ids):
    """The findings and testimonies of public pages among `ids`, as Texts whose values are what they reach."""
    model, _, relation, param, page_param = PASSAGES[kind]
    before = model.objects.filter(**{relation: OuterRef(relation)}, order__lt=OuterRef("order"))
    before = before.findings().order_by("-order").values("pk")[:1]
    rows = public(kind).filter(pk__in=ids).order_by().annotate(before=Subquery(before))
    texts = []
    for pk, what, page, finding, title, speaker, text, points in rows.values_list(
        "pk", "kind", relation, "before", "title", "speaker", "text", "points"
    ):
        fields = [("heading", title), ("citation", speaker), ("description", f"{text}\n{points}")]
        # A testimony tells of the finding that it follows.
        rests_on = finding if what == PassageKind.TESTIMONY else pk
        texts.append(Text(kind, pk, title, fields, {param: [rests_on] if rests_on else [], page_param: [page]}))
    return texts


def rows(kind, ids):
    """The rows of a figure among `ids`, as Texts whose values are what they reach."""
    _, model, columns, title_column = ROWS[kind]
    columns = [column for column in columns if column != title_column]
    texts = {
        pk: Text(kind, pk, title, [("heading", title), ("description", "\n".join(filter(None, rest)))])
        for pk, title, *rest in model.objects.filter(pk__in=ids).order_by().values_list("pk", title_column, *columns)
    }
    of_rows = model.fiches.through.objects.filter(**{f"{model._meta.model_name}__in": ids}).order_by("fiche")
    for pk, fiche in of_rows.values_list(model.fiches.field.m2m_field_name(), "fiche"):
        texts[pk].values.setdefault("fiche", []).append(fiche)
    if kind == Kind.UNREACHED:
        for pk, group in TargetGroup.objects.filter(unreached_group__in=ids).values_list("unreached_group", "pk"):
            texts[pk].values.setdefault("doelgroep", []).append(group)
    return list(texts.values())


READERS = {kind: partial(passages if kind in PASSAGES else rows, kind) for kind in MODELS}
