"""The addresses under /melden/."""

from django.urls import path

from toolbox.public.reports import views

reports = (
    [
        path("nieuw/", views.ReportNewTool.as_view(), name="new"),
        path("bedankt/", views.Thanks.as_view(), name="thanks"),
        path("ervaring/<address:slug>/", views.ShareExperience.as_view(), name="experience"),
        path("link/<address:slug>/", views.ReportLink.as_view(), name="link"),
        path("tool/<address:slug>/", views.ReportCorrection.as_view(), name="correction"),
    ],
    "melden",
)
