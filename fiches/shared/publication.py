"""What is public: the one definition that every app uses."""

from django.db import models
from django.db.models import OuterRef, Subquery

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

    def with_neighbours(self, place, *names):
        """Each with the fields `names` of the public ones before and after it: `previous_<name>` and `next_<name>`.

        `place`: the field that says in which order they stand.
        """
        public = self.model.objects.published()
        sides = {
            "previous": public.filter(**{f"{place}__lt": OuterRef(place)}).order_by(f"-{place}"),
            "next": public.filter(**{f"{place}__gt": OuterRef(place)}).order_by(place),
        }
        return self.annotate(
            **{f"{side}_{name}": Subquery(found.values(name)[:1]) for side, found in sides.items() for name in names}
        )


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
