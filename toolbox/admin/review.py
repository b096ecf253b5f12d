"""“Nog steeds juist”: an editor looked at an entry and found it right."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from toolbox.editorial.history.record import recorded
from toolbox.editorial.messages import tell


class ReviewMixin:
    """The button on the page of an entry and the action in the list."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.still_right_view))
        return [
            path("<int:object_id>/nog-juist/", view, name=f"{self.opts.model_name}_still_right"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        if not change and obj.reviewed_on is None:
            obj.reviewed_on = timezone.localdate()  # who makes it, has just looked at it
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["can_review"] = change and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def still_right_view(self, request, object_id):
        entry = self.get_queryset(request).filter(pk=object_id).first()
        if entry is None:  # somebody else deleted or merged it: Django's own words for that
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(object_id))
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        self._mark(request, entry)
        messages.success(request, f"“{entry}” is vandaag nagekeken.")
        return redirect(f"admin:toolbox_{self.opts.model_name}_change", object_id)

    @admin.action(description="Nog steeds juist: zet op nagekeken vandaag", permissions=["change"])
    def still_right(self, request, queryset):
        entries = list(queryset)
        for entry in entries:
            self._mark(request, entry)
        tell(self, request, len(entries), self.opts.verbose_name, self.opts.verbose_name_plural, "nagekeken")

    def _mark(self, request, entry):
        with recorded(entry, request.user):
            entry.reviewed_on = timezone.localdate()
            entry.save()
