"""Four parts of the site to read: the fiches, the cycle, the signposts made of the figures, and the background."""

from django.urls import path
from django.views.generic import TemplateView

from toolbox.public.reading import background, cycle, fiches, signposts


def list_and_detail(namespace, list_view, detail_view):
    """The addresses of one kind of entry: all of them, and each by its slug."""
    return [
        path("", list_view.as_view(), name="list"),
        path("<address:slug>/", detail_view.as_view(), name="detail"),
    ], namespace


fiche_pages = list_and_detail("fiches", fiches.FicheList, fiches.FicheDetail)
cycle_pages = list_and_detail("cyclus", cycle.StepList, cycle.StepDetail)
signpost_pages = list_and_detail("wegwijzers", signposts.FigureList, signposts.FigureDetail)
background_pages = (
    [
        path("", background.About.as_view(), name="index"),
        path("toolbox/", background.AboutToolbox.as_view(), name="toolbox"),
        path("zorgzame-buurten/", background.AboutNeighbourhoods.as_view(), name="neighbourhoods"),
        path("leeswijzer/", background.ReadingGuideList.as_view(), name="reading_guide"),
        path(
            "toegankelijkheid/",
            TemplateView.as_view(template_name="buurtanalyse/accessibility.html"),
            name="accessibility",
        ),
        path("privacy/", background.Privacy.as_view(), name="privacy"),
    ],
    "over",
)
