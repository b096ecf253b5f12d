"""The filters of the tools list, one parameter each. How they behave: docs/beslissingen/0007."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django_filters import FilterSet

from fiches.shared.fields import LineInput
from fiches.shared.text import clean_line, clean_slug
from toolbox.models import FormatGroup, Tool
from toolbox.search import MAX_LENGTH
from toolbox.search.catalogue import Catalogue
from toolbox.search.facets import FACETS
from toolbox.search.querystring import querystring

FOLD_AFTER = 8
LABELS = {facet.param: facet.label for facet in FACETS} | {"sorteer": "Sorteren", "q": "Zoeken"}


class Option(NamedTuple):
    """A value of a facet, with the number of tools it would leave."""

    value: str
    label: str
    count: int
    selected: bool


def giving_first(options):
    """Options, or groups of them, in their order, with those that give nothing now behind the others: a tuple."""
    return tuple(sorted(options, key=lambda option: not (option.count or option.selected)))


@dataclass(frozen=True)
class OptionGroup:
    """Values of a facet that can be taken together: `value` stands for all of them in a form without script."""

    value: str
    label: str
    count: int
    options: tuple

    @property
    def selected(self):
        """Whether one of them is on."""
        return any(option.selected for option in self.options)

    @property
    def is_whole(self):
        """Whether all of them are on."""
        return all(option.selected for option in self.options)

    @property
    def is_open(self):
        """Whether some are on, and not all."""
        return self.selected and not self.is_whole


@dataclass(frozen=True, eq=False)  # remembered as long as the same tools are left: to compare its values takes longer
class FacetGroup:
    """A facet as the page shows it: some values at once, the others folded behind "toon alle".

    `totals`: how many tools of the whole catalogue have each of the `options`; those that none has are not listed.
    `groups`: for a facet of which the values stand in groups, those; what is in no group is listed as ever.
    """

    param: str
    label: str
    errors: tuple
    options: list
    totals: tuple = ()
    groups: tuple = ()

    @cached_property
    def listed(self):
        """The values that the page lists, in their order, with their totals."""
        grouped = {option.value for group in self.groups for option in group.options}
        totals = self.totals or [option.count or 1 for option in self.options]
        rows = zip(self.options, totals, strict=True)
        return [row for row in rows if (row[1] or row[0].selected) and row[0].value not in grouped]

    @cached_property
    def _at_once(self):
        """The values that are not folded: those that are on, and then those with most tools in the whole catalogue.

        So they stay the same when other filters change, as long as they give something.
        """
        ranked = sorted(self.listed, key=lambda row: (row[0].selected, row[0].count > 0, row[1]), reverse=True)
        return {option.value for option, _ in ranked[:FOLD_AFTER]}

    @cached_property
    def shown(self):
        """The values that are shown at once, in their order."""
        return giving_first(option for option, _ in self.listed if option.value in self._at_once)

    @cached_property
    def folded(self):
        """The other values."""
        return giving_first(option for option, _ in self.listed if option.value not in self._at_once)


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the rest of the address when it is taken off."""

    label: str
    without: str
    param: str
    value: str = ""


class SearchForm(forms.Form):
    """The search box of the whole site."""

    q = LineInput(label="Typ een vraag of een paar woorden", max_length=MAX_LENGTH, required=False)
    exact = forms.BooleanField(required=False)


class OrderField(forms.ChoiceField):
    """The order of the list."""

    default_error_messages = {"invalid_choice": "Zo kunnen we niet sorteren. We kiezen zelf een volgorde."}


class FacetField(forms.MultipleChoiceField):
    """Several values of a facet. A value in capitals, or with a space that came along, is the same value."""

    default_error_messages = {
        "invalid_choice": "“%(value)s” bestaat hier niet. We tonen de tools zonder deze filter.",
        "invalid_list": "Deze filter konden we niet lezen.",
    }

    def to_python(self, value):
        return [clean_slug(item) for item in super().to_python(value)]


class ToolFilterForm(SearchForm):
    """The parameters of the tools list, with the values that the facets of a `catalogue` have now.

    sorts: the orders as (value, label); none where the list is in an order of its own.
    """

    def __init__(self, data, catalogue, sorts):
        super().__init__(data)
        for facet in FACETS:
            if facet.param in data:  # the page shows the values in its own way: only what was asked needs a field
                known = partial(catalogue.values.get, facet.param)  # a list would be copied for each request
                self.fields[facet.param] = FacetField(required=False, choices=known)
        if sorts and "sorteer" in data:
            self.fields["sorteer"] = OrderField(required=False, choices=sorts)


class ToolFilter(FilterSet):
    """Search, facets and sorting of the tools list. The form reads the address, the catalogue finds and counts.

    data: the parameters of the address (QueryDict). A list without a choice is a list with an empty choice.
    """

    BEST = "beste"
    SORTS = {"titel": "titel", "nieuwste": "nieuwste bron", "geplaatst": "meest geplaatst"}

    def __init__(self, data=None, queryset=None, **kwargs):
        super().__init__(QueryDict() if data is None else data, Tool.objects.none(), **kwargs)
        self.catalogue = Catalogue.current()

    @cached_property
    def form(self):
        """One form, and not a Filter with a field for each parameter: those cost three times as much (0073)."""
        return ToolFilterForm(self.data, self.catalogue, self.sorts if self.SORTS else ())

    @cached_property
    def sorts(self):
        """The orders of the list as (value, label). Only the answers to a question have a best one."""
        best = [(self.BEST, "beste match")] if clean_line(self.data.get("q", "")) else []
        return (*best, *self.SORTS.items())

    @cached_property
    def choices(self):
        """What was chosen and could be read."""
        self.form.is_valid()  # so that cleaned_data exists
        return self.form.cleaned_data

    @cached_property
    def results(self):
        """What the search finds for the typed words; None when nothing was typed."""
        text = self.choices.get("q")
        return self.catalogue.search(text, self.choices.get("exact")) if text else None

    @cached_property
    def sets(self):
        """The tools that each choice leaves, as {param: bits}; "q" for the search. Without a choice there is none."""
        chosen = {facet.param: self.chosen(facet.param) for facet in FACETS}
        sets = {param: self.catalogue.tools_with(param, values) for param, values in chosen.items() if values}
        return {"q": self.results.answer.bits, **sets} if self.results else sets

    @property
    def is_only_a_question(self):
        """Whether nothing narrows the answers to a question, nor puts them in another order."""
        return self.sets.keys() == {"q"} and self.choices.get("sorteer") in {None, "", self.BEST}

    @property
    def years(self):
        """{primary key of a tool: the year of its newest source}, when that is the order; else nothing."""
        return self.catalogue.years if self.choices.get("sorteer") == "nieuwste" else {}

    def bits_without(self, *params):
        """The tools that all choices but those of `params` leave."""
        bits = self.catalogue.everything
        for param, found in self.sets.items():
            if param not in params:
                bits &= found
        return bits

    @cached_property
    def qs(self):
        """The tools that all choices leave, in the chosen order, as a sequence that is read page by page."""
        bits = self.bits_without()
        order = self.choices.get("sorteer") or (self.BEST if self.results else "titel")
        if self.results and order == self.BEST:
            return self.results.tools(bits)
        return self.catalogue.select(bits, order)

    def chosen(self, param):
        """The valid values of a facet that are on."""
        return self.choices.get(param) or []

    @property
    def chosen_filters(self):
        """The valid filters that are on, as they stand in the address: ["vorm=video", ...]."""
        return [f"{facet.param}={value}" for facet in FACETS for value in self.chosen(facet.param)]

    @cached_property
    def facet_groups(self):
        """The facets with their counts, for the page. A facet's own choice does not narrow its own counts."""
        return [self._facet_group(facet) for facet in FACETS]

    def _facet_group(self, facet):
        param = facet.param
        asked = self.bits_without(param), tuple(self.chosen(param)), tuple(self.errors.get(param, ()))
        return self.catalogue.counted((param, *asked), lambda: self._count(facet, *asked))

    def _count(self, facet, bits, chosen, errors):
        param, known = facet.param, self.catalogue.options[facet.param].values()
        counts = self.catalogue.counts(param, bits)
        values = zip(self.catalogue.values[param], counts, strict=True)
        options = [Option(value, label, count, value in chosen) for (value, label), count in values]
        groups = giving_first(self._format_groups(options, bits)) if param == "vorm" else ()
        return FacetGroup(param, facet.label, errors, options, tuple(option.number for option in known), groups)

    def _format_groups(self, options, bits):
        """The forms by what one does with them. `bits`: the tools that the other choices leave."""
        known = self.catalogue.options["vorm"]
        for group in FormatGroup:
            own = [option for option in options if known[option.value].group == group]
            own = giving_first(option for option in own if known[option.value].number or option.selected)
            if own:
                found = self.catalogue.tools_with("vorm", [option.value for option in own]) & bits
                yield OptionGroup(group.value, group.label, found.bit_count(), own)

    @cached_property
    def chips(self):
        """Every filter that is on, each with the address that takes it off."""
        chips = []
        if self.choices.get("q"):
            chips.append(Chip(f"“{self.choices['q']}”", self._address_without("q"), "q"))
        for facet in FACETS:
            for value in self.chosen(facet.param):
                label = f"{facet.label}: {self.catalogue.options[facet.param][value].label}"
                chips.append(Chip(label, self._address_without(facet.param, value), facet.param, value))
        return chips

    def _address_without(self, param, value=None):
        remaining = [item for item in self.data.getlist(param) if value is not None and clean_slug(item) != value]
        changes = {param: remaining, "pagina": None} | ({"exact": None} if param == "q" else {})
        return querystring(self.data, **changes) or "?"

    @property
    def errors_by_label(self):
        """The fields that could not be read, with what to say about each."""
        return [(LABELS.get(name, name), errors) for name, errors in self.errors.items()]
