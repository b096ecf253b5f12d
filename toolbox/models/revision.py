"""What an entry looked like after each change: who changed what when, and the way back."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


def label_of(model):
    """The table of a model or an entry."""
    return model._meta.label_lower


class RevisionQuerySet(models.QuerySet):
    def of(self, *entries):
        """The revisions of entries of one model, the newest first."""
        models = {label_of(entry) for entry in entries}
        return self.filter(model__in=models, object_id__in=[str(entry.pk) for entry in entries])

    def merged_into(self, revisions):
        """The revisions of what became part of the entry of `revisions`, the newest first."""
        ids = {number for revision in revisions for number in revision.merged}
        return self.filter(model__in={revision.model for revision in revisions}, object_id__in=ids)

    def bin(self):
        """What was deleted and not put back."""
        return self.filter(action=Revision.Action.DELETED, restored_at=None)


class Revision(models.Model):
    """An entry with all that belongs to it, as it was after one change, or just before it was deleted."""

    class Action(models.TextChoices):
        LOADED = "begin", "zoals het eerst was"
        ADDED = "gemaakt", "gemaakt"
        SAVED = "bewaard", "bewaard"
        REVERTED = "teruggezet", "teruggezet"
        DELETED = "verwijderd", "verwijderd"
        MERGED = "samengevoegd", "samengevoegd"
        REPORT = "melding", "overgenomen uit een melding"
        IMPORTED = "ingevoerd", "ingevoerd uit een bestand"

    model = models.CharField("soort", max_length=80)
    object_id = models.CharField(max_length=40)
    title = models.CharField("item", max_length=300)
    action = models.CharField("wat", max_length=20, choices=Action)
    at = models.DateTimeField("wanneer", default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="wie"
    )
    note = models.CharField("toelichting", max_length=300, blank=True)
    rows = models.JSONField(encoder=DjangoJSONEncoder)
    # Only for what was deleted: rows elsewhere that pointed at it, as [model, field, pk of the target, pks]; after a
    # merge with the pk of what they point at since then.
    links = models.JSONField(default=list, blank=True)
    # Only after a merge: the ids of the entries of the same model that became part of this one.
    merged = models.JSONField(default=list, blank=True, editable=False)
    restored_at = models.DateTimeField("teruggezet op", null=True, blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "wijziging"
        verbose_name_plural = "geschiedenis en prullenbak"
        indexes = [models.Index(fields=["model", "object_id", "-id"], name="revision_of_entry")]
        default_permissions = ["view"]
        permissions = [("restore_revision", "Mag vorige versies en verwijderde items terugzetten")]

    def __str__(self):
        return f"{self.title} ({self.get_action_display()})"
