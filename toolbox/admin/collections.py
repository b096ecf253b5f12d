"""Collections: an editor composes them entry by entry."""

from django.contrib import admin

from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import TabularRows
from toolbox.admin.publish import PublishActions
from toolbox.admin.rows import KnownAutocomplete
from toolbox.models.collection import Collection, CollectionEntry


class CollectionEntryInline(TabularRows):
    model = CollectionEntry
    named = ("collection", "tool", "fiche")
    extra = 3
    autocomplete_fields = ["tool", "fiche"]
    fields = ["order", "tool", "fiche", "note"]

    def get_formset(self, request, obj=None, **kwargs):
        self.collection = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            rows = CollectionEntry.objects.filter(collection=self.collection)
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, rows)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Collection)
class CollectionAdmin(PublishActions, EditorAdmin):
    list_display = ["name", "compiler", "status", "entry_count"]
    list_filter = ["status"]
    search_fields = ["name", "compiler", "summary"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CollectionEntryInline]
    actions = ["publish", "withdraw"]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description="openbare onderdelen", ordering="entry_count")
    def entry_count(self, collection):
        return collection.entry_count
