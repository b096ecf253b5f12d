"""The addresses of the toolbox without a connection."""

from django.urls import path
from django.views.generic import TemplateView

from toolbox.public.offline import views

urlpatterns = [
    path("zonder-verbinding/", TemplateView.as_view(template_name="toolbox/offline/offline.html"), name="offline"),
    path("zonder-verbinding/toolbox.json", views.copy, name="offline-copy"),
    path("sw.js", views.worker, name="offline-worker"),  # at the root: a worker only sees what is below it
]
