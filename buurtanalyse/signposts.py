"""The figures as signposts: what a visitor may choose, and what is left of the rows then."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django.utils.text import slugify

from buurtanalyse.models import Outcome, SituationElement, StartFactor
from fiches.models import FigureRow, UnreachedGroup

ANSWER = "antwoord"  # the fragment where the page answers a choice (templates/components/signposts.html)
ANYWHERE = ("overal", "Drempels zonder beginsituatie")


class Choice(NamedTuple):
    """One sign on the post."""

    label: str
    address: str
    selected: bool


class Signpost(NamedTuple):
    """A figure of which a visitor chooses a part: the parameter, the question, the rows and the part of a row."""

    param: str
    question: str
    model: type
    part: Callable  # of a row: the value and the label of its part

    def rows(self, figure):
        """The rows of `figure`; a kind of rows that is not a plain table belongs to one figure."""
        return (figure.rows if self.model is FigureRow else self.model.objects).for_list()


def situation_of(element):
    """The starting situation of an element of figure 4, as a choice."""
    return (element.situation.slug, element.situation.title) if element.situation else ANYWHERE


def group_of(outcome):
    """Whom an outcome of figure 3 is about, as a choice."""
    return outcome.group, Outcome.Group(outcome.group).short


def heading_of(row):
    """The group of a row of figure 5, as a choice."""
    return row.heading, row.get_heading_display()


SIGNPOSTS = {
    3: Signpost("groep", "Over wie gaat het?", Outcome, group_of),
    4: Signpost("situatie", "Waar begint jouw buurt?", SituationElement, situation_of),
    5: Signpost("groep", "Wat wil je nakijken voor je start?", StartFactor, heading_of),
    6: Signpost("groep", "Wie bereik je moeilijk?", UnreachedGroup, lambda row: (slugify(row.name), row.name)),
    8: Signpost("rol", "Welke rol heb je?", FigureRow, lambda row: (slugify(row.heading), row.heading)),
}


class Reading:
    """A signpost as a visitor reads it: the signs, the chosen one, and the rows that it leaves."""

    def __init__(self, signpost, figure, parameters):
        self.question = signpost.question
        self.all_rows = list(signpost.rows(figure))
        self.asked = parameters.get(signpost.param, "")
        self.asked_fiche = parameters.get("fiche", "").lower()
        labels = dict(signpost.part(row) for row in self.all_rows)
        self.choices = [
            Choice(label, f"?{urlencode({signpost.param: value})}#{ANSWER}", value == self.asked)
            for value, label in labels.items()
        ]
        self.chosen = labels.get(self.asked, "")
        self.fiche = next((fiche for fiche in fiches_of(self.all_rows) if fiche.slug == self.asked_fiche), None)
        self.rows = [
            row
            for row in self.all_rows
            if (not self.chosen or signpost.part(row)[0] == self.asked)
            and (not self.fiche or self.fiche in row.fiches.all())
        ]

    @property
    def is_narrowed(self):
        """Whether a visitor chose something that exists."""
        return bool(self.chosen or self.fiche)

    @property
    def is_unknown(self):
        """Whether the address asks for something that does not exist."""
        return bool((self.asked and not self.chosen) or (self.asked_fiche and not self.fiche))

    @property
    def fiches(self):
        """The fiches that the remaining rows point at, each once, in the order of the street."""
        return fiches_of(self.rows)


def fiches_of(rows):
    """The fiches of `rows`, each once, by letter."""
    found = {fiche for row in rows for fiche in row.fiches.all()}
    return sorted(found, key=lambda fiche: fiche.letter)
