"""Previews: pages as they will look, kept for some days for who has the link."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from fiches.shared.publication import PublicationStatus, Publishable

SALT = "toolbox.voorbeeld"
LASTS = timedelta(days=5)


class PreviewQuerySet(models.QuerySet):
    def over(self):
        """Those of which the link works no longer."""
        return self.filter(made_at__lt=timezone.now() - LASTS)

    def by_token(self, token):
        """The preview that a link was made for, or None when it is over and gone.

        Raises signing.BadSignature for a link that is not ours, and signing.SignatureExpired for one that is too old.
        """
        number = signing.loads(token, salt=SALT, max_age=LASTS)
        return self.filter(pk=number, made_at__gt=timezone.now() - LASTS).first()


class Preview(models.Model):
    """Pages as they would look with one entry as an editor had it in a form. Nothing of that entry was saved for it.

    The pages are kept and not made anew: so who opens the link only reads, and sees what the editor saw.
    """

    model = models.CharField("soort", max_length=100)
    object_id = models.CharField("welk", max_length=40, blank=True, help_text="Leeg voor wat nog niet bewaard is.")
    status = models.CharField("status toen", max_length=20, blank=True)
    title = models.CharField("titel", max_length=300)
    pages = models.JSONField("bladzijden", help_text="[{label, anchor, html}]")
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    objects = PreviewQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = "voorbeeld"
        verbose_name_plural = "voorbeelden"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The link for who may see it; nobody can make one up."""
        return reverse("preview", args=[signing.dumps(self.pk, salt=SALT)])

    @property
    def ends_at(self):
        """When the link stops working."""
        return self.made_at + LASTS

    @property
    def entry(self):
        """The entry as it is now; None when it is gone, or was not saved at that time."""
        return apps.get_model(self.model)._base_manager.filter(pk=self.object_id or None).first()

    def holds_for(self, entry):
        """Whether `entry`, what `self.entry` gives, is still in the state that this was made in: it, and the tool that
        it is about."""
        if not self.object_id:
            return True
        if entry is None or status_of(entry) != self.status:
            return False
        shown = [one for one in (entry, getattr(entry, "tool", None)) if isinstance(one, Publishable)]
        return not any(one.status == PublicationStatus.WITHDRAWN or one.turned_since(self.made_at) for one in shown)


def status_of(entry):
    """The status of an entry; "" for what has none."""
    return entry.status if isinstance(entry, Publishable) else ""
