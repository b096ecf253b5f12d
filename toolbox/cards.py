"""The tools as a list shows them: plain data, read once for each state of the catalogue and kept by the process."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import NamedTuple

from toolbox.kept import Kept
from toolbox.models import Placement, Tool
from toolbox.search.highlight import Highlighter

KEPT_CARDS = 2_000  # of about a kilobyte; the whole toolbox is 135


class CardLabels(NamedTuple):
    """The forms and the owners of a tool as (value, label), and where it stands in short."""

    vorm: tuple
    eigenaar: tuple
    plaats: tuple


class Marked(NamedTuple):
    """What a card shows of a tool that answers a question, with its words marked."""

    name: str
    summary: str
    passage: str


@dataclass(frozen=True, slots=True)
class Card:
    """A tool in a list. Equal cards look the same: what was made of one may be shown for another."""

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
    """What the public places of a tool say of it, and the keys of all words that its card may show."""

    texts: tuple
    keys: frozenset


class Cards:
    """The cards of one state of the catalogue."""

    def __init__(self, facet_index):
        self.facet_index = facet_index
        self._cards, self._said, self._marked = Kept(KEPT_CARDS), Kept(KEPT_CARDS), Kept(KEPT_CARDS)

    def of(self, ids):
        """The cards of the tools `ids`, in that order: one query for those that are not known yet."""
        found = self._cards.many(ids, self._read)
        return [found[pk] for pk in ids if pk in found]

    def marked(self, ids, highlighter):
        """The same, marked where they match a question: one query more, for what their places say.

        Which words are marked depends on those of the question that the card has. Other questions have the same.
        """
        cards = {card.pk: card for card in self.of(ids)}
        said = self._said.many(cards, lambda missing: _read_said(missing, cards, highlighter.reader))
        asked = [(pk, highlighter.within(said[pk].keys)) for pk in cards]

        def mark(missing):
            return {
                (pk, ways): _mark(cards[pk], said[pk].texts, Highlighter(ways, highlighter.reader))
                for pk, ways in missing
            }

        marked = self._marked.many(asked, mark)
        return [marked[key] for key in asked]

    def _read(self, ids):
        tools = Tool.objects.published().for_list().in_bulk(ids)
        return {pk: self._card(tool) for pk, tool in tools.items()}

    def _card(self, tool):
        labels = self.labels_of(tool.stored_values)
        return Card(tool.pk, tool.slug, tool.name, tool.summary, tool.get_absolute_url(), labels)

    def labels_of(self, stored):
        """What a card says of the values of one tool, as the index stores them."""
        labels = self.facet_index.labels_of(stored)
        return CardLabels(*(tuple(labels[name]) for name in CardLabels._fields))


def _read_said(ids, cards, reader):
    texts = defaultdict(list)
    for pk, text in Placement.objects.published().filter(tool__in=ids).values_list("tool", "description"):
        texts[pk].append(text)
    said = {}
    for pk in ids:
        shown = [reader.read(cards[pk].name), reader.read(cards[pk].summary)]
        shown += [sentence for text in texts[pk] for sentence in reader.sentences(text)]
        said[pk] = Said(tuple(texts[pk]), frozenset().union(*(read.keys for read in shown)))
    return said


def _mark(card, texts, highlighter):
    marked = Marked(
        highlighter.mark(card.name),
        highlighter.mark(card.summary),
        highlighter.passage(texts, seen=[card.name, card.summary]),
    )
    return replace(card, marked=marked)
