"""Send what there is to tell. Outside any transaction: a mail server may be slow, and the database waits for nobody."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from email.charset import QP, Charset
from email.utils import make_msgid, parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from toolbox.editorial.mail.letters import absolute, for_editor, for_reader
from toolbox.models import MailSlip, MailWish, Report

logger = logging.getLogger("toolbox.mail")

CLOSING = 421  # what a mail server answers, whatever is asked, when it stops
SAFE_TEXT = Charset("utf-8")  # its bytes written as ASCII: not every mail server on the way hands on others
SAFE_TEXT.body_encoding = QP


class ServerAway(Exception):
    """The mail server does not answer, or takes nothing now: all that was to go waits for the next time."""


class NotNow(Exception):
    """The mail server does not take this letter now; it may take others."""


class Unsure(Exception):
    """The line broke off while a letter was handed over: it may have gone, or not."""


class Refused(Exception):
    """The mail server does not take this letter, now or later. `is_unknown`: since nobody has this address."""

    def __init__(self, is_unknown):
        super().__init__(is_unknown)
        self.is_unknown = is_unknown


@dataclass
class Sent:
    """How many mails went, were refused or have to wait, and whether the server was there."""

    gone: int = 0
    refused: int = 0
    waiting: int = 0
    is_away: bool = False


def send_all():
    """Send each person at most one mail; gives a Sent. What does not go now, goes another time."""
    Report.objects.forget_old_addresses()
    sent, connection = Sent(), get_connection()
    try:
        for address, write in to_write():
            send_one(address, write, connection, sent)
    except ServerAway:
        sent.is_away = True
    finally:
        with suppress(OSError):  # which all errors of a mail server are
            connection.close()
    return sent


def server_answers():
    """Whether the mail server lets us in: for who tries the settings while there is nothing to send."""
    connection = get_connection()
    try:
        connection.open()
        connection.close()
    except OSError as error:
        logger.warning("The mail server does not answer: %s", type(error).__name__)
        return False
    return True


def to_write():
    """(address, function that writes the letter) of everybody who may get a mail. Editors first: who is both, hears as
    a reader tomorrow."""
    for wish in MailWish.objects.active():
        yield wish.user.email, lambda wish=wish: for_editor(wish)
    addresses = Report.objects.to_be_told().order_by("pk").values_list("reply_to", flat=True)
    for address in dict.fromkeys(address.lower() for address in addresses):
        yield address, lambda address=address: for_reader(address)


def send_one(address, write, connection, sent):
    """Write to one person, if nobody else does so now and there was no mail today."""
    slip = MailSlip.objects.take(address)
    if slip is None:
        return
    try:
        letter = write()
        if letter is not None:
            hand_over(letter, connection)
            with transaction.atomic():  # both, or it will be told again
                slip.keep()
                letter.told()
            sent.gone += 1
    except NotNow:
        sent.waiting += 1
    except Unsure as error:  # again tomorrow: whatever the server does, nobody gets two a day
        slip.keep()
        raise ServerAway from error
    except Refused as error:
        sent.refused += 1
        slip.keep()
        if error.is_unknown:
            Report.objects.filter(reply_to__iexact=address).update(reply_to="")
    finally:
        slip.give_back()


def hand_over(letter, connection):
    """Give a letter to the mail server; ServerAway, NotNow, Unsure or Refused when it does not take it."""
    try:
        connection.open()
    except OSError as error:
        logger.warning("The mail server does not answer: %s", type(error).__name__)
        raise ServerAway from error
    try:
        message_of(letter, connection).send()
    except OSError as error:
        raise verdict(error) from error
    except ValueError as error:  # what is no address, and came past every form
        logger.warning("This cannot be written to: %s", type(error).__name__)
        raise Refused(True) from error


def message_of(letter, connection):
    """The letter as the mail that goes."""
    headers = {
        "List-Unsubscribe": f"<{absolute(letter.unsubscribe)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Message-ID": make_msgid(domain=parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2]),  # not of this machine
    }
    message = EmailMessage(
        letter.subject, letter.body, settings.MAIL_FROM, [letter.address], headers=headers, connection=connection
    )
    message.encoding = SAFE_TEXT
    return message


def verdict(error):
    """What becomes of a letter after this error, as an exception of ours. The log names nobody."""
    match error:
        case SMTPRecipientsRefused():
            [(code, words)] = error.recipients.values()
        case SMTPDataError() | SMTPSenderRefused():
            code, words = error.smtp_code, error.smtp_error
        case _:
            logger.warning("The line to the mail server broke off: %s", type(error).__name__)
            return Unsure()
    logger.warning("The mail server refuses: %s %s", type(error).__name__, code)
    if code == CLOSING or isinstance(error, SMTPSenderRefused):
        return ServerAway()
    if code < 500:
        return NotNow()
    return Refused(
        isinstance(error, SMTPRecipientsRefused) and not words.startswith(b"5.7.")
    )  # which says that it is about who sends
