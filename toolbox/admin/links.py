"""The health of the links, for editors."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from toolbox.admin.editing import NeverAdded
from toolbox.admin.lists import DeskList
from toolbox.editorial.messages import tell
from toolbox.editorial.urls import change_page
from toolbox.models import Link, LinkCheck, LinkResult
from toolbox.models.link import rows_with_address

# An editor waits for these; the rest is put in front for the next run.
CHECKED_AT_ONCE = 5


class LinkResultInline(NeverAdded, admin.TabularInline):
    model = LinkResult
    fields = readonly_fields = ["at", "state", "status", "detail"]
    extra = 0
    can_delete = False


@admin.register(LinkCheck)
class LinkCheckAdmin(NeverAdded, DeskList, admin.ModelAdmin):
    list_display = ["url", "state", "detail", "checked_at", "tool_count"]
    list_filter = ["state", "requested", "checked_at"]
    search_fields = ["url", "final_url", "detail"]
    show_facets = admin.ShowFacets.ALWAYS
    date_hierarchy = "checked_at"
    actions = ["check_now"]
    fields = readonly_fields = [
        "open_url",
        "state",
        "detail",
        "checked_at",
        "worked_at",
        "failing_since",
        "final_url",
        "advice",
        "requested",
        "stands_at",
    ]
    inlines = [LinkResultInline]

    def get_queryset(self, request):
        return super().get_queryset(request).in_use().for_list()

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="tools", ordering="tool_count")
    def tool_count(self, check):
        return check.tool_count or 0

    @admin.display(description="wat je kunt doen")
    def advice(self, check):
        return check.advice or "Niets."

    @admin.display(description="adres")
    def open_url(self, check):
        return format_html('<a href="{0}" rel="external noreferrer">{0}</a>', check.url)

    @admin.display(description="staat bij")
    def stands_at(self, check):
        rows = [row for queryset in rows_with_address() for row in queryset.filter(url=check.url)]
        entries = dict.fromkeys(row.tool if isinstance(row, Link) else row for row in rows)
        return format_html_join(", ", '<a href="{}">{}</a>', ((change_page(entry), entry) for entry in entries))

    def changelist_view(self, request, extra_context=None):
        """The list; here only to say that an action of it asks other sites (toolbox/editorial/site/site.py)."""
        return super().changelist_view(request, extra_context)

    changelist_view.takes_long = True

    @admin.action(description="Controleer de gekozen links nu", permissions=["change"])
    def check_now(self, request, queryset):
        from toolbox.links.run import Run  # what it asks the web with takes 9 MiB: only who checks links loads it

        chosen = list(queryset.order_by("checked_at", "pk"))
        now, later = chosen[:CHECKED_AT_ONCE], chosen[CHECKED_AT_ONCE:]
        for _ in Run(now, pause=0.5):
            pass
        LinkCheck.objects.filter(pk__in=[check.pk for check in later]).update(requested=True)
        first = f"{len(later)} komen bij de volgende controle eerst aan de beurt." if later else ""
        tell(self, request, len(now), "link", "links", "gecontroleerd", first)
