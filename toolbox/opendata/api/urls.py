"""The addresses under /api/v1/: the documentation as a page, and the API itself."""

from django.urls import path

from toolbox.opendata.api import views
from toolbox.opendata.api.api import api

urlpatterns = [path("", views.Documentation.as_view(), name="api"), path("", api.urls)]
