"""What readers report: a correction to an entry, or a tool that is not here yet."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from fiches.shared.content import once
from fiches.shared.fields import LineField, ProseField
from toolbox.models.mail import key_of
from toolbox.models.tool import Tool

ADDRESS_LASTS = timedelta(days=365)


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        """What an editor still has to look at."""
        return self.filter(status=Report.Status.NEW)

    def to_be_told(self):
        """What is handled while who sent it does not know yet, and left an address."""
        return self.exclude(reply_to="").exclude(status=Report.Status.NEW)

    def forget(self, key):
        """Forget the address that mail.key_of makes `key` of, wherever it stands."""
        addresses = set(self.exclude(reply_to="").values_list("reply_to", flat=True))
        self.filter(reply_to__in=[one for one in addresses if key_of(one) == key]).update(reply_to="")

    def forget_old_addresses(self):
        """Forget the addresses of who waited longer than anybody may keep them."""
        self.filter(sent_at__lt=timezone.now() - ADDRESS_LASTS).exclude(reply_to="").update(reply_to="")

    def for_list(self):
        """The queue with the tool of each report and the number of changes it proposes, as `change_count`."""
        return self.select_related("tool", "handled_by").annotate(change_count=models.Count("changes"))


class Report(models.Model):
    """A message of a reader. Nothing of it is public; an editor applies what is right, field by field."""

    class Kind(models.TextChoices):
        CORRECTION = "verbetering", "verbetering"
        NEW_TOOL = "nieuw", "nieuwe tool"

    class Status(models.TextChoices):
        NEW = "nieuw", "te bekijken"
        DONE = "verwerkt", "verwerkt"
        DECLINED = "afgewezen", "afgewezen"

    kind = models.CharField("soort", max_length=20, choices=Kind)
    tool = models.ForeignKey(
        Tool, models.SET_NULL, null=True, blank=True, related_name="reports", verbose_name="over de tool"
    )
    note = ProseField("toelichting van de lezer", blank=True)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.NEW)
    reason = ProseField("waarom niet", blank=True, help_text="Nodig als je iets afwijst. Alleen redacteurs lezen dit.")
    # Where to tell what became of it, once; then it is forgotten (toolbox/editorial/mail).
    reply_to = models.EmailField("adres van de lezer", blank=True, editable=False)
    # Each form that is shown has its own number: sent twice, it is kept once.
    token = models.CharField(max_length=40, unique=True, editable=False)
    sent_at = models.DateTimeField("ontvangen op", default=timezone.now)
    handled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="door"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = "melding van een lezer"
        verbose_name_plural = "meldingen van lezers"

    def __str__(self):
        about = self.tool.name if self.tool else "een nieuwe tool"
        return f"{self.get_kind_display().capitalize()}: {about}"

    def finish(self, user, status, reason=""):
        """Handle the whole report in one go; changes that were not decided are declined."""
        self.changes.filter(decision=ReportedChange.Decision.OPEN).update(decision=ReportedChange.Decision.DECLINED)
        self.status, self.reason = status, self.reason or reason
        self.handled_by, self.handled_at = user, timezone.now()
        self.save()

    def close(self, user):
        """Mark as handled by `user`, once every change has its decision."""
        decisions = set(self.changes.values_list("decision", flat=True))
        if ReportedChange.Decision.OPEN in decisions:
            return
        if ReportedChange.Decision.ACCEPTED in decisions:
            self.status = self.Status.DONE
        elif decisions:
            self.status = self.Status.DECLINED
        if self.status != self.Status.NEW:
            self.handled_by, self.handled_at = user, timezone.now()
            self.save()


class ReportedChange(models.Model):
    """One field that a reader wants to see changed."""

    class Decision(models.TextChoices):
        OPEN = "open", "nog niet beslist"
        ACCEPTED = "overgenomen", "overnemen"
        DECLINED = "afgewezen", "niet overnemen"

    report = models.ForeignKey(Report, models.CASCADE, related_name="changes", verbose_name="melding")
    field = LineField("veld", max_length=40)
    before = ProseField("stond er", blank=True)
    proposed = ProseField("voorstel", blank=True, help_text="Je mag dit bijwerken voor je het overneemt.")
    decision = models.CharField("beslissing", max_length=20, choices=Decision, default=Decision.OPEN)

    class Meta:
        ordering = ["pk"]
        verbose_name = "voorgestelde wijziging"
        verbose_name_plural = "voorgestelde wijzigingen"
        constraints = [once("reported_change_once_per_field", "Dit veld staat al in de melding.", "report", "field")]

    def __str__(self):
        return self.field


class ReportThrottle(models.Model):
    """How many reports one address sent in one hour. The address itself is not kept, and the row lives for an hour."""

    key = models.CharField(max_length=64, unique=True)
    hour = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "teller van meldingen"
        verbose_name_plural = "tellers van meldingen"

    def __str__(self):
        return f"{self.hour:%d/%m/%Y %H}: {self.count}"
