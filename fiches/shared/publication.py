"""What is public: the one definition that every app uses."""

from datetime import timedelta
from functools import cache, reduce
from operator import or_

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Expression, F, OuterRef, Q, Subquery, Value
from django.utils import timezone

from fiches.shared.content import Content, ContentQuerySet


class PublicationStatus(models.TextChoices):
    """Where an entry stands on its way to the public and back."""

    DRAFT = "concept", "concept"
    PUBLISHED = "gepubliceerd", "gepubliceerd"
    WITHDRAWN = "ingetrokken", "ingetrokken"


class Now(Expression):
    """The moment at which a query runs, and not that at which somebody wrote it down: a view keeps its queryset for as
    long as the process lives. The clock is Python's, as everywhere: Django's own Now asks that of the database."""

    output_field = models.DateTimeField()

    def as_sql(self, compiler, connection):
        return Value(timezone.now(), self.output_field).as_sql(compiler, connection)


class PublishableQuerySet(ContentQuerySet):
    """What the querysets of everything publishable have in common."""

    def published(self):
        """Only what a visitor may see now."""
        begun = Q(public_from=None) | Q(public_from__lte=Now())
        lasts = Q(public_until=None) | Q(public_until__gt=Now())
        return self.filter(begun, lasts, status=PublicationStatus.PUBLISHED)

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

    def planned(self):
        """What comes or goes at a moment that is still ahead."""
        ahead = Q(public_from__gt=Now()) | Q(public_until__gt=Now())
        return self.filter(ahead, status=PublicationStatus.PUBLISHED)

    def past(self):
        """What was public up to a moment that is over."""
        return self.filter(public_until__lte=Now(), status=PublicationStatus.PUBLISHED)

    def turning(self, since=None):
        """What came or went by itself after the moment `since`, up to now."""
        over = {"lte": Now()} | ({"gt": since} if since else {})
        sides = [
            Q(**{f"{name}__{side}": moment for side, moment in over.items()})
            for name in ("public_from", "public_until")
        ]
        return self.filter(reduce(or_, sides), status=PublicationStatus.PUBLISHED)


END_BEFORE_BEGINNING = "Dit valt niet na “openbaar vanaf”: zo staat het item nooit op de site. Kies een later moment."
YEARS = range(2024, 2101)
PUBLICATION = ("status", "public_from", "public_until")  # what decides when visitors see an entry
NEVER = "Dit uur bestaat niet: die nacht gaat de klok een uur vooruit. Kies een ander uur."
TWICE = "Dit uur is er twee keer: die nacht gaat de klok een uur terug. Kies een ander uur."


def near(moment):
    """Refuses a moment in a year that can only be a slip."""
    if moment.year not in YEARS:
        raise ValidationError(f"Dit jaar kan niet juist zijn. Kies een moment van {YEARS[0]} tot {YEARS[-1]}.")


def on_the_clock(shown):
    """The moment at which clocks here show `shown`, a datetime without zone; a ValidationError when they never do, or
    do so twice."""
    near(shown)
    moment = shown.replace(tzinfo=timezone.get_current_timezone())
    if turned := clock_turns(moment):
        raise ValidationError(NEVER if turned > timedelta() else TWICE)
    return moment


def clock_turns(moment):
    """How far clocks here turn at the hour that they show at `moment`: forward, back, or not at all."""
    return moment.replace(fold=1).utcoffset() - moment.replace(fold=0).utcoffset()


class Publishable(Content):
    """Something an editor prepares, publishes and may withdraw. Only what is published is public, anywhere; with a
    beginning or an end only from then, or until then."""

    status = models.CharField(
        "status",
        max_length=20,
        choices=PublicationStatus,
        default=PublicationStatus.DRAFT,
        help_text="Alleen wat gepubliceerd is, staat op de site. Een concept of een ingetrokken item staat nergens.",
    )
    public_from = models.DateTimeField(
        "openbaar vanaf",
        null=True,
        blank=True,
        validators=[near],
        help_text="Leeg is meteen. Met een moment komt een gepubliceerd item dan vanzelf op de site.",
    )
    public_until = models.DateTimeField(
        "openbaar tot",
        null=True,
        blank=True,
        validators=[near],
        help_text="Leeg is voor altijd. Met een moment gaat het item dan vanzelf van de site.",
    )

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(public_from=None) | Q(public_until=None) | Q(public_until__gt=F("public_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=END_BEFORE_BEGINNING,
            )
        ]

    def clean(self):
        super().clean()
        if self.public_from and self.public_until and self.public_until <= self.public_from:
            raise ValidationError({"public_until": END_BEFORE_BEGINNING})

    @property
    def is_public(self):
        """Whether a visitor may see this one now; for a row that is already read."""
        now = timezone.now()
        begun = self.public_from is None or self.public_from <= now
        return self.status == PublicationStatus.PUBLISHED and begun and not self.is_past

    @property
    def is_past(self):
        """Whether its time is over."""
        return self.public_until is not None and self.public_until <= timezone.now()

    def turned_since(self, moment):
        """Whether it came or went by itself after `moment`."""
        now = timezone.now()
        return any(turned and moment < turned <= now for turned in (self.public_from, self.public_until))

    @property
    def standing(self):
        """Its status with its moments, as an editor reads it in a list."""
        if self.status != PublicationStatus.PUBLISHED or not (self.public_from or self.public_until):
            return self.get_status_display()
        if self.is_past:
            return f"voorbij sinds {_told(self.public_until)}"
        since = f"vanaf {_told(self.public_from)}" if self.public_from and not self.is_public else ""
        until = f"tot {_told(self.public_until)}" if self.public_until else ""
        return " ".join(filter(None, (self.get_status_display(), since, until)))


def _told(moment):
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


@cache
def publishable_models():
    """Every model of what can be published."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def moments():
    """Every moment at which something that is published comes or goes by itself, in order: one query."""
    columns = [
        model.objects.filter(status=PublicationStatus.PUBLISHED, **{f"{name}__isnull": False})
        .order_by()
        .values_list(name, flat=True)
        for model in publishable_models()
        for name in ("public_from", "public_until")
    ]
    return sorted(columns[0].union(*columns[1:]))


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
