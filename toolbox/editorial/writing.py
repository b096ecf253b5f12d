"""Two editors at once: what they do to the content happens one after the other, whichever database it is."""

from contextlib import contextmanager

from django.db import transaction


class Gone(Exception):
    """An entry that somebody else deleted or merged meanwhile; says so in an editor's words."""

    def __init__(self, entry):
        super().__init__(f"“{entry}” bestaat niet meer: intussen verwijderde iemand het of voegde het samen.")


@contextmanager
def writing(*entries):
    """A transaction in which nobody else changes content. Of what was read before it, `entries` are read again.

    Raises `Gone` when one of these is no longer there.
    """
    from toolbox.models import CatalogueVersion  # the site of the admin is made before the models

    with transaction.atomic():
        CatalogueVersion.objects.lock()
        for entry in entries:
            try:
                entry.refresh_from_db()
            except entry.DoesNotExist as error:
                raise Gone(entry) from error
        yield
