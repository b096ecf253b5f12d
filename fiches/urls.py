"""The addresses under /fiches/."""

from django.urls import path

from fiches import views

app_name = "fiches"
urlpatterns = [
    path("", views.FicheList.as_view(), name="list"),
    path("<slug:slug>/", views.FicheDetail.as_view(), name="detail"),
]
