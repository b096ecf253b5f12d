"""The cycle, the signposts and the background pages."""

from django.views.generic import DetailView, ListView, TemplateView

from buurtanalyse.models import (
    BuildingBlock,
    Pillar,
    ReadingGuide,
    Resource,
    Section,
    Step,
)
from buurtanalyse.models.background import SectionPage
from buurtanalyse.signposts import SIGNPOSTS, Reading
from fiches.models import Figure
from fiches.texts import attach_placements


class StepList(ListView):
    """The square: four steps that feed each other, and the tools that help with all of them."""

    queryset = Step.objects.published().for_list()
    context_object_name = "steps"

    def get_context_data(self, **kwargs):
        placement = Step._meta.get_field("placements").related_model
        return super().get_context_data(
            whole_cycle=placement.objects.for_whole_cycle(),
            resources=Resource.objects.on(Resource.Place.CYCLE),
            **kwargs,
        )


class StepDetail(DetailView):
    """A step to read, with its tools and the fiches it points at."""

    queryset = Step.objects.published().for_detail()

    def get_context_data(self, **kwargs):
        passages = self.object.passages.all()
        placements = self.object.placements.for_step()
        attach_placements(passages, placements, "step_findings")
        return super().get_context_data(passages=passages, placements=placements, **kwargs)


class FigureList(ListView):
    """The signposts: the eight figures as things to use."""

    queryset = Figure.objects.published()
    template_name = "buurtanalyse/figure_list.html"
    context_object_name = "figures"


class FigureDetail(DetailView):
    """A figure as a picture of its data and a table. Each number has its own template and its own rows."""

    queryset = Figure.objects.published().for_detail()

    FITTING_TOOLS = 6

    def get_template_names(self):
        return [f"buurtanalyse/figure_{self.object.number}.html", "buurtanalyse/figure_detail.html"]

    def get_context_data(self, **kwargs):
        if self.object.number == 1:
            kwargs["steps"] = Step.objects.published().for_list()
        if self.object.number in SIGNPOSTS:
            kwargs["reading"] = Reading(SIGNPOSTS[self.object.number], self.object, self.request.GET)
            kwargs["fitting_tools"] = self.fitting_tools(kwargs["reading"])
        return super().get_context_data(**kwargs)

    def fitting_tools(self, reading):
        """Some tools of the fiches that a visitor arrives at; none before a choice."""
        tool = Step._meta.get_field("placements").related_model._meta.get_field("tool").related_model
        return tool.objects.fitting(reading.fiches)[: self.FITTING_TOOLS] if reading.is_narrowed else []


class About(TemplateView):
    """Where to read about the toolbox and about this site."""

    template_name = "buurtanalyse/about.html"


class SectionPageView(ListView):
    """A page made of sections that editors keep."""

    page = None
    context_object_name = "sections"

    def get_queryset(self):
        return Section.objects.on(self.page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(resources=Resource.objects.on(self.page), **kwargs)


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
    """Which fiches for which role."""

    queryset = ReadingGuide.objects.for_list()
    context_object_name = "guides"


class Accessibility(TemplateView):
    """The accessibility statement."""

    template_name = "buurtanalyse/accessibility.html"


class Privacy(TemplateView):
    """What this site knows of its visitors: nothing."""

    template_name = "buurtanalyse/privacy.html"
