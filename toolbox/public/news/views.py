"""The page of what is new, also as data: that is what the script on other pages reads (static/nieuw.js)."""

from django.views.generic import TemplateView

from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin
from toolbox.public.news.changes import in_parts, latest_changes


class Changes(ExportMixin, TemplateView):
    """What was added or changed last, for everyone the same."""

    template_name = "toolbox/news/changes.html"
    table = tables.CHANGES

    def exported(self):
        return latest_changes()

    def get_context_data(self, **kwargs):
        return super().get_context_data(parts=in_parts(latest_changes()), **kwargs)
