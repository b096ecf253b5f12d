"""The addresses under /collecties/."""

from django.urls import path

from toolbox.public.collections import views

collections = (
    [
        path("", views.CollectionList.as_view(), name="list"),
        path("<slug:slug>/", views.CollectionDetail.as_view(), name="detail"),
        path("<slug:slug>/insluiten/", views.EmbeddedCollection.as_view(), name="embedded"),
    ],
    "collecties",
)
