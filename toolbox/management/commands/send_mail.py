"""Send the mail that is due."""

from django.conf import settings
from django.core.management.base import BaseCommand

from toolbox.editorial.mail.send import Sent, send_all, server_answers


class Command(BaseCommand):
    help = (
        "Verstuurt de mail die klaar is: aan redacteurs die erom vroegen, en aan lezers die een adres achterlieten. "
        "Zet deze opdracht om de paar minuten in cron. Twee machines mogen het tegelijk doen."
    )

    def handle(self, *args, **options):
        if not settings.EMAIL_URL:
            self.stdout.write("EMAIL_URL is niet ingesteld: deze site verstuurt geen mail.")
            return
        sent = send_all()
        if not options["verbosity"]:  # what the server says is in the log
            return
        self.stdout.write(f"Verstuurd: {sent.gone}. Geweigerd: {sent.refused}. Later opnieuw: {sent.waiting}.")
        if sent.is_away or (sent == Sent() and not server_answers()):
            self.stderr.write("De mailserver antwoordt niet of neemt nu niets aan. De rest gaat later.")
