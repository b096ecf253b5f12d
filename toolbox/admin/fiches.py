"""The fiches and the figures at the editors' desk."""

from django.contrib import admin

from fiches.models import Fiche, Figure, FigureRow, Passage, ReadOn, UnreachedGroup
from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import StackedRows, TabularRows
from toolbox.admin.filters import OnSiteFilter


class PassageInline(StackedRows):
    """Findings and testimonies in one list, in the order in which the page shows them."""

    model = Passage
    fields = [("order", "kind"), ("title", "speaker"), "text", "points"]
    verbose_name = "bevinding of getuigenis"
    verbose_name_plural = "bevindingen en getuigenissen"


class ReadOnInline(TabularRows):
    model = ReadOn
    fk_name = "from_fiche"
    shared = ("to_fiche",)
    named = ("from_fiche", "to_fiche")


@admin.register(Fiche)
class FicheAdmin(EditorAdmin):
    list_display = ["letter", "title", "standing"]
    list_display_links = ["title"]
    list_filter = ["status", OnSiteFilter]
    search_fields = ["letter", "title", "lead"]
    search_help_text = "Zoek op letter, titel of inleiding."
    fields = [PUBLICATION, ("letter", "slug"), "title", "subtitle", "lead", "heading"]
    inlines = [PassageInline, ReadOnInline]


class FigureRowInline(StackedRows):
    model = FigureRow
    fields = [("order", "heading"), ("place", "lines"), "label", "text", "points", "fiches"]
    shared = ("fiches",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("fiches")


@admin.register(Figure)
class FigureAdmin(EditorAdmin):
    list_display = ["number", "title", "fiche", "standing"]
    list_display_links = ["title"]
    list_select_related = ["fiche"]
    list_filter = ["status", OnSiteFilter]
    search_fields = ["title", "label"]
    search_help_text = "Zoek op titel of titel zoals gedrukt."
    autocomplete_fields = ["fiche"]
    inlines = [FigureRowInline]


@admin.register(UnreachedGroup)
class UnreachedGroupAdmin(EditorAdmin):
    list_display = ["name", "order"]
    search_fields = ["name", "reasons"]
    search_help_text = "Zoek op groep of verklaring."
    autocomplete_fields = ["fiches"]
