"""The filters of the tools list, one parameter each. How they behave: docs/beslissingen/0007."""

from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django_filters import FilterSet

from fiches.shared.fields import LineInput
from fiches.shared.text import clean_line
from toolbox.models import Tool
from toolbox.search import MAX_LENGTH
from toolbox.search.catalogue import Catalogue
from toolbox.search.facets import FACETS
from toolbox.search.querystring import querystring

FOLD_AFTER = 8


class Option(NamedTuple):
    """A value of a facet, with the number of tools it would leave."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the page shows it: some values at once, the others folded behind "toon alle"."""

    param: str
    label: str
    errors: list
    options: list

    @cached_property
    def _places_at_once(self):
        """The places of the values that are not folded: those that are on, and then those with most tools."""
        weights = [(option.selected, option.count) for option in self.options]
        return set(sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:FOLD_AFTER])

    @property
    def shown(self):
        """The values that are shown at once, in their order."""
        return [option for place, option in enumerate(self.options) if place in self._places_at_once]

    @property
    def folded(self):
        """The other values."""
        return [option for place, option in enumerate(self.options) if place not in self._places_at_once]


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
    """Several values of a facet. A value with another case is the same value."""

    default_error_messages = {
        "invalid_choice": "“%(value)s” bestaat hier niet. We tonen de tools zonder deze filter.",
        "invalid_list": "Deze filter konden we niet lezen.",
    }

    def to_python(self, value):
        return [item.lower() for item in super().to_python(value)]


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
        errors, chosen = self.errors.get(param, []), self.chosen(param)
        counts = self.catalogue.counts(param, self.bits_without(param))
        values = zip(self.catalogue.values[param], counts, strict=True)
        options = [Option(value, label, count, value in chosen) for (value, label), count in values]
        return FacetGroup(param, facet.label, errors, options)

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
        remaining = [item for item in self.data.getlist(param) if value is not None and item.lower() != value]
        changes = {param: remaining, "pagina": None} | ({"exact": None} if param == "q" else {})
        return querystring(self.data, **changes) or "?"

    @property
    def errors_by_label(self):
        """The fields that could not be read, with what to say about each."""
        labels = {facet.param: facet.label for facet in FACETS} | {"sorteer": "Sorteren", "q": "Zoeken"}
        return [(labels.get(name, name), errors) for name, errors in self.errors.items()]
