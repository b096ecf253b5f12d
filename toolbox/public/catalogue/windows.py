"""The windows of the street: every tool is one, and it is lit when the tool has a link."""

from typing import NamedTuple

GOLDEN = (5**0.5 - 1) / 2  # steps of this size lie scattered over a circle


class House(NamedTuple):
    """A house of the street with its windows: True for a lit one, in the order in which they are drawn."""

    letter: str
    title: str
    slug: str
    windows: list

    @property
    def lit(self):
        """How many windows are lit."""
        return sum(self.windows)


class Windows(NamedTuple):
    """How many of the windows of the whole street are lit or dark, and the houses that have some."""

    lit: int
    dark: int
    houses: list


def street_windows(fiches, catalogue):
    """The Windows of the public tools: a tool in two houses is one window of the street, and one in each house."""
    linked = catalogue.tools_with("link", ["ja"])
    houses = []
    for fiche in fiches:
        tools = catalogue.tools_with("fiche", [fiche.slug])
        windows = scattered((tools & linked).bit_count(), tools.bit_count())
        houses.append(House(fiche.letter, fiche.title, fiche.slug, windows))
    lit = linked.bit_count()
    return Windows(lit, catalogue.number - lit, [house for house in houses if house.windows])


def scattered(lit, total):
    """`total` windows of which `lit` are lit, scattered over the wall, and always the same ones."""
    first = sorted(range(total), key=lambda place: (place + total) * GOLDEN % 1)[:lit]
    return [place in first for place in range(total)]
