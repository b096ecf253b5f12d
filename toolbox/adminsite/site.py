from django.contrib.admin import AdminSite


class ToolboxAdminSite(AdminSite):
    """The editors' desk."""

    site_header = "Toolbox Zorgzame Buurten"
    site_title = "Redactie"
    index_title = "Redactie"
    site_url = "/"
