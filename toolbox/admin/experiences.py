"""What readers tell about a tool, before and after it is shown."""

from django.conf import settings
from django.contrib import admin

from fiches.shared.publication import PUBLICATION
from toolbox.admin.content import EditorAdmin
from toolbox.admin.editing import NeverAdded
from toolbox.admin.filters import OnSiteFilter
from toolbox.admin.publish import PublishActions
from toolbox.models import Experience


@admin.register(Experience)
class ExperienceAdmin(NeverAdded, PublishActions, EditorAdmin):
    list_display = ["__str__", "tool", "standing", "sent_at"]
    list_filter = ["status", OnSiteFilter, "sent_at"]
    list_select_related = ["tool"]
    search_fields = ["tool__name", "worked", "otherwise", "with_whom"]
    search_help_text = "Zoek op tool of op een woord van de lezer."
    autocomplete_fields = ["tool"]
    fields = [PUBLICATION, "tool", "neighbourhood", "with_whom", "effort", "worked", "otherwise", "sent_at"]
    readonly_fields = ["sent_at"]
    actions = ["publish", "withdraw"]

    def has_module_permission(self, request):
        """Not among the tables of the desk as long as readers cannot send any."""
        return settings.EXPERIENCES and super().has_module_permission(request)
