"""“Voorbeeld”: what is in the form, as it will look on the site. Nothing of it is saved."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from toolbox.editorial.preview.pages import pages_of
from toolbox.editorial.preview.places import has_places
from toolbox.models.preview import Preview, status_of

BUTTON = "_voorbeeld"


class PreviewMixin:
    """The button on the form of an entry that appears on the site.

    The form is saved as always, the pages are made, and all of it is turned back: what is wrong in the form is told as
    always too.
    """

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may = self.has_change_permission(request, obj) if change else self.has_add_permission(request)
        context["preview_button"] = BUTTON if may and has_places(self.model) else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if not hasattr(request, "preview"):
            return response
        preview = request.preview
        if preview.object_id:
            preview.status = status_of(preview.entry)  # as it is, now that all is turned back
        Preview.objects.over().delete()
        preview.save()
        return redirect(preview)

    def response_add(self, request, obj, post_url_continue=None):
        return self._previewed(request, obj, "") or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._previewed(request, obj, str(obj.pk)) or super().response_change(request, obj)

    def _previewed(self, request, obj, object_id):
        """Make the pages and turn back what was saved for it; None when nobody asked."""
        if BUTTON not in request.POST or not has_places(self.model):
            return None
        request.preview = Preview(
            model=self.opts.label_lower,
            object_id=object_id,
            title=str(obj)[:300],
            pages=pages_of(obj, request),
            made_by=request.user,
        )
        transaction.set_rollback(True)
        return HttpResponse()
