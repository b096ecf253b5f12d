"""The tools as a list shows them: plain data, read once for each state of the catalogue and kept by the process.

The search index keeps what a card says in the row of its tool (search/index/texts.py), so that a page that nobody
asked before reads all its cards in one query. The names of owners, forms and places come from the catalogue.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import escape

from fiches.shared.passages import split_lines
from toolbox.models import CatalogueVersion
from toolbox.models.search import Document, Kind
from toolbox.search.bits import bits_of
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.facets import FACET_BY_PARAM
from toolbox.search.form_icons import OTHER, icon_of
from toolbox.search.highlight import Highlighter
from toolbox.search.index import state

CACHED_CARDS = 2_000  # of about a kilobyte; the whole toolbox is 135
FILED = "trefwoord", "doelgroep", "eigenaar", "vorm"  # what says why a tool answers, when no text of it does


class CardLabels(NamedTuple):
    """The forms and the owners of a tool in words, where it stands in short, and how its first form is drawn."""

    vorm: str
    eigenaar: str
    plaats: tuple
    icon: str = OTHER
    group: str = ""


class Marked(NamedTuple):
    """What a card shows of a tool that answers a question, with its words marked: why it is there.

    `passage`: a sentence about the tool. When no text says it: `asked`, a question that the tool answers, or `filed`,
    what an editor filed it under.
    """

    name: str
    summary: str
    passage: str
    asked: str = ""
    filed: str = ""


class Card(NamedTuple):
    """A tool in a list."""

    pk: int
    slug: str
    name: str
    summary: str
    url: str
    labels: CardLabels
    marked: Marked | None = None
    has_link: bool = True
    shared: tuple = ()  # what it has in common with the tool that it stands by, in words

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The address of the page of the tool."""
        return self.url


@dataclass(eq=False)  # one for each tool: to look for what is known of it takes no comparing
class Entry:
    """A card, and of what it may show one: the texts of the places of its tool, the questions that it answers, and what
    it is filed under."""

    card: Card
    texts: list
    questions: list
    filed: list


class Cards:
    """The cards of one state of the catalogue."""

    def __init__(self, catalogue, analyser):
        """`analyser`: the Analyser of this state, which reads what the cards say."""
        self.catalogue, self.analyser = catalogue, analyser
        self._entries = BoundedCache(CACHED_CARDS)
        self._keys = lru_cache(CACHED_CARDS)(self._keys_of)
        self._by_key = lru_cache(CACHED_CARDS)(self._read_by_key)
        self._marked = lru_cache(CACHED_CARDS)(self._mark)
        self._asked = lru_cache(CACHED_CARDS)(self._mark_asked)

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
        return self._asked(entry, highlighter.within(self._by_key(entry).keys()))

    def _read(self, ids):
        """The entries of those of `ids` that are public."""
        entries = self._entries.many(ids, self._read_entries)
        return [entries[pk] for pk in ids if pk in entries]

    def _read_entries(self, ids):
        entries = state.or_rebuilt(lambda: self._entries_of(ids))
        lost = self.catalogue.set_of(ids) & ~bits_of(entries)
        is_same = lost and CatalogueVersion.objects.current() == self.catalogue.snapshot.token
        return self._entries_of(ids) if is_same and state.mended() else entries

    def _entries_of(self, ids):
        entries = {}
        documents = Document.objects.filter(kind=Kind.TOOL, object_id__in=ids, gone=False)
        for pk, name, card, values in documents.values_list("object_id", "title", "card", "values"):
            slug, summary, texts, questions = json.loads(card)
            url = reverse("toolbox:detail", args=[slug])
            card = Card(pk, slug, name, summary, url, self.labels_of(values), has_link=1 in values["link"])
            entries[pk] = Entry(card, texts, split_lines(questions), self._filed(values))
        return entries

    def _keys_of(self, entry):
        return self.analyser.keys_of("\n".join([entry.card.name, entry.card.summary, *entry.texts]))

    def _read_by_key(self, entry):
        """{key: the questions and the values of a tool that say it}: it has forty, and one or two say what is asked."""
        by_key = defaultdict(list)
        for text in (*entry.questions, *entry.filed):
            for key in self.analyser.keys_of(text):
                by_key[key].append(text)
        return dict(by_key)

    def _mark(self, entry, variants):
        highlighter, card = Highlighter(variants, self.analyser), entry.card
        passage = highlighter.passage(entry.texts, seen=[card.name, card.summary])
        return card._replace(marked=Marked(highlighter.mark(card.name), highlighter.mark(card.summary), passage))

    def _mark_asked(self, entry, variants):
        highlighter, card = Highlighter(variants, self.analyser), entry.card
        texts = {text for variant in variants for key in variant for text in self._by_key(entry)[key]}
        asked = highlighter.passage([text for text in entry.questions if text in texts])
        filed = "" if asked else highlighter.passage([text for text in entry.filed if text in texts])
        return card._replace(marked=Marked(escape(card.name), escape(card.summary), "", asked, filed))

    def _filed(self, stored):
        """What the tool is filed under, as texts: "Doelgroep: Ouderen"."""
        labels = self.catalogue.labels
        return [f"{FACET_BY_PARAM[param].label}: {label}" for param in FILED for _, label in labels(param, stored)]

    def labels_of(self, stored):
        """What a card says of the values of one tool, as the index stores them: {param: [primary key, ...]}."""
        index = self.catalogue
        forms, owners = index.labels("vorm", stored), index.labels("eigenaar", stored)
        said = (", ".join(label for _, label in values) for values in (forms, owners))
        form = forms[0][0] if forms else ""
        group = index.options["vorm"][form].group if form else ""
        return CardLabels(*said, index.places(stored), icon_of(form, group), group)


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
