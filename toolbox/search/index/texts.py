"""What can be found: the text of each public tool, fiche, step and figure, field by field, and what changes it.

Read set-wise: some queries for any number of objects. Names of owners, forms, groups and keywords are not here: they
are values of facets, and a question finds them there (toolbox/search/facets.py), so that a new name changes no text.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from buurtanalyse.models import Outcome, Situation, SituationElement, StartFactor, Step, StepPassage
from fiches.models import Fiche, Figure, FigureRow, Passage, UnreachedGroup
from toolbox.models.link import Link
from toolbox.models.placement import Placement
from toolbox.models.search import Kind
from toolbox.models.sources import Citation, Reference
from toolbox.models.tool import Tool, ToolKeyword

AT_ONCE = 10_000  # ids in one query: SQLite takes no more than a quarter of a million
WHOLE_CYCLE = 0  # the "step" of a tool that is placed in the box for the whole cycle
TOOL_RELATIONS = {"doelgroep": "target_groups", "voor": "audiences", "vorm": "formats", "eigenaar": "owners"}


@dataclass
class Text:
    """The words of one document. `fields` holds (name of the field, text); weigh.FIELDS says what each weighs."""

    kind: Kind
    pk: int
    title: str
    fields: list
    values: dict = field(default_factory=dict)
    year: int = 0
    places: int = 0
    card: list = field(default_factory=list)  # of a tool: what its card says (toolbox/search/cards.py)


def tools(ids):
    """The public tools among `ids`, as Texts whose values are those of the facets: {param: [primary key, ...]}."""
    texts = {}
    rows = Tool.objects.published().filter(pk__in=ids).order_by()
    for pk, name, summary, slug, questions in rows.values_list("pk", "name", "summary", "slug", "questions"):
        fields = [("name", name), ("summary", summary), *(("question", line) for line in questions.splitlines())]
        texts[pk] = Text(Kind.TOOL, pk, name, fields, defaultdict(list), card=[slug, summary, [], questions])
    _add_places(texts)
    citations = Citation.objects.filter(tool__in=texts).order_by("tool", "reference").distinct()
    for pk, citation, year in citations.values_list("tool", "reference__citation", "reference__year"):
        texts[pk].fields.append(("citation", citation))
        texts[pk].year = max(texts[pk].year, year or 0)
    for param, pk, value in _facet_rows(texts):
        texts[pk].values[param].append(value)
    linked = set(Link.objects.filter(tool__in=texts).values_list("tool", flat=True))
    for pk, text in texts.items():
        text.values["link"].append(1 if pk in linked else 0)
        text.values = {param: list(dict.fromkeys(values)) for param, values in text.values.items()}
    return list(texts.values())


def _add_places(texts):
    """Add to the Texts of tools what their places say of them."""
    printed = defaultdict(set)
    rows = Placement.objects.published().filter(tool__in=texts)
    for pk, fiche, step, name, heading, description in rows.values_list(
        "tool", "fiche", "step", "printed_name", "heading", "description"
    ):
        texts[pk].values["fiche" if fiche else "stap"].append(fiche or step or WHOLE_CYCLE)
        texts[pk].places += 1
        texts[pk].fields += [("heading", heading), ("description", description)]
        texts[pk].card[2].append(description)
        printed[pk].add(name)
    for pk, names in printed.items():
        texts[pk].fields += [("printed", name) for name in sorted(names - {texts[pk].title})]


def _facet_rows(ids):
    """(param, tool, value) for the facets that are many-to-many tables, in the order of the values."""
    tables = []
    for param, relation in TOOL_RELATIONS.items():
        through, value = getattr(Tool, relation).through, getattr(Tool, relation).field.m2m_reverse_field_name()
        order = [f"{value}__sort_key"] if param == "eigenaar" else [f"{value}__order", f"{value}__sort_key"]
        tables.append((param, through.objects.filter(tool__in=ids), [*order, "tool", value]))
    keywords = ToolKeyword.objects.filter(content_object__in=ids)
    tables.append(("trefwoord", keywords, ["tag__sort_key", "content_object", "tag"]))
    for param, rows, columns in tables:
        for *_, tool, value in sorted(rows.order_by().values_list(*columns)):
            yield param, tool, value


def reading(kind, ids):
    """The public fiches or steps among `ids`, as Texts."""
    model, passage_model, page = READING[kind]
    texts = {}
    for item in model.objects.published().filter(pk__in=ids).order_by():
        fields = [("name", item.title), ("summary", item.lead), ("printed", getattr(item, "subtitle", ""))]
        texts[item.pk] = Text(kind, item.pk, str(item), fields, {"url": item.get_absolute_url(), "lead": item.lead})
    passages = passage_model.objects.filter(**{f"{page}__in": texts})
    for pk, title, speaker, text, points in passages.values_list(page, "title", "speaker", "text", "points"):
        texts[pk].fields += [("heading", title), ("citation", speaker), ("description", f"{text}\n{points}")]
    return list(texts.values())


READING = {Kind.FICHE: (Fiche, Passage, "fiche"), Kind.STEP: (Step, StepPassage, "step")}
# The figures of which the rows have a table of their own, by number: that table, and its columns that hold text.
TABLES = {
    3: (Outcome, ("text", "theme", "tips")),
    4: (SituationElement, ("text", "situation__title")),
    5: (StartFactor, ("attention", "helps")),
    6: (UnreachedGroup, ("name", "reasons", "tips")),
}


def figures(ids):
    """The public figures among `ids`, with all their rows, as Texts."""
    texts = {}
    for figure in Figure.objects.published().filter(pk__in=ids).order_by().prefetch_related("rows"):
        fields = [("name", figure.title), ("summary", figure.intro)]
        fields += [("description", figure.note), ("printed", figure.label)]
        fields += [
            (name, text)
            for row in figure.rows.all()
            for name, text in (("heading", row.label), ("description", f"{row.heading} {row.text}\n{row.points}"))
        ]
        if figure.number in TABLES:
            model, columns = TABLES[figure.number]
            fields += [("description", " ".join(filter(None, row))) for row in model.objects.values_list(*columns)]
        shown = {"url": figure.get_absolute_url(), "lead": figure.intro}
        texts[figure.pk] = Text(Kind.FIGURE, figure.pk, str(figure), fields, shown)
    return list(texts.values())


# {kind: function of the ids that may have changed, that gives the Texts of those that are public}
READERS = {
    Kind.TOOL: tools,
    Kind.FICHE: partial(reading, Kind.FICHE),
    Kind.STEP: partial(reading, Kind.STEP),
    Kind.FIGURE: figures,
}
MODELS = {Kind.TOOL: Tool, Kind.FICHE: Fiche, Kind.STEP: Step, Kind.FIGURE: Figure}


def watched():
    """(model, column, source) of every table whose rows change a document: what the triggers write down."""
    yield Tool, "id", "tool"
    yield from ((getattr(Tool, relation).through, "tool_id", "tool") for relation in TOOL_RELATIONS.values())
    yield from ((model, "tool_id", "tool") for model in (Placement, Citation, Link))
    yield ToolKeyword, "content_object_id", "tool"
    yield Reference, "id", "bron"
    yield Fiche, "id", "fiche"
    yield Passage, "fiche_id", "fichetekst"
    yield Step, "id", "stap"
    yield StepPassage, "step_id", "staptekst"
    yield Figure, "id", "figuur"
    yield FigureRow, "figure_id", "figuur"
    yield from ((model, "id", "figuurtabel") for model in (Situation, *(model for model, _ in TABLES.values())))


# What can come or go by itself, by its source.
TURNING = {"tool": Tool, "fiche": Fiche, "stap": Step, "figuur": Figure}


def of(model, name, column="pk"):
    """A function of ids: `column` of the rows of `model` of which field `name` is one of them."""
    return lambda ids: model.objects.filter(**{f"{name}__in": ids}).values_list(column, flat=True)


def every_figure(ids):
    """All figures: there are eight."""
    return Figure.objects.values_list("pk", flat=True)


same = list  # the ids themselves


# The documents that a changed row of a source belongs to: (kind, how to find them).
TOUCHED = {
    "tool": [(Kind.TOOL, same)],
    "bron": [(Kind.TOOL, of(Tool, "citations__reference"))],
    "fiche": [(Kind.FICHE, same), (Kind.TOOL, of(Tool, "placements__fiche"))],
    "fichetekst": [(Kind.FICHE, same)],
    "stap": [(Kind.STEP, same), (Kind.TOOL, of(Tool, "placements__step"))],
    "staptekst": [(Kind.STEP, same)],
    "figuur": [(Kind.FIGURE, same)],
    "figuurtabel": [(Kind.FIGURE, every_figure)],
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


def turned(since):
    """(source, id) of all that came or went by itself after the moment `since`."""
    return {
        (source, pk)
        for source, model in TURNING.items()
        for pk in model.objects.turning(since).values_list("pk", flat=True)
    }


def batched(items, size):
    """`items` in lists of at most `size`; itertools has it from Python 3.12."""
    rest = iter(items)
    return iter(lambda: list(islice(rest, size)), [])
