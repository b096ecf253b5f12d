"""The signposts: the figures as things to use."""

from django.views.generic import DetailView, ListView

from buurtanalyse.models import Step
from buurtanalyse.signposts import SIGNPOSTS, Reading
from fiches.models import Figure
from toolbox.public.reading.filled import WithFilled
from toolbox.public.reading.mentions import WithMentions
from toolbox.public.worries.tools import worry_of_situation
from toolbox.search.catalogue import Catalogue


class FigureList(WithFilled, ListView):
    """The signposts: the eight figures as things to use."""

    queryset = Figure.objects.published()
    template_name = "buurtanalyse/figure_list.html"
    context_object_name = "figures"


class FigureDetail(WithMentions, DetailView):
    """A figure as a picture of its data and a table. Each number has its own template and its own rows."""

    queryset = Figure.objects.published().for_detail()

    FITTING_TOOLS = 6

    def get_template_names(self):
        return [f"buurtanalyse/figure_{self.object.number}.html", "buurtanalyse/figure_detail.html"]

    def get_context_data(self, **kwargs):
        if self.object.number == 1:
            kwargs["steps"] = Step.objects.published().for_list()
        if self.object.number in SIGNPOSTS:
            reading = Reading(SIGNPOSTS[self.object.number], self.object, self.request.GET)
            worry = worry_of_situation(reading.asked) if self.object.number == 4 and reading.chosen else None
            tools = [card for card, _ in worry.begin_with] if worry else self.fitting_tools(reading)
            kwargs |= {"reading": reading, "worry": worry, "fitting_tools": tools}
        return super().get_context_data(**kwargs)

    def fitting_tools(self, reading):
        """Some tools of the fiches that a visitor arrives at, those in most of them first; none before a choice."""
        if not reading.is_narrowed:
            return []
        catalogue = Catalogue.current()
        fitting = catalogue.select_shared([catalogue.bits_of("fiche", fiche.pk) for fiche in reading.fiches])
        return fitting[: self.FITTING_TOOLS]
