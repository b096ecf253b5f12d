from django.contrib.admin import AdminSite, ModelAdmin

from fiches.publication import Publishable
from toolbox.history.admin import HistoryMixin
from toolbox.history.publish import PublishMixin

# Content has a history. What follows from it, or what is about people, has not.
CONTENT_APPS = {"fiches", "buurtanalyse", "toolbox"}
NOT_CONTENT = {"linkcheck", "report", "revision"}


class ToolboxAdminSite(AdminSite):
    """The editors' desk. Whatever content stands on it gets a history, so that no admin class can forget it."""

    site_header = "Toolbox Zorgzame Buurten"
    site_title = "Redactie"
    index_title = "Redactie"
    site_url = "/"

    def index(self, request, extra_context=None):
        from toolbox.desk import attention_for  # needs the admin classes, which are registered here

        return super().index(request, {"attention": attention_for(request.user), **(extra_context or {})})

    def register(self, model_or_iterable, admin_class=None, **options):
        models = model_or_iterable if isinstance(model_or_iterable, list | tuple) else [model_or_iterable]
        for model in models:
            super().register(model, self._with_mixins(model, admin_class or ModelAdmin), **options)

    @staticmethod
    def _with_mixins(model, admin_class):
        meta = model._meta
        if meta.app_label not in CONTENT_APPS or meta.model_name in NOT_CONTENT:
            return admin_class
        mixins = (PublishMixin, HistoryMixin) if issubclass(model, Publishable) else (HistoryMixin,)
        return type(admin_class.__name__, (*mixins, admin_class), {"__module__": admin_class.__module__})
