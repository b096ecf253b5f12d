"""The web addresses of tools, and what is known about the health of each address."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from buurtanalyse.models import Resource
from fiches.models import Figure
from fiches.shared.content import Content, ContentQuerySet, once
from fiches.shared.fields import LineField, URLField
from toolbox.models.dates import not_ahead
from toolbox.models.sources import become_general, check_same_tool

# Two failing passes must lie this far apart before an address is called dead: one bad night is no death.
BETWEEN_PASSES = timedelta(hours=20)
FAILURES_BEFORE_DEAD = 2


class LinkState(models.TextChoices):
    """What the checks know of an address. Only what two passes did not find is called dead."""

    NEW = "nieuw", "nog niet gecontroleerd"
    WORKS = "werkt", "werkt"
    MOVED = "verhuisd", "werkt, op een ander adres"
    UNKNOWN = "onbekend", "onbekend"
    DOUBT = "twijfel", "één keer niet gevonden"
    DEAD = "dood", "werkt niet meer"
    REFUSED = "geweigerd", "wordt niet gecontroleerd"


ADVICE = {
    LinkState.MOVED: "De bladzijde staat nu op het adres hierboven. Kijk na of ze dezelfde is, en neem dat adres over.",
    LinkState.UNKNOWN: "Open de link zelf. Neem het adres waar hij uitkomt niet over: dat kan iets anders zijn.",
    LinkState.DOUBT: "Wacht op de volgende controle.",
    LinkState.DEAD: "Zoek het nieuwe adres. Vind je niets, laat de link dan staan.",
}


class LinkCheckQuerySet(ContentQuerySet):
    def dead(self):
        """The addresses that two passes did not find."""
        return self.filter(state=LinkState.DEAD)

    def moved(self):
        """The addresses that lead to another one."""
        return self.filter(state=LinkState.MOVED)

    def due(self, older_than):
        """What a run must look at, the most urgent first: asked for, never seen, doubted, then the oldest."""
        now = timezone.now()
        return self.filter(
            Q(requested=True)
            | Q(checked_at=None)
            | Q(checked_at__lt=now - older_than)
            | Q(state__in=[LinkState.DOUBT, LinkState.UNKNOWN], checked_at__lt=now - BETWEEN_PASSES)
        ).order_by("-requested", models.F("checked_at").asc(nulls_first=True), "pk")

    def for_list(self):
        """The addresses with the number of tools that have them, as `tool_count`."""
        tools = Link.objects.filter(url=OuterRef("url")).order_by().values("url")
        return self.annotate(
            tool_count=models.Subquery(tools.annotate(number=models.Count("tool", distinct=True)).values("number"))
        )

    def in_use(self):
        """Only addresses that still stand somewhere in the catalogue."""
        return self.filter(
            Q(*(Exists(rows.filter(url=OuterRef("url"))) for rows in rows_with_address()), _connector="OR")
        )


def rows_with_address():
    """All that holds a web address for visitors: links of tools, owners, sources outside the tables, figures."""
    from toolbox.models.owner import Owner

    others = [model.objects.exclude(url="") for model in (Owner, Resource, Figure)]
    return [Link.objects.select_related("tool"), *others]


class LinkCheck(Content):
    """The health of one web address. It stands once, at however many tools the address occurs."""

    natural_key_fields = ("url",)
    shown_as = "{0.url}"

    url = URLField("adres", max_length=500, unique=True)
    state = models.CharField("toestand", max_length=20, choices=LinkState, default=LinkState.NEW)
    checked_at = models.DateTimeField("gecontroleerd op", null=True, blank=True, validators=[not_ahead])
    worked_at = models.DateTimeField("werkte laatst op", null=True, blank=True, validators=[not_ahead])
    failing_since = models.DateTimeField("niet gevonden sinds", null=True, blank=True, validators=[not_ahead])
    failures = models.PositiveSmallIntegerField("keren niet gevonden", default=0)
    detail = LineField("wat de controle zag", max_length=200, blank=True)
    final_url = LineField("komt uit op", max_length=2000, blank=True)
    requested = models.BooleanField(
        "eerst aan de beurt", default=False, help_text="De volgende controle begint met dit adres."
    )

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        verbose_name = "linkcontrole"
        verbose_name_plural = "linkcontroles"

    @property
    def advice(self):
        """What an editor does about it."""
        return ADVICE.get(self.state, "")

    def record(self, result):
        """Take in one `Result` of a probe and keep it in the history."""
        now = timezone.now()
        if result.state == LinkState.DEAD:
            self._record_failure(now)
        else:
            self.state = result.state
            if result.state in {LinkState.WORKS, LinkState.MOVED}:
                self.worked_at = now
                self.failures = 0
                self.failing_since = None
        self.checked_at = now
        self.detail = result.detail[:200]
        self.final_url = result.final_url[:2000]
        self.requested = False
        self.save()
        self.results.create(at=now, state=self.state, status=result.status, detail=self.detail)

    def _record_failure(self, now):
        if self.failures == 0:
            self.failing_since = now
            self.failures = 1
        elif now - self.failing_since >= BETWEEN_PASSES or self.failures >= FAILURES_BEFORE_DEAD:
            self.failures = min(self.failures + 1, 1000)
        self.state = LinkState.DEAD if self.failures >= FAILURES_BEFORE_DEAD else LinkState.DOUBT


class LinkResult(models.Model):
    """One check of one address, kept as history."""

    check_of = models.ForeignKey(LinkCheck, models.CASCADE, related_name="results", verbose_name="linkcontrole")
    at = models.DateTimeField("op", default=timezone.now)
    state = models.CharField("toestand", max_length=20, choices=LinkState)
    status = models.PositiveSmallIntegerField("antwoordcode", null=True, blank=True)
    detail = LineField("wat de controle zag", max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "resultaat"
        verbose_name_plural = "geschiedenis van de controle"

    def __str__(self):
        return f"{self.at:%d/%m/%Y}: {self.get_state_display()}"


class LinkQuerySet(ContentQuerySet):
    def with_health(self):
        """Each link with what the last check of its address found, in the same query."""
        check = LinkCheck.objects.filter(url=OuterRef("url"))
        return self.annotate(
            health=Subquery(check.values("state")[:1]), health_checked_at=Subquery(check.values("checked_at")[:1])
        )


class Link(Content):
    """A web address of a tool: printed at one of its places, or of the tool as a whole."""

    natural_key_fields = ("tool__slug", "placement__key", "url")
    shown_as = "{0.url}"

    tool = models.ForeignKey("toolbox.Tool", models.CASCADE, related_name="links", verbose_name="tool")
    placement = models.ForeignKey(
        "toolbox.Placement",
        become_general,
        null=True,
        blank=True,
        related_name="links",
        verbose_name="plaats",
        help_text="Leeg = geldt voor de tool in het algemeen.",
    )
    url = URLField("link", max_length=500)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = "link"
        verbose_name_plural = "links"
        constraints = [
            once("link_once", "Deze link staat er al.", "tool", "placement", "url"),
            once("general_link_once", "Deze link staat er al.", "tool", "url", condition=models.Q(placement=None)),
        ]

    def clean(self):
        check_same_tool(self)

    @property
    def is_dead(self):
        """Whether the checks did not find it any more; for a link read with `with_health()`."""
        return self.health == LinkState.DEAD

    @property
    def is_working(self):
        """Whether the last check found it; for a link read with `with_health()`."""
        return self.health in {LinkState.WORKS, LinkState.MOVED}

    @property
    def archive_url(self):
        """Where the web archive may still have the page."""
        return f"https://web.archive.org/web/{self.url}"
