"""The filters of the tools list, one parameter each. How they behave: docs/beslissingen/0007."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import NamedTuple

from django import forms
from django.http import QueryDict
from django_filters import BooleanFilter, CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from toolbox.models import Tool
from toolbox.search.catalogue import Catalogue
from toolbox.search.facets import FACETS
from toolbox.search.querystring import querystring
from toolbox.search.question.parser import MAX_LENGTH
from toolbox.search.results import Results

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
    def _at_once(self):
        """The values that are not folded: those that are on, and then those with most tools."""
        options = self.options
        if len(options) <= FOLD_AFTER:
            return set(options)
        return set(nlargest(FOLD_AFTER, options, key=lambda option: (option.selected, option.count)))

    @property
    def shown(self):
        """The values that are shown at once, in their order."""
        return [option for option in self.options if option in self._at_once]

    @property
    def folded(self):
        """The other values."""
        return [option for option in self.options if option not in self._at_once]


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the rest of the address when it is taken off."""

    label: str
    without: str
    param: str
    value: str = ""


class SearchForm(forms.Form):
    """The search box of the whole site."""

    q = forms.CharField(label="Typ een vraag of een paar woorden", max_length=MAX_LENGTH, required=False)
    exact = forms.BooleanField(required=False)


class Shared(dict):
    """Filters or fields by name. Of their own for each request, but not all that they hold: nothing changes that."""

    def __deepcopy__(self, memo):
        return {name: copy(item) for name, item in self.items()}


class KnownValues:
    """A field that takes the values that are `known` in its form.

    Not given as `choices`: those are copied for each request, and the page shows them in its own way.
    """

    known = ()

    def valid_value(self, value):
        """Whether there is such a value."""
        return value in self.known


class OrderField(KnownValues, forms.ChoiceField):
    """The order of the list."""

    default_error_messages = {"invalid_choice": "Zo kunnen we niet sorteren. We kiezen zelf een volgorde."}


class OrderFilter(ChoiceFilter):
    """Puts the list in order."""

    field_class = OrderField


class FacetField(KnownValues, forms.MultipleChoiceField):
    """Several values of a facet. A value with another case is the same value."""

    default_error_messages = {
        "invalid_choice": "“%(value)s” bestaat hier niet. We tonen de tools zonder deze filter.",
        "invalid_list": "Deze filter konden we niet lezen.",
    }

    def to_python(self, value):
        return [item.lower() for item in super().to_python(value)]


class FacetFilter(MultipleChoiceFilter):
    """Filters on the facet that has the same parameter."""

    field_class = FacetField


@lru_cache(200)
def form_class(filterset, names):
    """A form with a field for each of these filters of a class of filter sets."""
    fields = {name: filterset.base_filters[name].field for name in names}
    made = type(f"{filterset.__name__}Form", (forms.Form,), fields)
    made.base_fields = Shared(made.base_fields)
    return made


class ToolFilter(FilterSet):
    """Search, facets and sorting of the tools list: FilterSet reads the form, the facet index finds and counts."""

    BEST = "beste"
    sortable = True
    SORTS = {"titel": "titel", "nieuwste": "nieuwste bron", "geplaatst": "meest geplaatst"}

    q = CharFilter(label="Zoek", max_length=MAX_LENGTH)
    exact = BooleanFilter(label="Zoek letterlijk")
    fiche = FacetFilter()
    stap = FacetFilter()
    doelgroep = FacetFilter()
    voor = FacetFilter()
    vorm = FacetFilter()
    eigenaar = FacetFilter()
    trefwoord = FacetFilter()
    link = FacetFilter()
    sorteer = OrderFilter(label="Sorteer op")

    class Meta:
        model = Tool
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        # Always bound: a list without a choice is a list with an empty choice, and one way of counting.
        data = QueryDict() if data is None else data
        # Filters and fields for what is asked: to make those for the others as well took a fifteenth of a page.
        self.base_filters = Shared((name, each) for name, each in type(self).base_filters.items() if name in data)
        super().__init__(data, *args, **kwargs)
        self.index = Catalogue.current()

    @classmethod
    def get_filters(cls):
        return Shared(super().get_filters())

    def get_form_class(self):
        """The form of these filters, made once: only what its fields know differs, and `form` tells them that."""
        return form_class(type(self), tuple(self.base_filters))

    @cached_property
    def form(self):
        """The form, with the values that the facets have now."""
        form = super().form
        known = {**self.index.options, "sorteer": dict(self.sorts)}
        for name, field in form.fields.items():
            field.known = known.get(name, ())
        return form

    @cached_property
    def sorts(self):
        """The orders of the list as (value, label). Only the answers to a question have a best one."""
        best = [(self.BEST, "beste match")] if self.data.get("q", "").strip() else []
        return (*best, *self.SORTS.items())

    @cached_property
    def choices(self):
        """What was chosen and could be read."""
        self.form.errors  # noqa: B018  validates, so that cleaned_data exists
        return self.form.cleaned_data

    @cached_property
    def results(self):
        """What the search finds for the typed words; None when nothing was typed."""
        text = self.choices.get("q")
        return Results(text, bool(self.choices.get("exact")), self.index) if text else None

    @cached_property
    def sets(self):
        """The tools that each choice leaves, as {param: bits}; "q" for the search."""
        sets = {"q": self.results.answer.bits if self.results else self.index.everything}
        for facet in FACETS:
            chosen = self.chosen(facet.param)
            sets[facet.param] = self.index.tools_with(facet.param, chosen) if chosen else self.index.everything
        return sets

    def bits_without(self, *params):
        """The tools that all choices but those of `params` leave."""
        bits = self.index.everything
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
        return self.index.select(bits, order)

    def chosen(self, param):
        """The valid values of a facet that are on."""
        return self.choices.get(param) or []

    @cached_property
    def facet_groups(self):
        """The facets with their counts, for the page. A facet's own choice does not narrow its own counts."""
        return [self._facet_group(facet) for facet in FACETS]

    def _facet_group(self, facet):
        param = facet.param
        errors, chosen = self.form.errors.get(param, []), self.chosen(param)
        counts = self.index.counts(param, self.bits_without(param))
        options = [
            Option(value, label, count, value in chosen)
            for (value, label), count in zip(self.index.values[param], counts, strict=True)
        ]
        return FacetGroup(param, facet.label, errors, options)

    @cached_property
    def chips(self):
        """Every filter that is on, each with the address that takes it off."""
        chips = []
        if self.choices.get("q"):
            chips.append(Chip(f"“{self.choices['q']}”", self._address_without("q"), "q"))
        for facet in FACETS:
            options = self.index.options[facet.param]
            chips += [
                Chip(
                    f"{facet.label}: {options[value].label}",
                    self._address_without(facet.param, value),
                    facet.param,
                    value,
                )
                for value in self.chosen(facet.param)
            ]
        return chips

    def _address_without(self, param, value=None):
        remaining = [item for item in self.data.getlist(param) if value is not None and item.lower() != value]
        changes = {param: remaining, "pagina": None} | ({"exact": None} if param == "q" else {})
        return querystring(self.data, **changes) or "?"

    @property
    def errors_by_label(self):
        """The fields that could not be read, with what to say about each."""
        labels = {facet.param: facet.label for facet in FACETS} | {"sorteer": "Sorteren", "q": "Zoeken"}
        return [(labels.get(name, name), errors) for name, errors in self.form.errors.items()]
