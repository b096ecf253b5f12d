"""The app of the cycle and the background."""

from django.apps import AppConfig


class BuurtanalyseConfig(AppConfig):
    name = "buurtanalyse"
    verbose_name = "Cyclus en achtergrond"
