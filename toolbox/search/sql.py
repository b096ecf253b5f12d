"""For statements that are written out: those of almost every page, since building them costs ten times the asking."""

from django.db import connection


def rows_of(statement, values=()):
    """What the database answers to `statement`, as tuples; "{}" in it stands for the places of all `values`."""
    with connection.cursor() as cursor:
        cursor.execute(statement.format(", ".join(["%s"] * len(values))), values)
        return cursor.fetchall()
