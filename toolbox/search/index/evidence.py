"""The corpus' own bridge between a worry and a tool: what the research found, and which tools rest on it.

A reader types a worry in her own words. The findings, the testimonies and the rows of figures 3 to 6 are full of such
words, and each is tied to tools: by the findings that a placement rests on, by its fiche or by its target group. They
are small documents of their own and not more text in each tool: a tool is not *about* what a finding says, and a
finding that changes must not touch all its tools.
"""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from buurtanalyse.models import Outcome, SituationElement, StartFactor, Step, StepPassage
from fiches.models import Fiche, Passage, UnreachedGroup
from fiches.shared.passages import PassageKind
from toolbox.models import TargetGroup
from toolbox.models.search import Kind
from toolbox.search.index.text import Text

FINDING, STEP_FINDING = "bevinding", "inzicht"
EVIDENCED = (FINDING, STEP_FINDING)  # kept as the facets are, but nobody filters on them
FAR = 0.25
MOST_REACHED = 2000  # tools: a finding that leads to more leads nowhere
# What a source reaches, as values of facets, and how near the tools with that value are.
REACH = {FINDING: 1.0, STEP_FINDING: 1.0, "doelgroep": 1.0, "fiche": FAR, "stap": FAR}
SHARED = ("trefwoord", "doelgroep")  # facets that tools have in common with the best answers
REACH_OF_SOURCE = "bron"  # the reach of a source, kept beside the facet values to be read in the same query
EVIDENCE_SOURCES = -1  # all kinds of sources together, beside the kinds of documents
KINDS = 16  # more than there are


def number(kind, pk):
    """One number for a source of any kind."""
    return pk * KINDS + kind


def kind_and_pk(number):
    """The inverse of `number`: (kind, pk)."""
    return number % KINDS, number // KINDS


def passages(ids):
    """The findings and testimonies of public fiches among `ids`."""
    return _passages(Kind.PASSAGE, Passage, Fiche, "fiche", FINDING, ids)


def step_passages(ids):
    """The same of public steps."""
    return _passages(Kind.STEP_PASSAGE, StepPassage, Step, "step", STEP_FINDING, ids)


def _passages(kind, model, place, relation, param, ids):
    public = place.objects.published()
    rows = model.objects.filter(**{"pk__in": ids, f"{relation}__in": public}).order_by()
    before = model.objects.filter(**{relation: OuterRef(relation)}, order__lt=OuterRef("order"))
    before = before.findings().order_by("-order").values("pk")[:1]
    texts = []
    for pk, what, where, finding, title, speaker, text, points in rows.annotate(before=Subquery(before)).values_list(
        "pk", "kind", relation, "before", "title", "speaker", "text", "points"
    ):
        fields = [("heading", title), ("citation", speaker), ("description", f"{text}\n{points}")]
        # A testimony tells of the finding that it follows.
        rests_on = finding if what == PassageKind.TESTIMONY else pk
        reach = {param: [rests_on] if rests_on else [], ("stap" if param == STEP_FINDING else "fiche"): [where]}
        texts.append(Text(kind, pk, title, fields, reach))
    return texts


class FigureTable(NamedTuple):
    """A figure whose rows have a table of their own: the columns that hold text, and the one that weighs as a title."""

    number: int
    model: type
    columns: tuple
    title: str


ROWS = {
    Kind.OUTCOME: FigureTable(3, Outcome, ("theme", "text", "tips"), "text"),
    Kind.SITUATION: FigureTable(4, SituationElement, ("text", "situation__title"), "text"),
    Kind.START_FACTOR: FigureTable(5, StartFactor, ("helps", "attention"), "attention"),
    Kind.UNREACHED: FigureTable(6, UnreachedGroup, ("name", "reasons", "tips"), "name"),
}


def rows(kind):
    """The reader of the rows of one such figure."""
    _, model, columns, title_column = ROWS[kind]
    others = [column for column in columns if column != title_column]

    def read(ids):
        found = model.objects.filter(pk__in=ids).order_by().values_list("pk", title_column, *others)
        texts = {
            pk: Text(kind, pk, title, [("heading", title), ("description", "\n".join(filter(None, rest)))])
            for pk, title, *rest in found
        }
        of_rows = model.fiches.through.objects.filter(**{f"{model._meta.model_name}__in": ids}).order_by("fiche")
        for pk, fiche in of_rows.values_list(model.fiches.field.m2m_field_name(), "fiche"):
            texts[pk].values.setdefault("fiche", []).append(fiche)
        if kind == Kind.UNREACHED:
            for pk, group in TargetGroup.objects.filter(unreached_group__in=ids).values_list("unreached_group", "pk"):
                texts[pk].values.setdefault("doelgroep", []).append(group)
        return list(texts.values())

    return read


READERS = {
    Kind.PASSAGE: passages,
    Kind.STEP_PASSAGE: step_passages,
    **{kind: rows(kind) for kind in ROWS},
}
MODELS = {
    Kind.PASSAGE: Passage,
    Kind.STEP_PASSAGE: StepPassage,
    **{kind: table.model for kind, table in ROWS.items()},
}


def public(kind):
    """The rows of a kind of source that are indexed."""
    if kind == Kind.PASSAGE:
        return Passage.objects.filter(fiche__in=Fiche.objects.published())
    if kind == Kind.STEP_PASSAGE:
        return StepPassage.objects.filter(step__in=Step.objects.published())
    return MODELS[kind].objects.all()
