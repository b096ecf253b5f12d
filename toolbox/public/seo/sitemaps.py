"""The addresses of all pages, for search engines."""

from django.contrib.sitemaps import GenericSitemap, Sitemap
from django.urls import reverse

from fiches.shared.content import content_models

PAGES = """
home toolbox:list fiches:list cyclus:list eigenaars:list doelgroepen:list wegwijzers:list collecties:list vragen:list
changes over:index over:toolbox over:neighbourhoods over:reading_guide over:accessibility over:privacy errata api
"""


class PublishedSitemap(GenericSitemap):
    """The public entries of one model, with when they last changed where they know it."""

    limit = 5000

    def __init__(self, model):
        entries = model.objects.published() if hasattr(model.objects, "published") else model.objects.all()
        date_field = "updated_at" if hasattr(model, "updated_at") else None
        super().__init__({"queryset": entries.order_by("pk"), "date_field": date_field})


class PageSitemap(Sitemap):
    """The pages that are there whatever the content."""

    def items(self):
        return PAGES.split()

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "bladzijden": PageSitemap,
    **{model.sitemap: PublishedSitemap(model) for model in content_models() if model.sitemap},
}
