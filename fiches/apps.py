"""The app of the fiches."""

from django.apps import AppConfig


class FichesConfig(AppConfig):
    name = "fiches"
    verbose_name = "Thematische fiches"
