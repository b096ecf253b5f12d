"""What can be found: the text of each public tool, fiche, step and figure, field by field, and what changes it.

Read set-wise: some queries for any number of objects. Names of owners, forms, groups and keywords are not here: they
are values of facets, and a question finds them there (toolbox/search/facets.py), so that a new name changes one row.
"""

from collections import defaultdict
from itertools import islice

from buurtanalyse.models import Situation, SituationElement, Step, StepPassage
from fiches.models import Fiche, Figure, FigureRow, Passage
from toolbox.models.link import Link
from toolbox.models.placement import Placement
from toolbox.models.search import Kind
from toolbox.models.sources import Citation, Reference
from toolbox.models.tool import Tool, ToolKeyword
from toolbox.models.vocabulary import TargetGroup
from toolbox.search.index import evidence
from toolbox.search.index.text import Text

AT_ONCE = 10_000  # ids in one query: SQLite takes no more than a quarter of a million
WHOLE_CYCLE = 0  # the "step" of a tool that is placed in the box for the whole cycle


def tools(ids):
    """The public tools among `ids`."""
    texts = {
        pk: Text(Kind.TOOL, pk, name, [("name", name), ("summary", summary)], card=[slug, summary])
        for pk, name, summary, slug in Tool.objects.published()
        .filter(pk__in=ids)
        .order_by()
        .values_list("pk", "name", "summary", "slug")
    }
    values = {pk: defaultdict(list) for pk in texts}
    printed = defaultdict(set)
    rows = Placement.objects.published().filter(tool__in=ids)
    for pk, fiche, step, name, heading, description in rows.values_list(
        "tool", "fiche", "step", "printed_name", "heading", "description"
    ):
        values[pk]["fiche" if fiche else "stap"].append(fiche or step or WHOLE_CYCLE)
        texts[pk].places += 1
        texts[pk].fields += [("heading", heading), ("description", description)]
        texts[pk].card.append(description)
        printed[pk].add(name)
    for pk, names in printed.items():
        texts[pk].fields += [("printed", name) for name in sorted(names - {texts[pk].title})]
    citations = Citation.objects.filter(tool__in=texts).order_by("tool", "reference").distinct()
    for pk, citation, year in citations.values_list("tool", "reference__citation", "reference__year"):
        texts[pk].fields.append(("citation", citation))
        texts[pk].year = max(texts[pk].year, year or 0)
    for param, pk, value in _facet_rows(ids):
        if pk in values:
            values[pk][param].append(value)
    linked = set(Link.objects.filter(tool__in=texts).values_list("tool", flat=True))
    for pk, text in texts.items():
        values[pk]["link"].append(1 if pk in linked else 0)
        text.values = {param: list(dict.fromkeys(found)) for param, found in values[pk].items()}
    return list(texts.values())


def _facet_rows(ids):
    """(param, tool, value) for the facets that are many-to-many tables and for the findings that places rest on.

    In the order of the values.
    """
    for param, relation in TOOL_RELATIONS.items():
        target = getattr(Tool, relation).field.m2m_reverse_field_name()
        ordering = [f"{target}__{name}" for name in getattr(Tool, relation).field.related_model._meta.ordering]
        rows = getattr(Tool, relation).through.objects.filter(tool__in=ids).order_by(*ordering)
        yield from ((param, *row) for row in rows.values_list("tool", target))
    keywords = ToolKeyword.objects.filter(content_object__in=ids).order_by("tag__name")
    yield from (("trefwoord", *row) for row in keywords.values_list("content_object", "tag"))
    places = Placement.objects.published().filter(tool__in=ids)
    for param, relation in ((evidence.FINDING, "findings"), (evidence.STEP_FINDING, "step_findings")):
        rows = places.filter(**{f"{relation}__isnull": False}).order_by(f"{relation}__pk")
        yield from ((param, *row) for row in rows.values_list("tool", f"{relation}__pk"))


TOOL_RELATIONS = {"doelgroep": "target_groups", "voor": "audiences", "vorm": "formats", "eigenaar": "owners"}


def fiches(ids):
    """The public fiches among `ids`."""
    return _reading(
        Kind.FICHE, Fiche.objects.published().filter(pk__in=ids), Passage.objects.filter(fiche__in=ids), "fiche"
    )


def steps(ids):
    """The public steps among `ids`."""
    return _reading(
        Kind.STEP, Step.objects.published().filter(pk__in=ids), StepPassage.objects.filter(step__in=ids), "step"
    )


def _reading(kind, objects, passages, place):
    texts = {}
    for item in objects.order_by():
        fields = [("name", item.title), ("summary", item.lead), ("printed", getattr(item, "subtitle", ""))]
        texts[item.pk] = Text(kind, item.pk, str(item), fields, {"url": item.get_absolute_url(), "lead": item.lead})
    for pk, title, speaker, text, points in passages.values_list(place, "title", "speaker", "text", "points"):
        if pk in texts:
            texts[pk].fields += [("heading", title), ("citation", speaker), ("description", f"{text}\n{points}")]
    return list(texts.values())


TABLE_OF_FIGURE = {table.number: table for table in evidence.ROWS.values()}


def figures(ids):
    """The public figures among `ids`, with all their rows."""
    texts = {}
    for figure in Figure.objects.published().filter(pk__in=ids).order_by().prefetch_related("rows"):
        fields = [("name", figure.title), ("summary", figure.intro), ("description", figure.note)]
        fields += [
            (name, text)
            for row in figure.rows.all()
            for name, text in (("heading", row.label), ("description", f"{row.heading} {row.text}\n{row.points}"))
        ]
        if table := TABLE_OF_FIGURE.get(figure.number):
            rows = table.model.objects.values_list(*table.columns)
            fields += [("description", " ".join(filter(None, row))) for row in rows]
        shown = {"url": figure.get_absolute_url(), "lead": figure.intro}
        texts[figure.pk] = Text(Kind.FIGURE, figure.pk, str(figure), fields, shown)
    return list(texts.values())


READERS = {Kind.TOOL: tools, Kind.FICHE: fiches, Kind.STEP: steps, Kind.FIGURE: figures, **evidence.READERS}
MODELS = {Kind.TOOL: Tool, Kind.FICHE: Fiche, Kind.STEP: Step, Kind.FIGURE: Figure, **evidence.MODELS}


def public(kind):
    """The objects of a kind that are indexed."""
    return evidence.public(kind) if kind in evidence.MODELS else MODELS[kind].objects.published()


def watched():
    """(model, column, source) of every table whose rows change a document: what the triggers write down."""
    yield Tool, "id", "tool"
    yield from ((getattr(Tool, relation).through, "tool_id", "tool") for relation in TOOL_RELATIONS.values())
    yield from ((model, "tool_id", "tool") for model in (Placement, Citation, Link))
    yield from ((getattr(Placement, name).through, "placement_id", "plaats") for name in ("findings", "step_findings"))
    yield ToolKeyword, "content_object_id", "tool"
    yield Reference, "id", "bron"
    yield Fiche, "id", "fiche"
    yield Passage, "id", "passage"
    yield Passage, "fiche_id", "fichetekst"
    yield Step, "id", "stap"
    yield StepPassage, "id", "stappassage"
    yield StepPassage, "step_id", "staptekst"
    yield Figure, "id", "figuur"
    yield FigureRow, "figure_id", "figuur"
    yield Situation, "id", "beginsituatie"
    for kind, table in evidence.ROWS.items():
        yield table.model, "id", kind.label
        yield table.model.fiches.through, f"{table.model._meta.model_name}_id", kind.label
    yield TargetGroup, "unreached_group_id", Kind.UNREACHED.label


def of(model, **lookup):
    """The primary keys of `model` for which `lookup` names one of some ids."""
    (name, column), *_ = lookup.items()
    return lambda ids: model.objects.filter(**{f"{name}__in": ids}).values_list(column, flat=True)


def same(ids):
    """The ids themselves."""
    return ids


def every_figure(ids):
    """All figures: there are eight."""
    return Figure.objects.values_list("pk", flat=True)


# The documents that a changed row of a source belongs to: (kind, how to find them).
TOUCHED = {
    "tool": [(Kind.TOOL, same)],
    "plaats": [(Kind.TOOL, of(Placement, pk="tool"))],
    "bron": [(Kind.TOOL, of(Tool, citations__reference="pk"))],
    "fiche": [
        (Kind.FICHE, same),
        (Kind.TOOL, of(Tool, placements__fiche="pk")),
        (Kind.PASSAGE, of(Passage, fiche="pk")),
    ],
    "passage": [(Kind.PASSAGE, same)],
    "fichetekst": [(Kind.FICHE, same), (Kind.PASSAGE, of(Passage, fiche="pk"))],  # a testimony follows a finding
    "stap": [
        (Kind.STEP, same),
        (Kind.TOOL, of(Tool, placements__step="pk")),
        (Kind.STEP_PASSAGE, of(StepPassage, step="pk")),
    ],
    "stappassage": [(Kind.STEP_PASSAGE, same)],
    "staptekst": [(Kind.STEP, same), (Kind.STEP_PASSAGE, of(StepPassage, step="pk"))],
    "figuur": [(Kind.FIGURE, same)],
    "beginsituatie": [(Kind.SITUATION, of(SituationElement, situation="pk")), (Kind.FIGURE, every_figure)],
    **{kind.label: [(kind, same), (Kind.FIGURE, every_figure)] for kind in evidence.ROWS},
}


def touched(changes):
    """The documents that `changes`, pairs of source and id, belong to: {kind: set of ids}."""
    by_source = defaultdict(set)
    for source, object_id in changes:
        by_source[source].add(object_id)
    documents = defaultdict(set)
    for source, ids in by_source.items():
        for kind, find in TOUCHED[source]:
            for some in batched(ids, AT_ONCE):
                documents[kind].update(find(some))
    return documents


def batched(items, size):
    """`items` in lists of at most `size`."""
    rest = iter(items)
    return iter(lambda: list(islice(rest, size)), [])
