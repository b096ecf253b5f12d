"""What readers looked for in one month."""

from functools import cached_property
from typing import NamedTuple

from toolbox.models import Tool, UsageCount
from toolbox.models.usage import OF_A_QUESTION, Kind
from toolbox.search.catalogue import Catalogue
from toolbox.search.facets import FACET_BY_PARAM

SHOWN = 25


class Question(NamedTuple):
    """A kept question, and how often it was asked, had no answer, was followed by another and led to a page."""

    text: str
    asked: int
    nothing: int
    followed: int
    after: int

    @property
    def unanswered(self):
        """How often it had no good answer, at least: one that had none may have been followed by another as well."""
        return max(self.nothing, self.followed)


class Opened(NamedTuple):
    """A tool, and how often its page was opened, also from the answers alone."""

    name: str
    url: str
    number: int
    from_answers: int


class Month:
    """The month that begins on the day `first`."""

    def __init__(self, first):
        self.first, self.totals = first, UsageCount.objects.in_month(first).totals()

    def of(self, kind):
        """What was counted of a kind, the most first: [(key, number), ...]."""
        found = [(key, number) for (other, key), number in self.totals.items() if other == kind]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def total(self, *kinds):
        """How often something of these kinds happened."""
        return sum(number for (kind, _), number in self.totals.items() if kind in kinds)

    @property
    def asked(self):
        """How many questions were asked, also those that are not kept."""
        return self.total(Kind.ASKED, Kind.LENGTH)

    @property
    def unanswered(self):
        """How many of all questions had no good answer, at least."""
        return sum(question.unanswered for question in self.questions)

    @property
    def from_answers(self):
        """How often a page was opened from the answers."""
        return self.total(Kind.FROM_ANSWERS)

    @property
    def not_kept(self):
        """The questions that are not kept by how long they are: [(length, number), ...]."""
        return [(length or "te veel om bij te houden", number) for length, number in self.of(Kind.LENGTH)]

    @cached_property
    def questions(self):
        """Each kept question of the month; one without a text for all others."""
        texts = {key for kind, key in self.totals if kind in OF_A_QUESTION}
        return [Question(text, *(self.totals.get((kind, text), 0) for kind in OF_A_QUESTION)) for text in texts]

    @property
    def _kept(self):
        return [question for question in self.questions if question.text]

    @property
    def most_asked(self):
        """The questions that were asked most."""
        return sorted(self._kept, key=lambda one: (-one.asked, one.text))[:SHOWN]

    @property
    def most_unanswered(self):
        """The questions that had no good answer most often."""
        found = [one for one in self._kept if one.unanswered]
        return sorted(found, key=lambda one: (-one.unanswered, one.text))[:SHOWN]

    @property
    def filters(self):
        """The filters that were chosen most, in words: [(label, number), ...]."""
        chosen = self.of(Kind.FILTER)[:SHOWN]
        options = Catalogue.current().options if chosen else {}
        return [(label_of(name, options), number) for name, number in chosen]

    def tools(self):
        """(the public tools that were opened most, those that were opened least), each an Opened; none in a month
        without any that was."""
        tools = Tool.objects.published().order_by("sort_key").only("name", "slug")
        addresses = [(tool.name, tool.get_absolute_url()) for tool in tools]
        counts = [
            Opened(name, url, *(self.totals.get((kind, url), 0) for kind in (Kind.OPENED, Kind.FROM_ANSWERS)))
            for name, url in addresses
        ]
        most = sorted((one for one in counts if one.number), key=lambda one: -one.number)  # stable: by name
        return most[:SHOWN], sorted(counts, key=lambda one: one.number)[:SHOWN] if most else []

    def rows(self):
        """All of it for a spreadsheet: what kind, what, and how often."""
        for kind in Kind:
            for key, number in self.of(kind):
                yield f"{self.first:%Y-%m}", kind.label, key or "andere", number


def label_of(name, options):
    """A filter as the list of tools calls it; as it stands in the address when it is gone by now."""
    param, _, value = name.partition("=")
    option = options.get(param, {}).get(value)
    return f"{FACET_BY_PARAM[param].label}: {option.label}" if option else name
