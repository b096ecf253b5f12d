"""Print a sum per public page: two databases with the same content print the same."""

import hashlib

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.test import Client

from toolbox.public.seo.sitemaps import SITEMAPS

# Of the search index and of what a page counts, beside the pages themselves.
QUESTIONS = ["/tools/?q=eenzaam", "/tools/?q=kaart", "/tools/?pagina=2", "/zoeken/?q=buurt", "/api/v1/tools/"]


def addresses():
    """Every page in the sitemaps, and some questions."""
    for sitemap in (each() if isinstance(each, type) else each for each in SITEMAPS.values()):
        for item in sitemap.items():
            yield sitemap.location(item)
    yield from QUESTIONS


def host():
    """A name by which the site lets itself be asked."""
    name = settings.ALLOWED_HOSTS[0].lstrip(".")
    return "localhost" if name == "*" else name


class Command(BaseCommand):
    help = "Toont een controlegetal per openbare bladzijde, om twee databanken te vergelijken. Verandert niets."

    def handle(self, *args, **options):
        client = Client(SERVER_NAME=host())
        with transaction.atomic():
            for address in addresses():
                answer = client.get(address, secure=True)
                if answer.status_code >= 500:
                    raise CommandError(f"{address} antwoordt {answer.status_code}.")
                said = b"%d " % answer.status_code + answer.content  # a page may be absent in both
                self.stdout.write(f"{hashlib.sha256(said).hexdigest()}  {address}")
            transaction.set_rollback(True)  # an index that was behind made itself right for this; it may do so later
