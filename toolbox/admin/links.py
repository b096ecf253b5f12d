"""The health of the links, for editors."""

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join

from toolbox.models import Link, LinkCheck, LinkResult, Tool

# An editor waits for these; the rest is put in front for the next run.
CHECKED_AT_ONCE = 5


class LinkResultInline(admin.TabularInline):
    model = LinkResult
    fields = readonly_fields = ["at", "state", "status", "detail"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(LinkCheck)
class LinkCheckAdmin(admin.ModelAdmin):
    list_display = ["url", "state", "detail", "checked_at", "worked_at", "tool_count"]
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
        "requested",
        "tools",
    ]
    inlines = [LinkResultInline]

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="tools", ordering="tool_count")
    def tool_count(self, check):
        return check.tool_count or 0

    @admin.display(description="adres")
    def open_url(self, check):
        return format_html('<a href="{0}" rel="external noreferrer">{0}</a>', check.url)

    @admin.display(description="staat bij")
    def tools(self, check):
        tools = Tool.objects.filter(pk__in=Link.objects.filter(url=check.url).values("tool"))
        return format_html_join(", ", '<a href="../../../tool/{}/change/">{}</a>', ((t.pk, t.name) for t in tools))

    @admin.action(description="Controleer de gekozen links nu", permissions=["change"])
    def check_now(self, request, queryset):
        from toolbox.links.run import Run  # what it asks the web with takes 9 MiB: only who checks links loads it

        chosen = list(queryset.order_by("checked_at", "pk"))
        now, later = chosen[:CHECKED_AT_ONCE], chosen[CHECKED_AT_ONCE:]
        for _ in Run(now, pause=0.5):
            pass
        LinkCheck.objects.filter(pk__in=[check.pk for check in later]).update(requested=True)
        message = f"{len(now)} {'link' if len(now) == 1 else 'links'} gecontroleerd."
        if later:
            message += f" {len(later)} komen bij de volgende controle eerst aan de beurt."
        self.message_user(request, message, messages.SUCCESS)
