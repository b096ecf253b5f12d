"""The addresses under /melden/."""

from django.urls import path
from django.views.generic import TemplateView

from toolbox.public.reports import views

reports = (
    [
        path("nieuw/", views.ReportNewTool.as_view(), name="new"),
        path("bedankt/", TemplateView.as_view(template_name="toolbox/report_thanks.html"), name="thanks"),
        path("ervaring/<address:slug>/", views.ShareExperience.as_view(), name="experience"),
        path("tool/<address:slug>/", views.ReportCorrection.as_view(), name="correction"),
    ],
    "melden",
)
