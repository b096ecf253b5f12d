"""Send what there is to tell. Outside any transaction: a mail server may be slow, and the database waits for nobody."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from toolbox.editorial.mail.letters import absolute, for_editor, for_reader
from toolbox.models import MailSlip, MailWish, Report

logger = logging.getLogger("toolbox.mail")


class ServerAway(Exception):
    """The mail server does not answer, or takes nothing now: all that was to go waits for the next time."""


class Refused(Exception):
    """The mail server says that this address does not exist."""


@dataclass
class Sent:
    """How many mails went, how many were refused for good, and whether the server was there."""

    gone: int = 0
    refused: int = 0
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
        with suppress(SMTPException, OSError):
            connection.close()
    return sent


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
    keep = False
    try:
        letter = write()
        if letter is None:
            return
        hand_over(letter, connection)
        keep = True
        with transaction.atomic():  # both, or it will be told again
            slip.keep()
            letter.told()
        sent.gone += 1
    except Refused:
        sent.refused += 1
        keep = True
        slip.keep()
        Report.objects.filter(reply_to__iexact=address).update(reply_to="")  # nobody is there
    finally:
        if not keep:
            slip.delete()


def hand_over(letter, connection):
    """Give a letter to the mail server."""
    unsubscribe = absolute(letter.unsubscribe)
    headers = {
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMessage(
        letter.subject, letter.body, settings.MAIL_FROM, [letter.address], headers=headers, connection=connection
    )
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        logger.warning("The mail server refuses an address: %s", codes)
        raise (Refused if all(code >= 500 for code in codes) else ServerAway) from error
    except (SMTPException, OSError) as error:
        code = error.smtp_code if isinstance(error, SMTPResponseException) else ""
        logger.warning("The mail server takes nothing: %s %s", type(error).__name__, code)
        raise ServerAway from error
