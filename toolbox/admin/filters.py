"""Filters of the changelists that ask a question instead of a field."""

from django.contrib.admin import SimpleListFilter

from toolbox.models.tool import MISSING


class OnSiteFilter(SimpleListFilter):
    """What visitors see now, what comes or goes by itself, and what is over."""

    title = "wat bezoekers zien"
    parameter_name = "op-de-site"

    WAYS = {
        "nu": ("nu te zien", "published"),
        "gepland": ("komt of gaat vanzelf", "planned"),
        "voorbij": ("voorbij", "past"),
    }

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in self.WAYS.items()]

    def queryset(self, request, queryset):
        return getattr(queryset, self.WAYS[self.value()][1])() if self.value() in self.WAYS else queryset


class IncompleteFilter(SimpleListFilter):
    """What a tool still misses."""

    title = "wat nog ontbreekt"
    parameter_name = "onvolledig"

    def lookups(self, request, model_admin):
        return [(key, label) for key, (label, _) in MISSING.items()]

    def queryset(self, request, queryset):
        return queryset.incomplete(self.value()) if self.value() in MISSING else queryset


class ReviewFilter(SimpleListFilter):
    """Whether somebody looked after an entry in the past year."""

    title = "nagekeken"
    parameter_name = "nagekeken"

    def lookups(self, request, model_admin):
        return [("lang", "meer dan een jaar geleden of nooit")]

    def queryset(self, request, queryset):
        return queryset.review_due() if self.value() == "lang" else queryset
