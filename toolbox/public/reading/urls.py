"""Four parts of the site to read: the fiches, the cycle, the signposts made of the figures, and the background."""

from django.urls import path

from toolbox.public.reading import background, cycle, fiches, signposts

fiche_pages = (
    [
        path("", fiches.FicheList.as_view(), name="list"),
        path("<slug:slug>/", fiches.FicheDetail.as_view(), name="detail"),
    ],
    "fiches",
)

cycle_pages = (
    [
        path("", cycle.StepList.as_view(), name="list"),
        path("<slug:slug>/", cycle.StepDetail.as_view(), name="detail"),
    ],
    "cyclus",
)

signpost_pages = (
    [
        path("", signposts.FigureList.as_view(), name="list"),
        path("<slug:slug>/", signposts.FigureDetail.as_view(), name="detail"),
    ],
    "wegwijzers",
)

background_pages = (
    [
        path("", background.About.as_view(), name="index"),
        path("toolbox/", background.AboutToolbox.as_view(), name="toolbox"),
        path("zorgzame-buurten/", background.AboutNeighbourhoods.as_view(), name="neighbourhoods"),
        path("leeswijzer/", background.ReadingGuideList.as_view(), name="reading_guide"),
        path("toegankelijkheid/", background.Accessibility.as_view(), name="accessibility"),
        path("privacy/", background.Privacy.as_view(), name="privacy"),
    ],
    "over",
)
