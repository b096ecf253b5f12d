"""The addresses under /melden/."""

from django.urls import path

from toolbox.public.reports import views

reports = (
    [
        path("nieuw/", views.ReportNewTool.as_view(), name="new"),
        path("bedankt/", views.Thanks.as_view(), name="thanks"),
        path("ervaring/<slug:slug>/", views.ShareExperience.as_view(), name="experience"),
        path("tool/<slug:slug>/", views.ReportCorrection.as_view(), name="correction"),
    ],
    "melden",
)
