"""Collections: an editor composes them entry by entry."""

from django.contrib import admin

from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import TabularRows
from toolbox.admin.filters import OnSiteFilter
from toolbox.admin.merge import KeepsOldAddress
from toolbox.admin.publish import PublishActions
from toolbox.models.collection import Collection, CollectionEntry


class CollectionEntryInline(TabularRows):
    model = CollectionEntry
    named = ("collection", "tool", "fiche")
    extra = 3
    autocomplete_fields = ["tool", "fiche"]
    fields = ["order", "tool", "fiche", "note"]


@admin.register(Collection)
class CollectionAdmin(PublishActions, KeepsOldAddress, EditorAdmin):
    list_display = ["name", "compiler", "standing", "entry_count"]
    list_filter = ["status", OnSiteFilter]
    search_fields = ["name", "compiler", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    fields = [PUBLICATION, "name", "slug", "compiler", "summary", "introduction"]
    inlines = [CollectionEntryInline]
    actions = ["publish", "withdraw"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description="openbare onderdelen", ordering="entry_count")
    def entry_count(self, collection):
        return collection.entry_count
