"""Whatever the mail server does, no letter is lost, and nobody gets two."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.management import call_command

from tests.toolbox.editorial.mail.helpers import DAY, addresses, report, sent, wish
from toolbox.editorial.mail.send import Sent, send_all
from toolbox.models import MailSlip, Report

pytestmark = pytest.mark.usefixtures("mails")


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


def test_command_asks_the_server_also_when_there_is_nothing_to_send(db, monkeypatch, capsys):
    away = Server(TimeoutError(), True)
    monkeypatch.setattr("toolbox.editorial.mail.send.get_connection", lambda: away)
    call_command("send_mail")
    assert ("antwoordt niet" in capsys.readouterr().err, away.asked) == (True, [""])
    call_command("send_mail", verbosity=0)  # the timer leaves it alone
    assert (*capsys.readouterr(), away.asked) == ("", "", [""])


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
