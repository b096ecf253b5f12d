"""A file that an editor wants to import, between the look at what would change and the yes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from fiches.shared.fields import LineField

KEPT_FOR = timedelta(days=1)


class ImportFileQuerySet(models.QuerySet):
    def locked(self):
        """To take one in, inside a transaction: who says yes twice at the same moment, waits, and finds it gone."""
        return self.select_related("user").select_for_update(of=["self"])

    def outdated(self):
        """What nobody said yes to for a day."""
        return self.filter(made_at__lt=timezone.now() - KEPT_FOR)


class ImportFile(models.Model):
    """The rows of a file as they were read. In the database, so that any process can take them in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="wie")
    sheet = models.CharField("soort", max_length=40)
    name = LineField("bestand", max_length=200)
    columns = models.JSONField("kolommen")
    rows = models.JSONField("rijen")
    lines = models.JSONField("rijnummers")
    bad_cells = models.JSONField("onbruikbare cellen", default=list)
    notes = models.JSONField("hoe het gelezen is", default=list)
    touched = models.JSONField("items die veranderen", default=list)  # as the last preview said
    made_at = models.DateTimeField("wanneer", default=timezone.now)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand om te importeren"
        verbose_name_plural = "bestanden om te importeren"

    def __str__(self):
        return self.name
