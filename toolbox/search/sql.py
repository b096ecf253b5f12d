"""For statements that are written out: those of almost every page, since building them costs ten times the asking."""

from django.db import connection


def places_for(values):
    """The places in a statement where `values` come."""
    return ", ".join(["%s"] * len(values))


def rows_of(statement, values=()):
    """What the database answers, as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
