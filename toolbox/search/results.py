"""Search over the whole site: what the results page shows, tools first."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from buurtanalyse.models import StepPassage
from fiches.models import FigureRow, Passage
from toolbox.models.search import Document, Kind
from toolbox.search.cards import Selection
from toolbox.search.highlight import Highlighter
from toolbox.search.question import parser, ranking
from toolbox.search.worries import fitting_worries

READING_PAGES_SHOWN = 5
SHORT_QUESTION = 3  # concepts
STRONG = 0.5  # of the best: so good is an answer that lights a house
MOST_LIGHT = 24  # answers that can
STEEP = 3  # how much less an answer helps that is less good than the best: ten halves are one whole
OWN = 0.4  # of the best tool: how much it helps that a fiche says something itself
FEW = 10  # answers: with fewer, the page goes on with what comes near


@dataclass
class Results:
    """What is found for `text` in a Catalogue. `exact`: typing errors are not put right."""

    text: str
    exact: bool
    catalogue: object

    @cached_property
    def question(self):
        """What was typed, as it is understood: a Question."""
        return parser.parse(self.text, self.catalogue.vocabulary, self.exact)

    @cached_property
    def highlighter(self):
        """Marks in a text what was asked."""
        return Highlighter.of(self.question, self.catalogue.analyser)

    @cached_property
    def answer(self):
        """The tools that answer, as Hits."""
        return ranking.rank(self.question, self.catalogue)

    def tools(self, bits=-1):
        """The tools that answer and are in the set `bits`, best first, marked where they match: a Selection."""
        number = (bits & self.answer.bits).bit_count()
        cards, highlighter = self.catalogue.cards, self.highlighter
        return Selection(cards, number, lambda start, stop: self.answer.first(stop, bits)[start:], highlighter)

    @cached_property
    def near_tools(self):
        """The tools that only come near, when few others answer: a Selection."""
        room = 0 if self.is_near else max(0, FEW - len(self.answer))
        ids = self.answer.near(room)
        return Selection(self.catalogue.cards, len(ids), lambda start, stop: ids[start:stop], self.highlighter)

    def near(self):
        """Those as cards."""
        return self.near_tools[:FEW]

    @cached_property
    def owner(self):
        """The owner who is called just what was typed: a FacetOption, or None."""
        param, value = self.question.named or ("", "")
        return self.catalogue.options["eigenaar"].get(value) if param == "eigenaar" else None

    @cached_property
    def is_near(self):
        """Whether no tool is about this, and those that are found only come near."""
        return self.answer.is_near

    @property
    def has_tools(self):
        """Whether some tool answers, and does not only come near."""
        return len(self.answer) > 0 and not self.is_near

    @property
    def has_answer(self):
        """Whether some tool or reading page answers."""
        return self.has_tools or bool(self.fiches or self.steps or self.figures)

    @cached_property
    def missing(self):
        """The words that no tool is about, when others of the question are found.

        Not of a whole question: that holds many words, and its tools answer what it means.
        """
        typed = [concept for concept in self.question.concepts if concept.words]
        if self.is_near or len(typed) > SHORT_QUESTION:
            return []
        return [concept.text for concept in typed if concept.is_weighty and not self.answer.says(concept)]

    @property
    def needs_a_note(self):
        """Whether a reader has to know how the question was understood, or that nothing really answers it."""
        return bool(self.question.corrected or not self.answer or self.is_near or self.missing or self.owner)

    @cached_property
    def worries(self):
        """The worries that say what was asked, each with a page of its own: two at most."""
        return fitting_worries(self.question, self.catalogue)

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
    def houses(self):
        """The fiches as the houses of the street: a House each, in their order. Those that help most have light.

        Those are the fiches, and the places of the tools, that answer at least half as well as the best one. What only
        comes near lights nothing.
        """
        own, tools = strongest(self._answers[Kind.FICHE]), {} if self.is_near else strongest(self.answer)
        pages = {page.pk: page for page in self.fiches}
        houses = []
        for option in self.catalogue.options["fiche"].values():
            shares = [share for pk, share in tools.items() if option.bits >> pk & 1]
            helps = sum(share**STEEP for share in shares) + OWN * own.get(option.pk, 0)
            houses.append(House(option, len(shares), pages.get(option.pk), helps))
        return houses

    @property
    def lit_houses(self):
        """The houses with light, the one that helps most first: where the best tools stand, and what it says itself."""
        return sorted((house for house in self.houses if house.is_lit), key=lambda house: -house.helps)

    @cached_property
    def _answers(self):
        """The reading pages that answer, as Hits, by kind."""
        return {kind: ranking.rank(self.question, self.catalogue, kind) for kind in READING}

    @cached_property
    def _pages(self):
        """The reading pages that answer, best first, by kind."""
        answers = self._answers.items()
        ids = {kind: [] if answer.is_near else answer.first(READING_PAGES_SHOWN) for kind, answer in answers}
        return {kind: self._pages_of(kind, some) if some else [] for kind, some in ids.items()}

    def _pages_of(self, kind, ids):
        documents = {document.object_id: document for document in Document.objects.for_pages(kind, ids)}
        parts = parts_of(kind, ids)
        return [self._page(documents[pk], parts[pk]) for pk in ids if pk in documents]

    def _page(self, document, parts):
        lead, mark = document.values["lead"], self.highlighter.mark
        parts = [(lead, None), *parts]
        place, passage = self.highlighter.place_and_passage([text for text, _ in parts])
        part = parts[place][1] if place else None
        url = document.values["url"]
        return ReadingPage(document.object_id, url, document.title, mark(document.title), passage or mark(lead), part)


@dataclass(frozen=True)
class ReadingPage:
    """A fiche, a step or a figure that answers: its address, its title, and that and a passage with marks.

    `part`: the finding, the testimony or the row in which the passage stands; None when that is the lead.
    """

    pk: int
    url: str
    plain_title: str
    title: str
    passage: str
    part: object = None

    @property
    def part_name(self):
        """What to call the part in a link to it."""
        return f"Verteld door: {self.part.speaker}" if self.part.is_testimony else self.part.title


@dataclass(frozen=True)
class House:
    """A fiche on the street of an answer: a FacetOption, how many of the best tools stand there, its ReadingPage when
    it says something itself, and how much all that helps."""

    option: object
    number: int
    page: ReadingPage | None
    helps: float

    @property
    def letter(self):
        """Its house number."""
        return self.option.label.partition(". ")[0]

    @property
    def title(self):
        """Its title without that."""
        return self.option.label.partition(". ")[2]

    @property
    def is_lit(self):
        """Whether it has light: it can help with what was asked."""
        return self.helps > 0


def strongest(answer):
    """Those Hits that answer at least half as well as the best: {id: its part of the score of the best}."""
    best = [] if answer.is_near else answer.first(MOST_LIGHT)
    most = answer.scores.get(best[0], 0) if best else 0
    shares = {pk: answer.scores.get(pk, 0) / most if most else 1 for pk in best}
    return {pk: share for pk, share in shares.items() if share >= STRONG}


# Where the texts of each kind of reading page stand: the model, its page, and its columns.
READING = {
    Kind.FICHE: (Passage, "fiche", "title"),
    Kind.STEP: (StepPassage, "step", "title"),
    Kind.FIGURE: (FigureRow, "figure", "label"),
}


def parts_of(kind, ids):
    """The texts of reading pages of one kind, each with the row it stands in: {primary key: [(text, row), ...]}."""
    model, page, title = READING[kind]
    parts = defaultdict(list)
    for row in model.objects.filter(**{f"{page}__in": ids}).order_by("order"):
        texts = (f"{getattr(row, title)}.", row.text, row.points)
        parts[getattr(row, f"{page}_id")] += [(text, row) for text in texts]
    return parts
