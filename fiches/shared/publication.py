"""What is public: the one definition that every app uses."""

from django.db import models

from fiches.shared.content import Content, ContentQuerySet


class PublicationStatus(models.TextChoices):
    """Where an entry stands on its way to the public and back."""

    DRAFT = "concept", "concept"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class PublishableQuerySet(ContentQuerySet):
    """What the querysets of everything publishable have in common."""

    def published(self):
        """Only what a visitor may see."""
        return self.filter(status=PublicationStatus.PUBLISHED)

    def drafts(self):
        """Only what nobody decided about yet."""
        return self.filter(status=PublicationStatus.DRAFT)


class Publishable(Content):
    """Something an editor prepares, publishes and may withdraw. Only what is published is public, anywhere."""

    status = models.CharField(
        "status",
        max_length=20,
        choices=PublicationStatus,
        default=PublicationStatus.DRAFT,
        help_text="Alleen wat gepubliceerd is, staat op de site. Een concept of een ingetrokken item staat nergens.",
    )

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_public(self):
        """Whether a visitor may see this one; for a row that is already read."""
        return self.status == PublicationStatus.PUBLISHED


class PointerQuerySet(ContentQuerySet):
    """What the querysets of all pointers have in common."""

    def published(self):
        """Only what points at an entry that a visitor may see, with that entry."""
        target = self.model._meta.get_field(self.model.points_at)
        seen = target.related_model.objects.published()
        return self.filter(**{f"{target.name}__in": seen}).select_related(target.name)


class Pointer(Content):
    """A row that leads from one entry to another, and says why."""

    points_at = "fiche"  # the field of the entry that it leads to

    objects = PointerQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order"]
