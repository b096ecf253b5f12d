"""The pages of the cycle."""

from django.views.generic import ListView

from buurtanalyse.models import Resource, Step
from toolbox.models import Placement
from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin
from toolbox.public.read_once import read_once
from toolbox.public.reading.groups import tool_groups
from toolbox.public.reading.mentions import WithMentions
from toolbox.public.reading.pages import ReadingPage


def published_steps(catalogue=None):
    """The steps of the square, read once for each state of the content."""
    return read_once("steps", lambda: Step.objects.published().for_list(), catalogue)


class StepList(WithMentions, ExportMixin, ListView):
    """The square: four steps that feed each other, and the tools that help with all of them."""

    table = tables.STEPS
    template_name = "buurtanalyse/step_list.html"
    context_object_name = "steps"

    def get_queryset(self):
        return published_steps()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            whole_cycle=tool_groups(read_once("whole cycle", Placement.objects.for_whole_cycle)),
            resources=read_once("resources of the cycle", lambda: Resource.objects.filter(place=Resource.Place.CYCLE)),
            **kwargs,
        )


class StepDetail(ReadingPage):
    """A step to read, with its tools and the fiches it points at."""

    queryset = Step.objects.published().for_detail()
    findings = "step_findings"
