"""Owners, references, short lists and errata."""

from django.contrib import admin
from django.db.models import Count, Q
from taggit.models import Tag

from fiches.shared.text import reading_key
from toolbox.admin.content import EditorAdmin
from toolbox.admin.merge import KeepsOldAddress, MergeMixin
from toolbox.admin.rows import DistinctRows
from toolbox.admin.sheets import SheetMixin
from toolbox.editorial.importing.resources import OwnerSheet
from toolbox.editorial.merging import merge_owners
from toolbox.models import (
    Audience,
    Erratum,
    Format,
    Keyword,
    Owner,
    OwnerAlias,
    Reference,
    TargetGroup,
    Tool,
)

admin.site.unregister(Tag)  # taggit's own page: English, and about a table that this site does not use


class CountsTools:
    """The column of a list with how many public tools an entry has."""

    @admin.display(description="gepubliceerde tools", ordering="tool_count")
    def tool_count(self, entry):
        return entry.tool_count


class AliasRows(DistinctRows):
    def identities(self, row):
        yield "alias", reading_key(row.get("alias", "")), "Deze andere naam staat er al."


class OwnerAliasInline(admin.TabularInline):
    model = OwnerAlias
    formset = AliasRows
    extra = 1


@admin.register(Owner)
class OwnerAdmin(CountsTools, SheetMixin, KeepsOldAddress, MergeMixin, EditorAdmin):
    list_display = ["name", "kind", "tool_count", "alias_names"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__alias"]
    search_help_text = "Zoek op naam of andere naam."
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OwnerAliasInline]
    actions = ["merge_two"]
    sheet = OwnerSheet
    merge = staticmethod(merge_owners)
    merge_moves = (
        "De tools, de namen en de geschiedenis gaan mee. De naam die verdwijnt, blijft als andere naam bekend."
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_detail()

    def view_on_site(self, owner):
        """An owner has a page as soon as one of its tools is published."""
        return owner.get_absolute_url() if owner.tool_count else None

    @admin.display(description="andere namen")
    def alias_names(self, owner):
        return ", ".join(alias.alias for alias in owner.aliases.all())


@admin.register(Reference)
class ReferenceAdmin(EditorAdmin):
    list_display = ["citation", "year_display"]
    search_fields = ["citation"]
    search_help_text = "Zoek op auteur of jaar."
    fields = ["citation", "year", "slug"]
    prepopulated_fields = {"slug": ["citation"]}

    @admin.display(description="jaar", ordering="year")
    def year_display(self, reference):
        return reference.year_display


@admin.register(Audience)
class VocabularyAdmin(CountsTools, EditorAdmin):
    list_display = ["name", "tool_count", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_tool_count()


@admin.register(Format)
class FormatAdmin(VocabularyAdmin):
    list_display = ["name", "group", "tool_count", "order"]
    list_editable = ["group", "order"]
    list_filter = ["group"]


@admin.register(Keyword)
class KeywordAdmin(CountsTools, EditorAdmin):
    list_display = ["name", "tool_count"]
    search_fields = ["name"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        published = Count("tool_keywords", filter=Q(tool_keywords__content_object__in=Tool.objects.published()))
        return super().get_queryset(request).annotate(tool_count=published)


@admin.register(TargetGroup)
class TargetGroupAdmin(VocabularyAdmin):
    autocomplete_fields = ["unreached_group"]


@admin.register(Erratum)
class ErratumAdmin(EditorAdmin):
    list_display = ["number", "kind", "where", "printed", "should_be", "status"]
    list_display_links = ["where"]
    list_filter = ["kind", "status", "fiche", "step"]
    search_fields = ["where", "printed", "should_be", "why"]
    search_help_text = "Zoek op plaats, op wat er staat of op wat het moet zijn."
    autocomplete_fields = ["tool", "fiche", "step"]
    fields = [("number", "kind", "status"), "where", "printed", "should_be", "why", ("tool", "fiche", "step")]
