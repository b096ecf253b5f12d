"""The tools as a list shows them: plain data, read once for each state of the catalogue and kept by the process.

The search index keeps what a card says in the row of its tool (search/index/documents.py), so that a page that nobody
asked before reads all its cards in one query. The names of owners, forms and places come from the facet index.
"""

import json
from functools import cache
from typing import NamedTuple

from django.urls import reverse

from toolbox.models.search import Kind
from toolbox.search.bounded_cache import BoundedCache
from toolbox.search.highlight import Highlighter, ReadText, marked
from toolbox.search.sql import places_for, rows_of

KEPT_CARDS = 2_000  # of about a kilobyte; the whole toolbox is 135
# Asked for almost every page of a large catalogue, so the statement is written out. The index only has what is public.
CARDS = 'SELECT object_id, title, card, "values" FROM toolbox_document WHERE kind = %s AND object_id IN ({})'


class CardLabels(NamedTuple):
    """The forms and the owners of a tool in words, and where it stands in short."""

    vorm: str
    eigenaar: str
    plaats: tuple


class Marked(NamedTuple):
    """What a card shows of a tool that answers a question, with its words marked."""

    name: str
    summary: str
    passage: str


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


class Said(NamedTuple):
    """What a card may show of its tool, read: its name, its summary and the texts of its places; and their keys."""

    name: ReadText
    summary: ReadText
    texts: list
    keys: frozenset


class Cards:
    """The cards of one state of the catalogue."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self._cards, self._said, self._marked = (
            BoundedCache(KEPT_CARDS),
            BoundedCache(KEPT_CARDS),
            BoundedCache(KEPT_CARDS),
        )

    def of(self, ids):
        """The cards of the tools `ids`, in that order: one query for those that are not known yet."""
        found = self._cards.many(ids, self._read)
        return [found[pk][0] for pk in ids if pk in found]

    def marked(self, ids, highlighter):
        """The same, marked where they match a question.

        Which words are marked depends on those of the question that the card has. Other questions have the same.
        """
        found = self._cards.many(ids, self._read)
        cards = {pk: found[pk][0] for pk in ids if pk in found}
        analyser = highlighter.reader.analyser
        said = self._said.many(cards, lambda missing: {pk: _said(*found[pk], analyser) for pk in missing})
        asked = [(pk, highlighter.within(said[pk].keys)) for pk in cards]

        def mark(missing):
            return {
                (pk, ways): _mark(cards[pk], said[pk], Highlighter(ways, highlighter.reader)) for pk, ways in missing
            }

        kept = self._marked.many(asked, mark)
        return [kept[key] for key in asked]

    def _read(self, ids):
        """{id: (its card, the texts of its places)}."""
        found, (before, after) = {}, _around_slug()
        for pk, name, card, values in rows_of(CARDS.format(places_for(ids)), [Kind.TOOL, *ids]):
            slug, summary, *texts = json.loads(card)
            labels = self.labels_of(json.loads(values))
            found[pk] = Card(pk, slug, name, summary, f"{before}{slug}{after}", labels), texts
        return found

    def labels_of(self, stored):
        """What a card says of the values of one tool, as the index stores them."""
        index = self.catalogue
        forms, owners = index.labels("vorm", stored), index.labels("eigenaar", stored)
        return CardLabels(
            ", ".join([label for _, label in forms]), ", ".join([label for _, label in owners]), index.places(stored)
        )


@cache
def _around_slug():
    """What stands before and after the slug in the address of a tool: to look each up costs as much as to read it."""
    return reverse("toolbox:detail", args=["SLUG"]).split("SLUG")


def _said(card, texts, analyser):
    name, summary, *said = (ReadText.of(text, analyser) for text in (card.name, card.summary, *texts))
    return Said(name, summary, said, name.keys.union(summary.keys, *(read.keys for read in said)))


def _mark(card, said, highlighter):
    in_name, in_summary = highlighter.places(said.name), highlighter.places(said.summary)
    known = {key for _, _, key in (*in_name, *in_summary)}
    # Only a text that says more than the name and the summary is taken apart.
    telling = (text for text in said.texts if highlighter.said(text) - known)
    passage = highlighter.best((one for text in telling for one in highlighter.reader.sentences(text.text)), known)
    return card._replace(marked=Marked(marked(card.name, in_name), marked(card.summary, in_summary), passage))
