"""The tools as a list shows them: plain data, read once for each state of the catalogue and kept by the process.

The search index keeps what a card says in the row of its tool (search/index/texts.py), so that a page that nobody
asked before reads all its cards in one query. The names of owners, forms and places come from the catalogue.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import escape

from fiches.shared.passages import split_lines
from toolbox.models.search import Document, Kind
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.highlight import Highlighter
from toolbox.search.index import state

CACHED_CARDS = 2_000  # of about a kilobyte; the whole toolbox is 135


class CardLabels(NamedTuple):
    """The forms and the owners of a tool in words, and where it stands in short."""

    vorm: str
    eigenaar: str
    plaats: tuple


class Marked(NamedTuple):
    """What a card shows of a tool that answers a question, with its words marked: why it is there.

    `passage`: a sentence about the tool. `asked`: when nothing else says it, a question that the tool answers.
    """

    name: str
    summary: str
    passage: str
    asked: str = ""


class Card(NamedTuple):
    """A tool in a list."""

    pk: int
    slug: str
    name: str
    summary: str
    url: str
    labels: CardLabels
    marked: Marked | None = None
    shared: tuple = ()  # what it has in common with the tool that it stands by, in words

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The address of the page of the tool."""
        return self.url


@dataclass(eq=False)  # one for each tool: to look for what is known of it takes no comparing
class Entry:
    """A card, and the texts of the places of its tool and the questions that it answers, of which it may show one."""

    card: Card
    texts: list
    questions: list


class Cards:
    """The cards of one state of the catalogue."""

    def __init__(self, catalogue, analyser):
        """`analyser`: the Analyser of this state, which reads what the cards say."""
        self.catalogue, self.analyser = catalogue, analyser
        self._entries = BoundedCache(CACHED_CARDS)
        self._keys = lru_cache(CACHED_CARDS)(self._keys_of)
        self._marked = lru_cache(CACHED_CARDS)(self._mark)

    def of(self, ids):
        """The cards of the tools `ids`, in that order: one query for those that are not known yet."""
        return [entry.card for entry in self._read(ids)]

    def marked(self, ids, highlighter):
        """The same, marked where they match a question.

        Which words are marked depends on those of the question that the card has. Other questions have the same.
        """
        return [self._shown(entry, highlighter) for entry in self._read(ids)]

    def _shown(self, entry, highlighter):
        if variants := highlighter.within(self._keys(entry)):
            return self._marked(entry, variants)
        marked = Marked(escape(entry.card.name), escape(entry.card.summary), "", highlighter.passage(entry.questions))
        return entry.card._replace(marked=marked)

    def _read(self, ids):
        """The entries of those of `ids` that are public."""
        entries = self._entries.many(ids, self._read_entries)
        return [entries[pk] for pk in ids if pk in entries]

    def _read_entries(self, ids):
        return state.or_rebuilt(lambda: self._entries_of(ids))

    def _entries_of(self, ids):
        entries = {}
        documents = Document.objects.filter(kind=Kind.TOOL, object_id__in=ids, gone=False)
        for pk, name, card, values in documents.values_list("object_id", "title", "card", "values"):
            slug, summary, texts, questions = json.loads(card)
            url = reverse("toolbox:detail", args=[slug])
            labels = self.labels_of(values)
            entries[pk] = Entry(Card(pk, slug, name, summary, url, labels), texts, split_lines(questions))
        return entries

    def _keys_of(self, entry):
        texts = (entry.card.name, entry.card.summary, *entry.texts)
        return frozenset().union(*(self.analyser.read(text).keys for text in texts))

    def _mark(self, entry, variants):
        highlighter, card = Highlighter(variants, self.analyser), entry.card
        passage = highlighter.passage(entry.texts, seen=[card.name, card.summary])
        return card._replace(marked=Marked(highlighter.mark(card.name), highlighter.mark(card.summary), passage))

    def labels_of(self, stored):
        """What a card says of the values of one tool, as the index stores them: {param: [primary key, ...]}."""
        index = self.catalogue
        forms, owners = (", ".join(label for _, label in index.labels(param, stored)) for param in ("vorm", "eigenaar"))
        return CardLabels(forms, owners, index.places(stored))


class Selection:
    """Some tools in an order. Only a slice of it, a page, is read."""

    def __init__(self, cards, length, find, highlighter=None):
        """`find(start, stop)` gives the ids of a slice, out of `length`; `highlighter` marks the question in them."""
        self.cards, self.length, self.find, self.highlighter = cards, length, find, highlighter

    def __len__(self):
        return self.length

    def __getitem__(self, part):
        """The tools of a slice as cards, marked when they answer a question."""
        start, stop, _ = part.indices(self.length)
        ids = self.find(start, stop)
        return self.cards.marked(ids, self.highlighter) if self.highlighter else self.cards.of(ids)
