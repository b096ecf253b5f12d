"""Filters of the changelists that ask a question instead of a field."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Q

from fiches.publication import PublicationStatus
from toolbox.models import LinkCheck

MISSING = {
    "vorm": ("geen vorm", Q(formats=None)),
    "doelgroep": ("geen doelgroep", Q(target_groups=None)),
    "voor": ("niet gezegd voor wie", Q(audiences=None)),
    "eigenaar": ("geen eigenaar", Q(owners=None)),
    "link": ("geen link", Q(links=None)),
    "dode-link": ("een link die niet meer werkt", Q(links__url__in=LinkCheck.objects.dead().values("url"))),
    "bron": ("geen bronvermelding", Q(citations=None)),
    "plaats": ("nergens geplaatst", Q(placements=None)),
}


def incomplete(tools, what):
    """Those of `tools` that miss something. What is withdrawn needs nothing any more."""
    return tools.exclude(status=PublicationStatus.WITHDRAWN).filter(MISSING[what][1]).distinct()


class IncompleteFilter(SimpleListFilter):
    """What a tool still misses."""

    title = "wat nog ontbreekt"
    parameter_name = "onvolledig"

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in MISSING.items()]

    def queryset(self, request, queryset):
        return incomplete(queryset, self.value()) if self.value() in MISSING else queryset


class ReviewFilter(SimpleListFilter):
    """Whether somebody looked after an entry in the past year."""

    title = "nagekeken"
    parameter_name = "nagekeken"

    def lookups(self, request, model_admin):
        return [("lang", "meer dan een jaar geleden of nooit")]

    def queryset(self, request, queryset):
        return queryset.review_due() if self.value() == "lang" else queryset
