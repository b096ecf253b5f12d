"""A site that sends mail, an editor who may get some, and a reader who waits for an answer."""

import pytest

from tests import factories as make
from tests.toolbox.editorial.mail.helpers import SUNDAY, report
from toolbox.models import ReportedChange


@pytest.fixture
def mails(settings, monkeypatch):
    """A site that sends mail, on a Sunday."""
    settings.EMAIL_URL, settings.MAIL_FROM, settings.SITE_URL = "smtp://post", "toolbox@buurt.be", "https://toolbox.be"
    monkeypatch.setattr("django.utils.timezone.now", lambda: SUNDAY)


@pytest.fixture
def an(editor):
    editor.email = "an@buurt.be"
    editor.save()
    return editor


@pytest.fixture
def handled(db):
    """A report of somebody with an address, handled: one change taken over, one not."""
    tool = make.ToolFactory(name="Buurtkaart", slug="buurtkaart")
    one = report("verwerkt", tool=tool, reply_to="lezer@thuis.be", note="Schatkist.", reason="Geheime reden.")
    ReportedChange.objects.create(report=one, field="link", proposed="https://x.be", decision="overgenomen")
    ReportedChange.objects.create(report=one, field="naam", proposed="Kaart", decision="afgewezen")
    return one
