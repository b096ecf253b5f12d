"""The pages of worries."""

from urllib.parse import urlencode

from django.views.generic import DetailView, ListView

from buurtanalyse.signposts import ANSWER
from fiches.models import Figure
from toolbox.models import Worry
from toolbox.public.read_once import ReadOnce
from toolbox.public.worries.sentences import published_worries
from toolbox.public.worries.tools import begin_with, rest_of


class WorryList(ListView):
    """All that people run into, by group."""

    template_name = "toolbox/worry_list.html"
    context_object_name = "worries"

    def get_queryset(self):
        return published_worries()


class WorryDetail(ReadOnce, DetailView):
    """A sentence as the title: what neighbourhoods learned, three tools to begin with, and where to go on."""

    queryset = Worry.objects.published().for_detail()

    def complete(self, worry):
        """Its tools as cards, and where its starting situation is worked out."""
        worry.begin_with, worry.others = begin_with(worry, self.catalogue), rest_of(worry)
        worry.signpost_url = signpost_url(worry.situation)


def signpost_url(situation):
    """Where figure 4 shows the goals, actions and barriers of a starting situation; "" without one, or that figure."""
    figure = Figure.objects.published().filter(number=4).first() if situation else None
    return f"{figure.get_absolute_url()}?{urlencode({'situatie': situation.slug})}#{ANSWER}" if figure else ""
