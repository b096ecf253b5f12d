"""Which state of the catalogue this is: one row that every change of content renews, and the moments that pass."""

import secrets
from bisect import bisect_right
from datetime import datetime

from django.db import connections, models
from django.utils import timezone

from fiches.shared.publication import moments

STATEMENT = "SELECT token FROM toolbox_catalogueversion WHERE id = 1"


class _Moments:
    """The moments at which something comes or goes by itself, for the state that this process read last."""

    known = "", ()


def at_this_moment(token):
    """The state of the content by the clock: its `token`, with the last moment that passed if there is one.

    So all that is kept by it, kept whole pages too, is old as soon as something comes or goes by itself, and nobody has
    to do anything at that moment. The moments are read once for each token.
    """
    if not token:
        return token
    known = _Moments.known
    if known[0] != token:
        known = _Moments.known = token, moments()
    passed = bisect_right(known[1], timezone.now()) if known[1] else 0
    return f"{token}@{known[1][passed - 1].isoformat()}" if passed else token


def moment_of(version):
    """The last moment that had passed in a state of the content; None when there was none."""
    moment = version.partition("@")[2]
    return datetime.fromisoformat(moment) if moment else None


def read_token(connection):
    """The token of the content, for who asks it at every kept page.

    Asked of the driver itself, SQLite's or PostgreSQL's: the asking costs 3 µs, and Django's queryset, router and
    cursor around it 7 more.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors:
        row = connection.connection.execute(STATEMENT).fetchone()
    return row[0] if row else ""


class CatalogueVersionQuerySet(models.QuerySet):
    def current(self):
        """The state of the present content, by the clock; "" while the catalogue is empty.

        Asked at every page, so the statement is written out: building it each time cost five times the asking.
        """
        with connections[self.db].cursor() as cursor:
            cursor.execute(STATEMENT)
            row = cursor.fetchone()
        return at_this_moment(row[0]) if row else ""

    def lock(self):
        """Wait until nobody else writes content, and keep others waiting until the end of this transaction.

        Every writer asks this first, so that none waits for another that waits for him; the triggers would ask it in
        the middle. SQLite has one writer at a time anyway.
        """
        self.select_for_update().filter(pk=1).first()

    def renew(self):
        """Say that kept pages are old although no content changed: the search index was made again."""
        self.update_or_create(pk=1, defaults={"token": secrets.token_hex(16)})


class CatalogueVersion(models.Model):
    """One row with a token. Database triggers renew it inside the transaction of each change of content.

    A token and not a number: after a backup is restored a number could come back with other content.
    """

    token = models.CharField("merkteken", max_length=40)

    objects = CatalogueVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van de catalogus"
        verbose_name_plural = "versie van de catalogus"

    def __str__(self):
        return self.token
