"""The app of the admin, with our own site."""

from django.contrib.admin.apps import AdminConfig


class ToolboxAdminConfig(AdminConfig):
    """The Django admin with our own site; apart from toolbox/apps.py, since an app may have one default config."""

    default_site = "toolbox.editorial.site.site.ToolboxAdminSite"
