"""Three parts of the site: the cycle, the signposts made of the figures, and the background."""

from django.urls import path

from buurtanalyse import views

cycle = (
    [
        path("", views.StepList.as_view(), name="list"),
        path("<slug:slug>/", views.StepDetail.as_view(), name="detail"),
    ],
    "cyclus",
)

signposts = (
    [
        path("", views.FigureList.as_view(), name="list"),
        path("<slug:slug>/", views.FigureDetail.as_view(), name="detail"),
    ],
    "wegwijzers",
)

about = (
    [
        path("", views.About.as_view(), name="index"),
        path("toolbox/", views.AboutToolbox.as_view(), name="toolbox"),
        path("zorgzame-buurten/", views.AboutNeighbourhoods.as_view(), name="neighbourhoods"),
        path("leeswijzer/", views.ReadingGuideList.as_view(), name="reading_guide"),
        path("toegankelijkheid/", views.Accessibility.as_view(), name="accessibility"),
        path("privacy/", views.Privacy.as_view(), name="privacy"),
    ],
    "over",
)
