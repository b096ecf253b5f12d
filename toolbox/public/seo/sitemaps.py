"""The addresses of all pages, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from buurtanalyse.models import Step
from fiches.models import Fiche, Figure
from toolbox.models import Collection, Owner, TargetGroup, Tool


class PublishedSitemap(Sitemap):
    """The public objects of one model."""

    limit = 5000
    queryset = None

    def items(self):
        return self.queryset.all()


class ToolSitemap(PublishedSitemap):
    queryset = Tool.objects.published().order_by("pk")

    def lastmod(self, tool):
        return tool.updated_at


class FicheSitemap(PublishedSitemap):
    queryset = Fiche.objects.published()


class StepSitemap(PublishedSitemap):
    queryset = Step.objects.published()


class FigureSitemap(PublishedSitemap):
    queryset = Figure.objects.published()


class OwnerSitemap(PublishedSitemap):
    queryset = Owner.objects.published()


class TargetGroupSitemap(PublishedSitemap):
    queryset = TargetGroup.objects.all()


class CollectionSitemap(PublishedSitemap):
    queryset = Collection.objects.published()


class PageSitemap(Sitemap):
    """The pages that are there whatever the content."""

    def items(self):
        return [
            "home",
            "toolbox:list",
            "fiches:list",
            "cyclus:list",
            "eigenaars:list",
            "doelgroepen:list",
            "wegwijzers:list",
            "collecties:list",
            "changes",
            "over:index",
            "over:toolbox",
            "over:neighbourhoods",
            "over:reading_guide",
            "over:accessibility",
            "over:privacy",
            "errata",
            "api",
        ]

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "bladzijden": PageSitemap,
    "tools": ToolSitemap,
    "fiches": FicheSitemap,
    "stappen": StepSitemap,
    "wegwijzers": FigureSitemap,
    "eigenaars": OwnerSitemap,
    "doelgroepen": TargetGroupSitemap,
    "collecties": CollectionSitemap,
}
