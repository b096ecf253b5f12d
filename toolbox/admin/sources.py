"""Owners, references, short lists and errata."""

from django.contrib import admin

from toolbox.admin.merge import KeepsOldAddress, MergeMixin
from toolbox.merge import merge_owners
from toolbox.models import Audience, Erratum, Format, Owner, OwnerAlias, Reference, TargetGroup


class OwnerAliasInline(admin.TabularInline):
    model = OwnerAlias
    extra = 1


@admin.register(Owner)
class OwnerAdmin(KeepsOldAddress, MergeMixin, admin.ModelAdmin):
    list_display = ["name", "kind", "tool_count", "alias_names"]
    list_filter = ["kind"]
    search_fields = ["name", "aliases__alias"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OwnerAliasInline]
    actions = ["merge_two"]
    merge = staticmethod(merge_owners)
    merge_moves = (
        "De tools, de namen en de geschiedenis gaan mee. De naam die verdwijnt, blijft als andere naam bekend."
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_detail()

    @admin.display(description="gepubliceerde tools", ordering="tool_count")
    def tool_count(self, owner):
        return owner.tool_count

    @admin.display(description="andere namen")
    def alias_names(self, owner):
        return ", ".join(alias.alias for alias in owner.aliases.all())


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin):
    list_display = ["citation", "year_display"]
    search_fields = ["citation"]
    prepopulated_fields = {"slug": ["citation"]}

    @admin.display(description="jaar", ordering="year")
    def year_display(self, reference):
        return reference.year_display


@admin.register(Format, Audience)
class VocabularyAdmin(admin.ModelAdmin):
    list_display = ["name", "tool_count", "order"]
    list_editable = ["order"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_tool_count()

    @admin.display(description="gepubliceerde tools", ordering="tool_count")
    def tool_count(self, value):
        return value.tool_count


@admin.register(TargetGroup)
class TargetGroupAdmin(VocabularyAdmin):
    autocomplete_fields = ["unreached_group"]


@admin.register(Erratum)
class ErratumAdmin(admin.ModelAdmin):
    list_display = ["number", "kind", "where", "printed", "should_be", "status"]
    list_display_links = ["where"]
    list_filter = ["kind", "status", "fiche", "step"]
    search_fields = ["where", "printed", "should_be", "why"]
    autocomplete_fields = ["tool", "fiche", "step"]
