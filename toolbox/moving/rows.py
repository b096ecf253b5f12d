"""The rows of a move: all that is content or account, number by number the same, in one transaction or not at all."""

from itertools import islice, zip_longest

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction

from toolbox.moving import MoveError

AT_ONCE = 1_000
# What each database makes for itself: the search index with what waits for it, and the token of the present content.
# And who is signed in: a number that is guessed there must open nothing here.
MADE_ANEW = {"toolbox.Change", "toolbox.IndexState", "toolbox.Document"}
STAYS = MADE_ANEW | {"toolbox.CatalogueVersion", "sessions.Session"}


def stored():
    """Every model with a table of its own, those of many-to-many included."""
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def moved():
    """The models that go along."""
    return [model for model in stored() if model._meta.label not in STAYS]


def move(source, target):
    """Let `target` hold what `source` holds: aliases of databases with the same migrations. Gives the number of rows.

    Nobody writes in `source` meanwhile (SQLite), or what is written meanwhile is not seen (PostgreSQL). Each row is
    read back beside its original before anything is final; MoveError when one differs, and then nothing changed.
    """
    with transaction.atomic(using=source), transaction.atomic(using=target):
        one_moment(connections[source])
        clear(connections[target], [model for model in stored() if model._meta.label != "toolbox.CatalogueVersion"])
        models = moved()
        total = sum(explained(copy, model, source, target) for model in models)
        for model in models:
            explained(compare, model, source, target)
        clear(connections[target], [model for model in stored() if model._meta.label in MADE_ANEW])
        restart_numbers(connections[target], models)
    return total


def one_moment(connection):
    """Let the transaction see one moment; the first statement in it. SQLite does that by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def clear(connection, models):
    """Take all rows away. References are only looked at when the transaction ends."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def explained(work, model, source, target):
    """What `work` gives; says of which table it was when it fails."""
    try:
        return work(model, source, target)
    except DatabaseError as error:
        words = str(error).strip().splitlines()[0]
        raise MoveError(f"{model._meta.db_table} kan daar niet bewaard worden: {words}") from error


def rows(model, using):
    """Each row as the values of its columns, in the order of their keys."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    return model._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=AT_ONCE)


def copy(model, source, target):
    """Write every row as it is: no `save()`, that would say it was changed today. Gives the number of rows."""
    connection, fields, total = connections[target], model._meta.local_concrete_fields, 0
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608  names of our own models
    reading = rows(model, source)
    with connection.cursor() as cursor:
        while some := list(islice(reading, AT_ONCE)):
            values = [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                for row in some
            ]
            cursor.executemany(statement, values)
            total += len(some)
    return total


def compare(model, source, target):
    """MoveError unless both have the same rows."""
    for ours, theirs in zip_longest(rows(model, source), rows(model, target)):
        if ours != theirs:
            raise MoveError(f"{model._meta.db_table} is daar niet hetzelfde: rij {(ours or theirs)[0]}.")


def restart_numbers(connection, models):
    """Let new rows be numbered after those that were brought."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
