"""The pages of the cycle."""

from django.views.generic import DetailView, ListView

from buurtanalyse.models import Resource, Step
from fiches.shared.passages import attach_placements
from toolbox.models import Placement
from toolbox.opendata.exports import tables
from toolbox.public.export_views import ExportMixin


class StepList(ExportMixin, ListView):
    """The square: four steps that feed each other, and the tools that help with all of them."""

    table = tables.STEPS
    queryset = Step.objects.published().for_list()
    context_object_name = "steps"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            whole_cycle=Placement.objects.for_whole_cycle(),
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
