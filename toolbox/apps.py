"""The app of the catalogue, and what has to be made in the database after every `migrate`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ToolboxConfig(AppConfig):
    name = "toolbox"
    verbose_name = "Tools"

    def ready(self):
        from toolbox.content import version
        from toolbox.editorial.signin import roles

        post_migrate.connect(version.install, sender=self)
        post_migrate.connect(roles.install, sender=self)
