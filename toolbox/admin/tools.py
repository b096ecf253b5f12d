"""Tools and where they are placed."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget

from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.filters import IncompleteFilter, OnSiteFilter, ReviewFilter
from toolbox.admin.merge import KeepsOldAddress, MergeMixin
from toolbox.admin.publish import PublishActions
from toolbox.admin.review import ReviewMixin
from toolbox.admin.rows import CitationInline, LinkInline, PlacementForm, PlacementInline
from toolbox.admin.sheets import SheetMixin
from toolbox.editorial.importing.resources import PlacementSheet, ToolSheet
from toolbox.editorial.merging import merge_tools
from toolbox.models import Placement, Tool


@admin.register(Tool)
class ToolAdmin(SheetMixin, PublishActions, ReviewMixin, KeepsOldAddress, MergeMixin, EditorAdmin):
    list_display = ["name", "owner_names", "standing", "reviewed_on", "updated_at"]
    list_filter = ["status", OnSiteFilter, ReviewFilter, IncompleteFilter, "formats", "target_groups", "audiences"]
    search_fields = ["name", "summary", "placements__printed_name", "owners__name", "owners__aliases__alias"]
    search_help_text = "Zoek op naam, eigenaar of de naam zoals gedrukt."
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["owners", "successor"]
    fieldsets = [
        (None, {"fields": [PUBLICATION, "name", "slug", "summary", "owners"]}),
        (
            "Waarop bezoekers filteren",
            {
                "fields": ["formats", "target_groups", "audiences", "tags"],
                "description": "Kies alles wat past. Wat je niet aanduidt, vindt ook niemand met die filter.",
            },
        ),
        ("Waarmee mensen het vinden", {"fields": ["questions"]}),
        ("Blijft het juist?", {"fields": ["reviewed_on", "successor"]}),
    ]
    inlines = [PlacementInline, LinkInline, CitationInline]
    actions = ["still_right", "publish", "withdraw", "merge_two"]
    sheet = ToolSheet
    merge = staticmethod(merge_tools)
    merge_moves = (
        "De plaatsen, links, bronvermeldingen, trefwoorden en geschiedenis gaan mee. "
        "Naam, adres en uitleg komen van de tool die blijft."
    )

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("owners")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "summary":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2})
        if db_field.name == "questions":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 12})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in ("formats", "target_groups", "audiences"):
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description="eigenaars")
    def owner_names(self, tool):
        return ", ".join(owner.name for owner in tool.owners.all())


@admin.register(Placement)
class PlacementAdmin(SheetMixin, EditorAdmin):
    sheet = PlacementSheet
    form = PlacementForm
    list_display = ["tool", "place", "heading", "order"]
    list_filter = ["fiche", "step", "whole_cycle"]
    list_select_related = ["tool", "fiche", "step"]
    search_fields = ["tool__name", "printed_name", "description", "heading"]
    search_help_text = "Zoek op tool, kop of beschrijving."
    autocomplete_fields = ["tool", "fiche", "step"]

    @admin.display(description="plaats")
    def place(self, placement):
        return placement.place_name

    def get_fieldsets(self, request, obj=None):
        where = [(None, {"fields": ["tool", ("fiche", "step", "whole_cycle"), ("heading", "order")]})]
        here = [("Wat de tool hier biedt", {"fields": ["description"]})]
        printed = [("Zoals gedrukt", {"fields": [("printed_name", "owner"), ("reference_detail", "label")]})]
        return where + here + self._rests_on(obj) + printed

    def _rests_on(self, placement):
        """The insights that this placement can rest on: those of its own fiche or step, once it has one."""
        if placement is None or placement.whole_cycle:
            return []
        field = "findings" if placement.fiche_id else "step_findings"
        return [("Waar dit op steunt", {"fields": [field]})]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        for name, place in (("findings", "fiche"), ("step_findings", "step")):
            if name in form.base_fields:
                field = form.base_fields[name]
                field.queryset = field.queryset.filter(**{place: getattr(obj, place)}).order_by("order")
        return form
