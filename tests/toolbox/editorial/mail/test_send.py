"""The mail of the site: who gets what, once, at most one a day, whatever the mail server does."""

import re
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests import factories as make
from tests.desk import make_editor, run_action
from toolbox.editorial.mail import letters
from toolbox.editorial.mail.send import Sent, send_all
from toolbox.models import MailSlip, MailWish, Report, ReportedChange, UsageCount

DAY = timedelta(days=1)
SUNDAY = datetime(2026, 11, 29, 12, tzinfo=ZoneInfo("Europe/Brussels"))


@pytest.fixture(autouse=True)
def mails(settings, monkeypatch):
    """A site that sends mail, on a Sunday."""
    settings.EMAIL_URL, settings.MAIL_FROM, settings.SITE_URL = "smtp://post", "toolbox@buurt.be", "https://toolbox.be"
    monkeypatch.setattr("django.utils.timezone.now", lambda: SUNDAY)


@pytest.fixture
def an(editor):
    editor.email = "an@buurt.be"
    editor.save()
    return editor


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


@pytest.fixture
def handled(db):
    """A report of somebody with an address, handled: one change taken over, one not."""
    tool = make.ToolFactory(name="Buurtkaart", slug="buurtkaart")
    one = report("verwerkt", tool=tool, reply_to="lezer@thuis.be", note="Schatkist.", reason="Geheime reden.")
    ReportedChange.objects.create(report=one, field="link", proposed="https://x.be", decision="overgenomen")
    ReportedChange.objects.create(report=one, field="naam", proposed="Kaart", decision="afgewezen")
    return one


# To an editor


def test_new_report_is_told_to_who_asked_for_it_and_once(an):
    wish(an, reports=True)
    bo = make.EditorFactory(username="bo", email="bo@buurt.be")
    wish(bo, digest=True)
    make.EditorFactory(username="ca", email="ca@buurt.be")
    one = report(tool=make.ToolFactory(name="Buurtkaart"), note="Schatkist.")
    [(to, subject, text)] = sent()
    assert (to, subject) == (["an@buurt.be"], "Een nieuwe melding in de toolbox")
    assert "Verbetering: Buurtkaart (29/11/2026 om" in text
    assert f"https://toolbox.be/admin/toolbox/report/{one.pk}/change/" in text
    assert "Schatkist" not in text  # what a reader wrote stays at the desk
    assert sent() == []


def test_more_reports_on_one_day_wait_for_the_mail_of_tomorrow(an, clock):
    wish(an, reports=True)
    report()
    assert addresses() == ["an@buurt.be"]
    report()
    report()
    clock(timedelta(hours=20))
    assert sent() == []
    clock(timedelta(hours=4))
    [(_, subject, _)] = sent()
    assert subject == "2 nieuwe meldingen in de toolbox"


def test_report_that_somebody_handled_meanwhile_is_not_told(an):
    wish(an, reports=True)
    report("verwerkt")
    assert sent() == []


def test_digest_goes_once_a_week_on_monday_with_what_waits(an, clock):
    wish(an, digest=True)
    report()
    make.ToolFactory(name="Straks", public_from=timezone.now() + 2 * DAY)
    assert sent() == []
    clock(timedelta(hours=18))  # Monday at six
    assert sent() == []
    clock(timedelta(hours=2))
    [(_, subject, text)] = sent()
    assert subject == "Je overzicht van de toolbox"
    assert "- Meldingen van lezers: 1\n  https://toolbox.be/admin/toolbox/report/?status__exact=nieuw" in text
    assert "- Straks komt op de site op 01/12/2026 om 12:00" in text
    for _ in range(6):
        clock(DAY)
        assert sent() == []
    clock(DAY)
    assert addresses() == ["an@buurt.be"]


def test_digest_with_nothing_to_tell_is_no_mail(an, clock):
    wish(an, digest=True)
    clock(DAY)
    assert sent() == []
    report()
    clock(timedelta(hours=2))
    assert sent() == []  # that of this week is over


def test_digest_and_report_of_the_same_day_are_one_mail(an, clock):
    wish(an, digest=True, reports=True)
    report()
    clock(DAY)
    [(_, _, text)] = sent()
    assert ("van lezers:" in text, "Dit vraagt je aandacht" in text) == (True, True)
    assert sent() == []


def test_digest_tells_an_editor_only_what_that_editor_may_see(db, clock):
    user = make_editor("redacteur", "gast")
    user.email = "gast@buurt.be"
    user.save()
    user.groups.clear()
    wish(user, digest=True)
    report()
    clock(DAY)
    assert sent() == []


def test_part_that_another_room_adds_is_told_too(an, clock, monkeypatch):
    monkeypatch.setattr(letters, "PARTS", [*letters.PARTS, lambda user: ("Niet gevonden", ["- hemelbed: 4"])])
    wish(an, digest=True)
    clock(DAY)
    [(_, _, text)] = sent()
    assert "Niet gevonden\n\n- hemelbed: 4" in text


def test_digest_tells_what_readers_could_not_find(an, clock, settings):
    counts = {("gevraagd", "hemelbed"): 4, ("niets", "hemelbed"): 3, ("gevraagd", "burenhulp"): 9}
    UsageCount.objects.bulk_create(
        UsageCount(day=timezone.localdate(), kind=kind, key=key, number=number)
        for (kind, key), number in counts.items()
    )
    wish(an, digest=True)
    clock(DAY)
    [(_, _, text)] = sent()
    told = "Dit zochten lezers deze maand zonder goed antwoord\n\n- hemelbed: 3\n  https://toolbox.be/admin/wat-lezers-zoeken/"
    assert (told in text, "burenhulp" in text) == (True, False)
    settings.COUNT_USAGE = False
    clock(7 * DAY)
    assert sent() == []


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_left_or_has_no_address_gets_nothing(an, change):
    wish(an, reports=True)
    report()
    type(an).objects.update(**change)
    assert sent() == []


# To a reader


def test_reader_hears_once_what_became_of_it_and_the_address_is_forgotten(handled):
    [(to, subject, text)] = sent()
    assert (to, subject) == (["lezer@thuis.be"], "Wat er met je melding gebeurde")
    for said in (
        "“Buurtkaart”",
        "Overgenomen: link.",
        "Niet overgenomen: naam.",
        "https://toolbox.be/tools/buurtkaart/",
    ):
        assert said in text
    for kept in ("Schatkist", "Geheime reden", "https://x.be"):
        assert kept not in text
    handled.refresh_from_db()
    assert handled.reply_to == ""
    assert "lezer" not in str(list(MailSlip.objects.values()))
    assert sent() == []


def test_reader_hears_nothing_before_it_is_handled(handled):
    Report.objects.update(status="nieuw")
    assert sent() == []
    assert Report.objects.get().reply_to == "lezer@thuis.be"


def test_reader_of_several_reports_gets_one_mail_and_never_two_a_day(handled, clock):
    report("afgewezen", reply_to="Lezer@Thuis.be")
    [(_, _, text)] = sent()
    assert text.count("schreef je over") == 2
    report("verwerkt", reply_to="lezer@thuis.be")
    assert sent() == []
    clock(DAY)
    assert addresses() == ["lezer@thuis.be"]


def test_tool_that_is_not_public_has_no_link(handled):
    type(handled.tool).objects.update(status="concept")
    [(_, _, text)] = sent()
    assert "/tools/" not in text


def test_spam_is_not_answered(desk):
    spam = report(reply_to="slachtoffer@elders.be")
    run_action(desk, "decline_as_spam", spam)
    assert (sent(), Report.objects.get().reply_to) == ([], "")


def test_address_of_a_report_that_nobody_handles_is_forgotten_after_a_year(handled, clock):
    Report.objects.update(status="nieuw", sent_at=timezone.now())
    clock(timedelta(days=364))
    send_all()
    assert Report.objects.get().reply_to
    clock(timedelta(days=2))
    send_all()
    assert Report.objects.get().reply_to == ""


def test_every_mail_can_be_stopped_with_one_click(handled, an):
    wish(an, reports=True)
    report()
    send_all()
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        headers = message.message()
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert re.fullmatch(r"<https://toolbox\.be/post/afmelden/\S+/>", headers["List-Unsubscribe"])
        assert (headers["From"], headers.get_content_type()) == ("toolbox@buurt.be", "text/plain")


# The mail server


class Server:
    """A mail server that does what a test says, when it is called `at_once`, or gets a letter."""

    def __init__(self, error, at_once=False):
        self.error, self.at_once, self.asked = error, at_once, []

    def open(self):
        if self.at_once:
            self.asked.append("")
            raise self.error

    def send_messages(self, messages):
        self.asked += messages[0].to
        raise self.error

    def close(self):
        """Nothing is open."""


@pytest.fixture
def server(monkeypatch):
    """Send the mail to a Server; gives that Server and what came of it."""

    def sent_to(*how):
        made = Server(*how)
        with monkeypatch.context() as patch:
            patch.setattr("toolbox.editorial.mail.send.get_connection", lambda: made)
            return made, send_all()

    return sent_to


@pytest.fixture
def two_letters(handled, an):
    """One for an editor, and after it one for a reader."""
    wish(an, reports=True)
    report()


AWAY = [TimeoutError(), ConnectionRefusedError(), SMTPConnectError(421, b"busy"), SMTPAuthenticationError(535, b"no")]


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_server_that_is_away_loses_nothing_and_is_asked_once(two_letters, server, error):
    made, came = server(error, True)
    assert (made.asked, came) == ([""], Sent(is_away=True))
    assert addresses() == ["an@buurt.be", "lezer@thuis.be"]


CLOSED = [SMTPSenderRefused(550, b"who?", "x"), SMTPSenderRefused(452, b"full", "x"), SMTPDataError(421, b"bye")]


@pytest.mark.parametrize("error", CLOSED, ids=str)
def test_server_that_takes_nothing_at_all_is_asked_for_no_other_letter(two_letters, server, error):
    made, came = server(error)
    assert (made.asked, came) == (["an@buurt.be"], Sent(is_away=True))
    assert addresses() == ["an@buurt.be", "lezer@thuis.be"]


def test_line_that_breaks_off_may_have_taken_the_letter_so_it_goes_again_tomorrow(two_letters, server, clock):
    for error, others in ((SMTPServerDisconnected("x"), ["lezer@thuis.be"]), (TimeoutError(), [])):
        made, came = server(error)
        assert (made.asked, came) == (["an@buurt.be"], Sent(is_away=True))
        assert addresses() == others
        clock(DAY)
    assert addresses() == ["an@buurt.be"]


def test_command_says_that_the_server_is_away(two_letters, monkeypatch, capsys):
    away = Server(TimeoutError(), True)
    monkeypatch.setattr("toolbox.editorial.mail.send.get_connection", lambda: away)
    call_command("send_mail")
    assert "antwoordt niet" in capsys.readouterr().err


def test_timer_says_nothing_when_all_is_well(handled, capsys):
    call_command("send_mail", verbosity=0)
    assert (len(mail.outbox), *capsys.readouterr()) == (1, "", "")


UNKNOWN = SMTPRecipientsRefused({"lezer@thuis.be": (550, b"5.1.1 no such user")})
# What a server refuses for today: an address that may be good, since it is about us or about what we wrote.
NOT_THIS_ONE = [
    SMTPRecipientsRefused({"x": (554, b"5.7.1 relay denied")}),
    SMTPDataError(554, b"5.7.1 looks like spam"),
]
LATER = [SMTPRecipientsRefused({"lezer@thuis.be": (450, b"greylisted")}), SMTPDataError(451, b"try again")]


def test_address_that_nobody_has_is_forgotten(handled, server):
    assert server(UNKNOWN)[1] == Sent(refused=1)
    assert Report.objects.get().reply_to == ""


@pytest.mark.parametrize("error", NOT_THIS_ONE, ids=str)
def test_refusal_that_is_not_about_the_address_forgets_nobody_and_is_tried_tomorrow(two_letters, server, error, clock):
    made, came = server(error)
    assert (made.asked, came) == (["an@buurt.be", "lezer@thuis.be"], Sent(refused=2))
    assert addresses() == []
    clock(DAY)
    assert addresses() == ["an@buurt.be", "lezer@thuis.be"]


@pytest.mark.parametrize("error", LATER, ids=str)
def test_letter_that_the_server_does_not_take_now_waits_and_keeps_no_other_one_waiting(two_letters, server, error):
    made, came = server(error)
    assert (made.asked, came) == (["an@buurt.be", "lezer@thuis.be"], Sent(waiting=2))
    assert addresses() == ["an@buurt.be", "lezer@thuis.be"]


@pytest.mark.parametrize("error", [UNKNOWN, *LATER, SMTPSenderRefused(550, b"lezer", "lezer")], ids=str)
def test_log_names_nobody(handled, server, error, caplog):
    server(error)
    assert (len(caplog.records), "lezer" in caplog.text) == (1, False)


def test_who_is_sending_keeps_another_machine_from_sending_the_same(handled, clock):
    assert MailSlip.objects.take("lezer@thuis.be")
    assert sent() == []
    clock(timedelta(minutes=16))  # it stopped halfway
    assert addresses() == ["lezer@thuis.be"]


def test_site_without_a_mail_server_sends_nothing_and_says_so(handled, settings, capsys):
    settings.EMAIL_URL = ""
    call_command("send_mail")
    assert ("EMAIL_URL is niet ingesteld" in capsys.readouterr().out, mail.outbox) == (True, [])
