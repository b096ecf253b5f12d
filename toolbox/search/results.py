"""Search over the whole site: what the results page shows, tools first."""

from dataclasses import dataclass
from functools import cached_property

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.facet_index import FacetIndex
from toolbox.models.search import Kind
from toolbox.search import query, ranking, reader
from toolbox.search.highlight import Highlighter

READING_PAGES_SHOWN = 5
SHORT_QUESTION = 3  # ideas


@dataclass
class Results:
    """What is found for `text`. `exact`: typing errors are not put right."""

    text: str
    exact: bool
    index: FacetIndex

    @cached_property
    def reader(self):
        """The search index."""
        return reader.current(self.index)

    @cached_property
    def question(self):
        """What was typed, as it is understood."""
        return query.parse(self.text, self.reader, self.exact)

    @cached_property
    def highlighter(self):
        """Marks in a text what was asked."""
        return Highlighter(self.question, self.reader.analyser)

    @cached_property
    def answer(self):
        """The tools that answer."""
        return ranking.rank(self.question, self.reader)

    def tools(self, bits=None):
        """The tools that answer and are in `bits`, best first, marked where they match."""
        ids = self.answer.ids if bits is None else self.answer.ids_within(bits)
        return self.index.select_ranked(ids, self.highlighter)

    @cached_property
    def is_near(self):
        """Whether no tool is about this, and those that are found only come near."""
        return self.answer.is_near

    @cached_property
    def missing(self):
        """The words that no tool is about, when others of the question are found.

        Not of a whole question: that holds many words, and its tools answer what it means.
        """
        typed = [idea for idea in self.question.ideas if not idea.saying]
        if self.is_near or len(typed) > SHORT_QUESTION:
            return []
        return [idea.text for idea in typed if not self.answer.says(idea)]

    @cached_property
    def fiches(self):
        """The fiches that answer."""
        return self._reading(Kind.FICHE, Fiche.objects.published().prefetch_related("passages"), passages_of)

    @cached_property
    def steps(self):
        """The steps that answer."""
        return self._reading(Kind.STEP, Step.objects.published().prefetch_related("passages"), passages_of)

    @cached_property
    def figures(self):
        """The figures that answer."""
        return self._reading(Kind.FIGURE, Figure.objects.published().prefetch_related("rows"), rows_of)

    def _reading(self, kind, queryset, texts):
        answer = ranking.rank(self.question, self.reader, kind)
        if answer.is_near or not answer.ids:
            return []
        found = queryset.in_bulk(answer.ids[:READING_PAGES_SHOWN])
        pages = [found[pk] for pk in answer.ids if pk in found]
        for page in pages:
            page.marked = {"title": self.highlighter.mark(str(page)), "passage": self._passage(page, texts)}
        return pages

    def _passage(self, page, texts):
        return self.highlighter.passage(texts(page)) or self.highlighter.mark(texts(page)[0])


def passages_of(page):
    """The texts of a fiche or a step in which a question may be found."""
    return [
        page.lead,
        *(text for passage in page.passages.all() for text in (f"{passage.title}.", passage.text, passage.points)),
    ]


def rows_of(figure):
    """The texts of a figure in which a question may be found."""
    return [figure.intro, *(text for row in figure.rows.all() for text in (row.label, row.text, row.points))]
