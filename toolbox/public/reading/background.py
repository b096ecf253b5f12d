"""The background pages: where the toolbox comes from and what a zorgzame buurt is."""

from django.conf import settings
from django.views.generic import ListView, TemplateView

from buurtanalyse.models import BuildingBlock, Pillar, ReadingGuide, Resource, Section
from buurtanalyse.models.background import SectionPage
from toolbox.public.reading.filled import WithFilled
from toolbox.public.reading.mentions import WithMentions


class About(WithFilled, TemplateView):
    """What else there is to read about the site."""

    template_name = "buurtanalyse/about.html"


class SectionPageView(WithMentions, ListView):
    """A page made of sections that editors keep."""

    page = None
    context_object_name = "sections"

    def get_queryset(self):
        return Section.objects.filter(page=self.page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(resources=Resource.objects.filter(place=self.page), **kwargs)


class AboutToolbox(SectionPageView):
    """Where the toolbox comes from and how to use it."""

    page = SectionPage.TOOLBOX
    template_name = "buurtanalyse/about_toolbox.html"


class AboutNeighbourhoods(SectionPageView):
    """What a zorgzame buurt is: pillars and building blocks."""

    page = SectionPage.NEIGHBOURHOODS
    template_name = "buurtanalyse/about_neighbourhoods.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            pillars=Pillar.objects.all(), building_blocks=BuildingBlock.objects.all(), **kwargs
        )


class ReadingGuideList(ListView):
    """Which fiches for which role: the roles, or the walk of the one that a visitor chose."""

    queryset = ReadingGuide.objects.for_list()
    context_object_name = "guides"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("rol", "")
        chosen = next((guide for guide in self.object_list if guide.slug == asked), None)
        return super().get_context_data(chosen=chosen, is_unknown=bool(asked and not chosen), **kwargs)


class Privacy(TemplateView):
    """What becomes of who reads here: exactly what the site counts and keeps."""

    template_name = "buurtanalyse/privacy.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(counts_usage=settings.COUNT_USAGE, **kwargs)
