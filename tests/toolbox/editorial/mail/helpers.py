"""What the tests of the mail share: a Sunday, what to send, and what went."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.core import mail
from django.utils import timezone

from tests import factories as make
from toolbox.editorial.mail.send import send_all
from toolbox.models import MailWish, Report

DAY = timedelta(days=1)
SUNDAY = datetime(2026, 11, 29, 12, tzinfo=ZoneInfo("Europe/Brussels"))


def wish(user, **values):
    return MailWish.objects.create(user=user, digest_at=timezone.now(), **values)


def sent():
    """Send, and give what went: [(to, subject, text)]."""
    mail.outbox.clear()
    send_all()
    return [(message.to, message.subject, message.body) for message in mail.outbox]


def addresses():
    return [to for [to], _, _ in sent()]


def report(status="nieuw", **values):
    token = str(Report.objects.count())
    return make.ReportFactory(status=status, token=token, sent_at=timezone.now(), **values)
