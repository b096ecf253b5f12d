from django.urls import path

from toolbox.api import views
from toolbox.api.api import api

urlpatterns = [path("", views.Documentation.as_view(), name="api"), path("", api.urls)]
