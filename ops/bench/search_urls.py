"""The site and a bare view."""

from django.http import HttpResponse
from django.urls import path

from toolbox.urls import handler500
from toolbox.urls import urlpatterns as site

__all__ = ["handler500", "urlpatterns"]


def bare(request):
    """A constant."""
    return HttpResponse("Hallo")


urlpatterns = [path("kaal/", bare), *site]
