"""The addresses of the selection and the buurtplan."""

from django.urls import path

from toolbox.public.selection import plan_views, views

urlpatterns = [
    path("selectie/", views.Selection.as_view(), name="selection"),
    path("selectie/vergelijk/", views.Compare.as_view(), name="compare"),
    path("buurtplan/", plan_views.BuurtPlan.as_view(), name="plan"),
]
