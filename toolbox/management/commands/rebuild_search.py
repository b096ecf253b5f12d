"""Make the search index anew. Nobody needs this: the index keeps itself right."""

from django.core.management.base import BaseCommand

from toolbox.models import Document
from toolbox.search.index import state


class Command(BaseCommand):
    help = "Maakt de zoekindex helemaal opnieuw. Dat is nooit nodig: de index volgt elke wijziging vanzelf."

    def handle(self, *args, **options):
        state.rebuild()
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"De zoekindex is klaar: {Document.objects.count()} documenten."))
