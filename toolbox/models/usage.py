"""What readers look for, counted per day, without knowing any reader: docs/beslissingen/0091."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Sum
from django.db.models.functions import TruncMonth

KEPT_MONTHS = 13  # the present one among them
ENOUGH_NETWORKS = 3  # that have to ask a question before its text is kept
DAYS_TO_ASK = 30
MOST_WAITING = 1_000  # new questions a day that wait for a second and a third network
MOST_QUESTIONS = 500  # different questions a day; the rest is counted as an other one


class Kind(models.TextChoices):
    """What is counted."""

    ASKED = "gevraagd", "vraag gesteld"
    NOTHING = "niets", "vraag zonder antwoord"
    FOLLOWED = "gevolgd", "vraag gevolgd door een andere vraag"
    AFTER = "verder", "bladzijde geopend na deze vraag"
    LENGTH = "lengte", "niet bewaarde vraag, volgens lengte"
    OPENED = "geopend", "bladzijde geopend"
    FROM_ANSWERS = "antwoord", "bladzijde geopend uit de antwoorden"
    FILTER = "filter", "filter gekozen"


OF_A_QUESTION = (Kind.ASKED, Kind.NOTHING, Kind.FOLLOWED, Kind.AFTER)


def first_kept(today):
    """The first day of the months that are kept."""
    months = today.year * 12 + today.month - KEPT_MONTHS
    return today.replace(year=months // 12, month=months % 12 + 1, day=1)


def inverted(values, keys):
    """The `keys` of a dictionary by their value: {value: [key, ...]}."""
    found = {}
    for key in sorted(keys):
        found.setdefault(values[key], []).append(key)
    return found


class UsageCountQuerySet(models.QuerySet):
    def in_month(self, first):
        """The counts of the month that begins on the day `first`."""
        return self.filter(day__year=first.year, day__month=first.month)

    def months(self):
        """The first day of each month that has counts, the latest first."""
        months = self.annotate(month=TruncMonth("day")).order_by("-month")
        return list(months.values_list("month", flat=True).distinct())

    def totals(self):
        """{(kind, key): number} of all of these days together."""
        rows = self.order_by().values_list("kind", "key").annotate(total=Sum("number"))
        return {(kind, key): total for kind, key, total in rows}

    def kept_questions(self, texts):
        """Those of `texts` that enough networks asked at some time."""
        found = self.filter(kind=Kind.ASKED, key__in=texts).order_by()
        return set(found.values_list("key", flat=True).distinct())

    def questions_on(self, day):
        """The questions that are named on a day."""
        found = self.filter(day=day, kind__in=OF_A_QUESTION).exclude(key="").order_by()
        return set(found.values_list("key", flat=True).distinct())

    def add(self, day, counts):
        """Add `counts`, {(kind, key): number}, to those of `day`. Other processes may do the same at this moment."""
        new = [self.model(day=day, kind=kind, key=key) for kind, key in sorted(counts)]
        self.bulk_create(new, ignore_conflicts=True)
        rows = self.filter(day=day, key__in={key for _, key in counts})
        pks = {(kind, key): pk for kind, key, pk in rows.values_list("kind", "key", "pk")}
        for number, whats in inverted(counts, counts).items():  # most were counted once: one statement for all of those
            self.filter(pk__in=[pks[what] for what in whats]).update(number=F("number") + number)

    def forget_old(self, today):
        """Take away what is older than the months that are kept."""
        self.filter(day__lt=first_kept(today)).delete()


class UsageCount(models.Model):
    """How often something happened on one day."""

    day = models.DateField("dag", db_index=True)
    kind = models.CharField("soort", max_length=10, choices=Kind)
    # A kept question, the address of a page, a filter ("vorm=video") or a length. Empty: all that is not named.
    key = models.CharField("wat", max_length=200, blank=True)
    number = models.PositiveIntegerField("aantal", default=0)

    objects = UsageCountQuerySet.as_manager()

    class Meta:
        verbose_name = "telling van gebruik"
        verbose_name_plural = "wat lezers zoeken"
        constraints = [models.UniqueConstraint(fields=["kind", "key", "day"], name="usage_count_once")]

    def __str__(self):
        return f"{self.day}: {self.get_kind_display()} {self.key}".rstrip()


class WaitingQuestionQuerySet(models.QuerySet):
    def see(self, day, groups):
        """Note in which groups of networks questions were asked, {mark: groups}; gives the marks that have enough.

        Those need not wait any longer, so their rows go. Of new ones a day has room for some only.
        """
        self.filter(since__lt=day - timedelta(days=DAYS_TO_ASK)).delete()
        known = set(self.filter(mark__in=list(groups)).values_list("mark", flat=True))
        room = max(0, MOST_WAITING - self.filter(since=day).count())
        new = sorted(groups.keys() - known)[:room]
        self.bulk_create([self.model(mark=mark, since=day) for mark in new], ignore_conflicts=True)
        for bits, marks in inverted(groups, known.union(new)).items():
            self.filter(mark__in=marks).update(groups=F("groups").bitor(bits))
        seen = self.filter(mark__in=list(groups)).values_list("mark", "groups")
        enough = {mark for mark, found in seen if found.bit_count() >= ENOUGH_NETWORKS}
        self.filter(mark__in=enough).delete()
        return enough


class WaitingQuestion(models.Model):
    """A question that too few networks asked to keep it: a mark that nobody can read, and in which of eight groups of
    networks it was asked. It waits for thirty days."""

    mark = models.CharField("merkteken", max_length=32, unique=True)
    groups = models.PositiveSmallIntegerField("groepen van netwerken", default=0)
    since = models.DateField("sinds", db_index=True)

    objects = WaitingQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag die wacht"
        verbose_name_plural = "vragen die wachten"

    def __str__(self):
        return f"{self.since}: {self.groups.bit_count()} van {ENOUGH_NETWORKS}"
