"""Both ends of a move, before anything is written: what each is, and whether one can take the place of the other."""

from pathlib import Path

from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from toolbox.moving import MoveError

OLDEST = 15  # of PostgreSQL
COUNTED = {"toolbox_tool": ("tool", "tools"), "auth_user": ("account", "accounts")}  # what nobody wants to lose


def name_of(connection):
    """What an operator calls this database; never with its password."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"SQLite ({settings['NAME']})"
    return f"PostgreSQL ({settings['NAME']} op {settings['HOST'] or 'deze machine'})"


def check(source, target, replace):
    """MoveError unless all of `source` can go to `target`, two open connections; `replace`: also over what is there."""
    answers(target)
    if identity(source) == identity(target):
        raise MoveError("Dat is de databank die nu in gebruik is.")
    if pending(source):
        raise MoveError("De databank van nu is van een oudere versie. Voer eerst make manage DO=migrate uit.")
    if not count(source, "toolbox_tool"):
        raise MoveError("In de databank van nu staan geen tools.")
    refuse_foreign(target)
    found = {words: count(target, table) for table, words in COUNTED.items()}
    if any(found.values()) and not replace:
        said = " en ".join(f"{number} {words[number != 1]}" for words, number in found.items())
        raise MoveError(f"Daar staan al {said}. Mag dat allemaal weg, geef dan --vervang mee.")


def answers(connection):
    """MoveError unless the database answers, and is one that we can use."""
    try:
        connection.ensure_connection()
        if connection.vendor == "postgresql":
            refuse_postgresql(connection)
    except DatabaseError as error:
        words = [line for line in str(error).splitlines() if line and not line.startswith("\t")][-1]  # or it asks us
        raise MoveError(f"{name_of(connection)} antwoordt niet: {words}") from error


def refuse_postgresql(connection):
    """MoveError for a server that is too old, or a database that cannot hold every sign."""
    if connection.pg_version < OLDEST * 10_000:
        raise MoveError(f"PostgreSQL {OLDEST} of nieuwer is nodig; daar draait {connection.pg_version // 10_000}.")
    with connection.cursor() as cursor:
        encoding = cursor.execute("SHOW server_encoding").fetchone()[0]
    if encoding != "UTF8":
        raise MoveError(f"Die databank bewaart haar tekst als {encoding}. Maak er een met --encoding=UTF8.")


def identity(connection):
    """The same for two connections to one database, by whatever address."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).resolve()
    with connection.cursor() as cursor:
        return cursor.execute("SELECT current_database(), pg_postmaster_start_time()").fetchone()


def pending(connection):
    """Whether this code has migrations that the database has not been through."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_foreign(connection):
    """MoveError when the database is of another program, or of a newer version of the site."""
    tables = connection.introspection.table_names()
    if tables and "django_migrations" not in tables:
        raise MoveError("Die databank is van een ander programma.")
    known = MigrationExecutor(connection).loader.disk_migrations
    if tables and (newer := sorted(MigrationRecorder(connection).applied_migrations().keys() - known.keys())):
        raise MoveError(f"Die databank is van een nieuwere versie van de site: ze kent {'.'.join(newer[0])}.")


def count(connection, table):
    """How many rows a table has; none when there is no such table."""
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return 0
        return cursor.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  one of COUNTED
