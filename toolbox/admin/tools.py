"""Tools and where they are placed."""

from django.contrib import admin, messages

from fiches.publication import PublicationStatus
from toolbox.admin.filters import IncompleteFilter, ReviewFilter
from toolbox.admin.merge import KeepsOldAddress, MergeMixin
from toolbox.admin.review import ReviewMixin
from toolbox.history.record import recorded
from toolbox.merge import merge_tools
from toolbox.models import Citation, Link, Placement, Tool


class PlacementInline(admin.StackedInline):
    model = Placement
    extra = 0
    autocomplete_fields = ["fiche", "step"]
    fields = [
        ("fiche", "step", "whole_cycle"),
        ("heading", "order"),
        "description",
        ("printed_name", "owner"),
        ("reference_detail", "label"),
    ]


class OwnPlacementInline(admin.TabularInline):
    """A source of a tool; it can only be tied to a place of that same tool."""

    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        self.parent_tool = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "placement":
            kwargs["queryset"] = Placement.objects.filter(tool=self.parent_tool).select_related("fiche", "step", "tool")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class LinkInline(OwnPlacementInline):
    model = Link


class CitationInline(OwnPlacementInline):
    model = Citation
    autocomplete_fields = ["reference"]


@admin.register(Tool)
class ToolAdmin(ReviewMixin, KeepsOldAddress, MergeMixin, admin.ModelAdmin):
    list_display = ["name", "owner_names", "status", "reviewed_on", "updated_at"]
    list_filter = ["status", ReviewFilter, IncompleteFilter, "formats", "target_groups", "audiences"]
    search_fields = ["name", "summary", "placements__printed_name", "owners__name", "owners__aliases__alias"]
    search_help_text = "Zoek op naam, eigenaar of de naam zoals gedrukt."
    show_facets = admin.ShowFacets.ALWAYS
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["owners", "formats", "target_groups", "audiences", "successor"]
    inlines = [PlacementInline, LinkInline, CitationInline]
    actions = ["still_right", "publish", "withdraw", "merge_two"]
    merge = staticmethod(merge_tools)
    merge_moves = (
        "De plaatsen, links, bronvermeldingen, trefwoorden en geschiedenis gaan mee. "
        "Naam, adres en uitleg komen van de tool die blijft."
    )
    save_on_top = True

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("owners")

    @admin.display(description="eigenaars")
    def owner_names(self, tool):
        return ", ".join(owner.name for owner in tool.owners.all())

    @admin.action(description="Publiceer de gekozen tools", permissions=["publish"])
    def publish(self, request, queryset):
        self._set_status(request, queryset, PublicationStatus.PUBLISHED, "gepubliceerd")

    @admin.action(description="Trek de gekozen tools in", permissions=["publish"])
    def withdraw(self, request, queryset):
        self._set_status(request, queryset, PublicationStatus.WITHDRAWN, "ingetrokken")

    def _set_status(self, request, queryset, status, done):
        total = queryset.count()
        changed = 0
        for tool in queryset.exclude(status=status):
            with recorded(tool, request.user):
                tool.status = status
                tool.save()
            changed += 1
        message = f"{changed} {'tool' if changed == 1 else 'tools'} {done}."
        if total > changed:
            message += f" {total - changed} overgeslagen: die waren al {done}."
        self.message_user(request, message, messages.SUCCESS if changed else messages.WARNING)


@admin.register(Placement)
class PlacementAdmin(admin.ModelAdmin):
    list_display = ["tool", "place", "heading", "order"]
    list_filter = ["fiche", "step", "whole_cycle"]
    list_select_related = ["tool", "fiche", "step"]
    search_fields = ["tool__name", "printed_name", "description", "heading", "key"]
    autocomplete_fields = ["tool", "fiche", "step"]
    filter_horizontal = ["findings", "step_findings"]

    @admin.display(description="plaats")
    def place(self, placement):
        return placement.place_name

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "findings":
            kwargs["queryset"] = db_field.related_model.objects.select_related("fiche").order_by(
                "fiche__letter", "order"
            )
        if db_field.name == "step_findings":
            kwargs["queryset"] = db_field.related_model.objects.select_related("step").order_by("step__number", "order")
        return super().formfield_for_manytomany(db_field, request, **kwargs)
