"""Who gets mail of the site: what each editor wants, and who had one today."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "toolbox.post"
SENDING = timedelta(minutes=15)  # after that, who was sending is taken to have stopped halfway
DAY = timedelta(hours=23)  # a little less, so that a mail of every day does not come later each day


def key_of(address):
    """An address, made unreadable: the same for the same address."""
    return salted_hmac(SALT, address.strip().lower(), algorithm="sha256").hexdigest()


def unsubscribe_path(kind, who):
    """The address, on this site, at which somebody wants no more mail. `kind`: "redacteur" or "lezer"."""
    return reverse("unsubscribe", args=[signing.dumps([kind, who], salt=SALT)])


def read_unsubscribe(token):
    """(kind, who) of a token from such an address; signing.BadSignature when it is not ours."""
    kind, who = signing.loads(token, salt=SALT)
    return kind, who


class MailWishQuerySet(models.QuerySet):
    def active(self):
        """Of who asks for some mail, still works here and has an address."""
        asks = models.Q(digest=True) | models.Q(reports=True)
        works = {"user__is_active": True, "user__is_staff": True}
        return self.filter(asks, **works).exclude(user__email="").select_related("user").order_by("pk")


class MailWish(models.Model):
    """What mail an editor asks for, and what the last one told."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_wish")
    digest = models.BooleanField("elke maandag een overzicht", default=False)
    reports = models.BooleanField("een bericht als een lezer iets meldt", default=False)
    digest_at = models.DateTimeField("laatste overzicht", default=timezone.now)
    last_report = models.PositiveBigIntegerField("laatste melding die verteld is", default=0)

    objects = MailWishQuerySet.as_manager()

    class Meta:
        verbose_name = "keuze voor mail"
        verbose_name_plural = "keuzes voor mail"

    def __str__(self):
        return str(self.user)


class MailSlipQuerySet(models.QuerySet):
    def take(self, address):
        """The slip for `address`; None when it had its mail of today, or when somebody is sending it one right now."""
        self.filter(until__lte=timezone.now()).delete()
        slip, is_new = self.get_or_create(key=key_of(address), defaults={"until": timezone.now() + SENDING})
        return slip if is_new else None


class MailSlip(models.Model):
    """Who sends a mail holds the slip of its address: two machines do not send it twice, and nobody gets two a day.

    The address itself is not kept, and the slip lives for a day.
    """

    key = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(db_index=True)
    is_kept = False

    objects = MailSlipQuerySet.as_manager()

    class Meta:
        verbose_name = "mail van vandaag"
        verbose_name_plural = "mails van vandaag"

    def __str__(self):
        return f"{self.until:%d/%m/%Y %H:%M}"

    def keep(self):
        """The mail is gone: no other one today."""
        self.is_kept = True
        self.until = timezone.now() + DAY
        self.save(update_fields=["until"])

    def give_back(self):
        """Nothing went to this address, unless the slip is kept: it may have its mail at any time."""
        if not self.is_kept:
            self.delete()
