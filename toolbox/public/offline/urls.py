"""The addresses of the toolbox without a connection."""

from django.urls import path

from toolbox.public.offline import views

urlpatterns = [
    path("zonder-verbinding/", views.Offline.as_view(), name="offline"),
    path("zonder-verbinding/toolbox.json", views.copy, name="offline-copy"),
    path("sw.js", views.worker, name="offline-worker"),  # at the root: a worker only sees what is below it
]
