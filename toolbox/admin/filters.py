"""Filters of the changelists that ask a question instead of a field."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Q

MISSING = {
    "vorm": ("geen vorm", Q(formats=None)),
    "doelgroep": ("geen doelgroep", Q(target_groups=None)),
    "voor": ("niet gezegd voor wie", Q(audiences=None)),
    "eigenaar": ("geen eigenaar", Q(owners=None)),
    "link": ("geen link", Q(links=None)),
    "bron": ("geen bronvermelding", Q(citations=None)),
    "plaats": ("nergens geplaatst", Q(placements=None)),
}


class IncompleteFilter(SimpleListFilter):
    """What a tool still misses."""

    title = "onvolledig"
    parameter_name = "onvolledig"

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in MISSING.items()]

    def queryset(self, request, queryset):
        if self.value() in MISSING:
            return queryset.filter(MISSING[self.value()][1])
        return queryset
