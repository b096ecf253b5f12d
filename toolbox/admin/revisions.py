"""The bin, and who changed what over all entries."""

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.html import format_html_join

from fiches.shared.order import dutch_order
from toolbox.admin.lists import DeskList
from toolbox.admin.ordering import InDutchOrder
from toolbox.editorial.history.record import undelete
from toolbox.editorial.messages import skipped, tell
from toolbox.models import Revision


class BinFilter(admin.SimpleListFilter):
    """Only what was deleted, or everything."""

    title = "prullenbak"
    parameter_name = "prullenbak"

    def lookups(self, request, model_admin):
        return [("ja", "in de prullenbak")]

    def queryset(self, request, queryset):
        return queryset.bin() if self.value() == "ja" else queryset


class KindFilter(admin.SimpleListFilter):
    """What kind of entry it is about, by its name at the desk."""

    title = "soort"
    parameter_name = "soort"

    def lookups(self, request, model_admin):
        labels = Revision.objects.order_by().values_list("model", flat=True).distinct()
        kinds = [(label, str(apps.get_model(label)._meta.verbose_name)) for label in labels]
        return sorted(kinds, key=lambda kind: dutch_order(kind[1]))

    def queryset(self, request, queryset):
        return queryset.filter(model=self.value()) if self.value() else queryset


@admin.register(Revision)
class RevisionAdmin(InDutchOrder, DeskList, admin.ModelAdmin):
    list_display = ["title", "action", "at", "user", "note"]
    list_filter = [BinFilter, "action", KindFilter, "at"]
    list_select_related = ["user"]
    search_fields = ["title", "note"]
    date_hierarchy = "at"
    actions = ["put_back"]
    fields = ["title", "action", "at", "user", "note", "restored_at", "contents"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("rows", "links")

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    def has_restore_permission(self, request):
        """For the action that puts back."""
        return request.user.has_perm("toolbox.restore_revision")

    @admin.display(description="wat erbij hoorde")
    def contents(self, revision):
        rows = [row for row in revision.rows if not apps.get_model(row["model"])._meta.auto_created]
        return format_html_join("", "<p>{}: {}</p>", ((row["kind"], row["title"]) for row in rows))

    @admin.action(description="Zet terug uit de prullenbak", permissions=["restore"])
    def put_back(self, request, queryset):
        chosen = list(queryset.bin())
        others = skipped(queryset.count() - len(chosen), "die liggen niet in de prullenbak")
        back = [revision for revision in chosen if self._put_back(request, revision)]
        tell(self, request, len(back), "item", "items", "teruggezet", others)

    def _put_back(self, request, revision):
        try:
            lost = undelete(revision, request.user)
        except IntegrityError:
            messages.error(request, f"“{revision.title}” kan niet terug: er is intussen iets met die naam.")
            return False
        except ValidationError as error:
            messages.error(request, f"“{revision.title}” kan niet terug: {' '.join(error.messages)}")
            return False
        if lost:
            messages.warning(request, f"Dit bestaat niet meer: {'; '.join(lost)}.")
        return True
