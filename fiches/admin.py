"""The fiches at the editors' desk."""

from django.contrib import admin

from fiches.models import Fiche, Figure, FigureRow, Finding, ReadOn, Testimony, UnreachedGroup


class FindingInline(admin.StackedInline):
    model = Finding
    extra = 0
    fields = [("order", "kind"), "title", "text", "points"]


class TestimonyInline(admin.StackedInline):
    model = Testimony
    extra = 0
    fields = [("order", "speaker"), "text"]


class ReadOnInline(admin.TabularInline):
    model = ReadOn
    fk_name = "from_fiche"
    extra = 0
    autocomplete_fields = ["to_fiche"]


@admin.register(Fiche)
class FicheAdmin(admin.ModelAdmin):
    list_display = ["letter", "title", "status"]
    list_display_links = ["title"]
    list_filter = ["status"]
    search_fields = ["letter", "title", "lead"]
    show_facets = admin.ShowFacets.ALWAYS
    inlines = [FindingInline, TestimonyInline, ReadOnInline]


class FigureRowInline(admin.StackedInline):
    model = FigureRow
    extra = 0
    fields = [("order", "heading", "place", "lines"), "label", "text", "points"]


@admin.register(Figure)
class FigureAdmin(admin.ModelAdmin):
    list_display = ["number", "title", "fiche", "status"]
    list_display_links = ["title"]
    list_select_related = ["fiche"]
    list_filter = ["status"]
    search_fields = ["title"]
    autocomplete_fields = ["fiche"]
    inlines = [FigureRowInline]


@admin.register(UnreachedGroup)
class UnreachedGroupAdmin(admin.ModelAdmin):
    list_display = ["order", "name"]
    list_display_links = ["name"]
    search_fields = ["name", "reasons"]
    autocomplete_fields = ["fiches"]
