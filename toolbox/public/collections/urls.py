"""The addresses under /collecties/."""

from django.urls import path

from toolbox.public.collections import views

collections = (
    [
        path("", views.CollectionList.as_view(), name="list"),
        path("<address:slug>/", views.CollectionDetail.as_view(), name="detail"),
        path("<address:slug>/insluiten/", views.EmbeddedCollection.as_view(), name="embedded"),
    ],
    "collecties",
)
