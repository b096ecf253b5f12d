"""The filters of the tools list, one parameter each; see look.md for how they behave."""

from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django_filters import CharFilter, ChoiceFilter, FilterSet, MultipleChoiceFilter

from toolbox import facets
from toolbox.models import Tool

FACET_BY_PARAM = {facet.param: facet for facet in facets.FACETS}
FOLD_AFTER = 8


@dataclass(frozen=True)
class Option:
    """A value of a facet as the page shows it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet as the page shows it: some values at once, the others behind "toon alle"."""

    param: str
    label: str
    errors: list
    shown: list
    folded: list

    @property
    def options(self):
        """All values, shown and folded."""
        return self.shown + self.folded


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the rest of the address when it is taken off."""

    label: str
    without: str


class FacetField(forms.MultipleChoiceField):
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

    def filter(self, queryset, value):
        return FACET_BY_PARAM[self.field_name].filter(queryset, value) if value else queryset


class ToolFilter(FilterSet):
    """Search, facets and sorting of the tools list."""

    SORTS = {"titel": "titel", "nieuwste": "nieuwste bron", "geplaatst": "meest geplaatst"}

    q = CharFilter(method="search", label="Zoek", max_length=500)
    fiche = FacetFilter()
    stap = FacetFilter()
    doelgroep = FacetFilter()
    voor = FacetFilter()
    vorm = FacetFilter()
    eigenaar = FacetFilter()
    trefwoord = FacetFilter()
    link = FacetFilter()
    sorteer = ChoiceFilter(
        method="sort",
        label="Sorteer op",
        choices=list(SORTS.items()),
        empty_label=None,
        error_messages={"invalid_choice": "Zo kunnen we niet sorteren. We sorteren op titel."},
    )

    class Meta:
        model = Tool
        fields = []

    def __init__(self, data=None, *args, **kwargs):
        # Always bound: a list without a choice is a list with an empty choice, and one way of counting.
        super().__init__(QueryDict() if data is None else data, *args, **kwargs)
        self.facet_values = facets.all_values()
        for param, values in self.facet_values.items():
            self.filters[param].extra["choices"] = values

    def search(self, queryset, name, value):
        """Delegates to the queryset: how text is found stands in one place."""
        return queryset.search(value)

    def sort(self, queryset, name, value):
        """Puts the tools in the chosen order."""
        return queryset.sorted_by(value)

    def queryset_without(self, param):
        """The tools that all choices but those of `param` leave: what that facet counts."""
        queryset = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != param and name != "sorteer":
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def chosen(self, param):
        """The valid values of a facet that are on."""
        return self.form.cleaned_data.get(param) or []

    @property
    def facet_groups(self):
        """The facets with their counts, for the page."""
        if not hasattr(self, "_facet_groups"):
            self.form.errors  # noqa: B018  validates, so that cleaned_data exists
            counts = facets.all_counts({facet.param: self.queryset_without(facet.param) for facet in facets.FACETS})
            self._facet_groups = [self._facet_group(facet, counts) for facet in facets.FACETS]
        return self._facet_groups

    def _facet_group(self, facet, counts):
        chosen = set(self.chosen(facet.param))
        options = [
            Option(value, label, counts.get((facet.param, value), 0), value in chosen)
            for value, label in self.facet_values[facet.param]
        ]
        if len(options) <= FOLD_AFTER:
            return FacetGroup(facet.param, facet.label, self.form.errors.get(facet.param, []), options, [])
        first = sorted(options, key=lambda option: (not option.selected, -option.count))[:FOLD_AFTER]
        shown = [option for option in options if option in first]
        folded = [option for option in options if option not in first]
        return FacetGroup(facet.param, facet.label, self.form.errors.get(facet.param, []), shown, folded)

    @property
    def chips(self):
        """Every filter that is on, each with the address that takes it off."""
        chips = []
        if self.form.cleaned_data.get("q"):
            chips.append(Chip(f"“{self.form.cleaned_data['q']}”", self._address_without("q")))
        for facet in facets.FACETS:
            labels = dict(self.facet_values[facet.param])
            chips += [
                Chip(f"{facet.label}: {labels[value]}", self._address_without(facet.param, value))
                for value in self.chosen(facet.param)
            ]
        return chips

    def _address_without(self, param, value=None):
        address = self.data.copy()
        address.pop("pagina", None)
        remaining = [item for item in address.getlist(param) if value is not None and item.lower() != value]
        address.setlist(param, remaining)
        return f"?{address.urlencode()}"

    @property
    def errors_by_label(self):
        """The fields that could not be read, with what to say about each."""
        labels = {facet.param: facet.label for facet in facets.FACETS} | {"sorteer": "Sorteren", "q": "Zoeken"}
        return [(labels[name], errors) for name, errors in self.form.errors.items()]
