"""Merging two entries from their list, and keeping an old address when an entry is renamed."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse

from toolbox.models import OldAddress


class MergeForm(forms.Form):
    """Which of the two stays."""

    keep = forms.ModelChoiceField(
        label="Welke blijft bestaan?", queryset=None, widget=forms.RadioSelect, empty_label=None
    )


class MergeMixin:
    """The action that merges two entries, after a page that asks which one stays."""

    merge = None  # a function of (keep, gone, user)
    merge_moves = ""  # what goes along, for the page that asks

    def has_merge_permission(self, request):
        """For the action below."""
        return request.user.has_perm("toolbox.merge_tool")

    @admin.action(description="Voeg twee items samen tot één", permissions=["merge"])
    def merge_two(self, request, queryset):
        if queryset.count() != 2:
            messages.warning(request, "Kies precies twee items om samen te voegen.")
            return None
        asked = "sure" in request.POST
        form = MergeForm(request.POST if asked else None)
        form.fields["keep"].queryset = queryset
        if asked and form.is_valid():
            keep = form.cleaned_data["keep"]
            gone = queryset.exclude(pk=keep.pk).get()
            try:
                self.merge(keep, gone, request.user)  # nobody else can delete either of them at this moment
            except ValidationError as error:  # an old entry that no form would save any more
                messages.error(request, f"Niet samengevoegd. Verbeter eerst dit: {' '.join(error.messages)}")
                return None
            messages.success(request, f"“{gone}” is nu deel van “{keep}”. Het oude adres leidt ernaartoe.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Samenvoegen",
            "opts": self.opts,
            "entries": queryset,
            "form": form,
            "moves": self.merge_moves,
            "action": request.POST["action"],
        }
        return TemplateResponse(request, "admin/merge.html", context)


class KeepsOldAddress:
    """An entry that gets another address stays reachable at the old one."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            OldAddress.objects.keep(obj, form.initial["slug"])
