"""Search over the whole site: what the results page shows, tools first."""

from dataclasses import dataclass
from functools import cached_property

from buurtanalyse.models import StepPassage
from fiches.models import FigureRow, Passage
from toolbox.models.search import Document, Kind
from toolbox.search.catalogue import Catalogue, Selection
from toolbox.search.highlight import Highlighter
from toolbox.search.question import parser, ranking

READING_PAGES_SHOWN = 5
SHORT_QUESTION = 3  # concepts


@dataclass
class Results:
    """What is found for `text`. `exact`: typing errors are not put right."""

    text: str
    exact: bool
    catalogue: Catalogue

    @property
    def reader(self):
        """The search index."""
        return self.catalogue.index

    @cached_property
    def question(self):
        """What was typed, as it is understood."""
        return parser.parse(self.text, self.reader, self.exact)

    @cached_property
    def highlighter(self):
        """Marks in a text what was asked."""
        return Highlighter.of(self.question, self.reader)

    @cached_property
    def answer(self):
        """The tools that answer."""
        return ranking.rank(self.question, self.reader)

    def tools(self, bits=None):
        """The tools that answer and are in `bits`, best first, marked where they match."""
        answer = self.answer
        number = len(answer) if bits is None else (bits & answer.bits).bit_count()
        return Selection(
            self.catalogue, number, lambda start, stop: answer.first(stop, bits)[start:], highlighter=self.highlighter
        )

    @cached_property
    def is_near(self):
        """Whether no tool is about this, and those that are found only come near."""
        return self.answer.is_near

    @cached_property
    def missing(self):
        """The words that no tool is about, when others of the question are found.

        Not of a whole question: that holds many words, and its tools answer what it means.
        """
        typed = [concept for concept in self.question.concepts if concept.typed]
        if self.is_near or len(typed) > SHORT_QUESTION:
            return []
        return [concept.text for concept in typed if concept.is_weighty and not self.answer.says(concept)]

    @property
    def needs_a_note(self):
        """Whether a reader has to know how the question was understood, or that nothing really answers it."""
        return bool(self.question.corrected or not self.answer or self.is_near or self.missing)

    @cached_property
    def fiches(self):
        """The fiches that answer."""
        return self._pages[Kind.FICHE]

    @cached_property
    def steps(self):
        """The steps that answer."""
        return self._pages[Kind.STEP]

    @cached_property
    def figures(self):
        """The figures that answer."""
        return self._pages[Kind.FIGURE]

    @cached_property
    def _pages(self):
        """The reading pages that answer, best first, by kind: one query for the pages and one for their texts."""
        answers = {kind: ranking.rank(self.question, self.reader, kind) for kind in READING}
        ids = {kind: [] if answer.is_near else answer.first(READING_PAGES_SHOWN) for kind, answer in answers.items()}
        found = {(document.kind, document.object_id): document for document in Document.objects.for_pages(ids)}
        texts = texts_of(ids) if found else {}
        return {
            kind: [self._page(found[kind, pk], texts.get((kind, pk), [])) for pk in ids[kind] if (kind, pk) in found]
            for kind in READING
        }

    def _page(self, document, texts):
        texts = [document.values["lead"], *texts]
        passage = self.highlighter.passage(texts) or self.highlighter.mark(texts[0])
        return ReadingPage(
            document.object_id, document.values["url"], document.title, self.highlighter.mark(document.title), passage
        )


@dataclass(frozen=True)
class ReadingPage:
    """A fiche, a step or a figure that answers: its address, its title, and that and a passage with marks."""

    pk: int
    url: str
    plain_title: str
    title: str
    passage: str


# Where the texts of each kind of reading page stand: the model, its page, and its columns.
READING = {
    Kind.FICHE: (Passage, "fiche", "title"),
    Kind.STEP: (StepPassage, "step", "title"),
    Kind.FIGURE: (FigureRow, "figure", "label"),
}


def texts_of(ids):
    """The texts of reading pages, in their order: {(kind, id): [text, ...]}. `ids`: {kind: ids}."""
    texts = {}
    for kind, (model, page, title) in READING.items():
        rows = model.objects.filter(**{f"{page}__in": ids[kind]}).order_by("order")
        for pk, heading, text, points in rows.values_list(page, title, "text", "points"):
            texts.setdefault((kind, pk), []).extend([f"{heading}.", text, points])
    return texts
