from django.apps import AppConfig


class BuurtanalyseConfig(AppConfig):
    name = "buurtanalyse"
    verbose_name = "Cyclus en achtergrond"
