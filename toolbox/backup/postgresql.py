"""Backups of PostgreSQL, with its own pg_dump, pg_restore and psql. The site goes on meanwhile."""

import os
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.client import DatabaseClient

from toolbox.backup import BackupError, Contents
from toolbox.backup.folder import locked, whole_file

SUFFIX = ".dump"
BINARIES = Path("/usr/lib/postgresql")  # where Debian keeps those that are not in the PATH
PLAIN = ["--no-owner", "--no-privileges"]  # who owns it there is for that server to say
# Which server, for a program of PostgreSQL: what an address with two of them says in its options.
WHERE = {"host": "PGHOST", "port": "PGPORT", "target_session_attrs": "PGTARGETSESSIONATTRS"}
FUNCTIONS = """
SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND prokind IN ('f', 'p') AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""  # an extension brings its own


def write(target, connection, say):
    """Dump one moment of the database to `target` and read it back whole; gives its contents."""
    say("kopiëren …")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = cursor.execute("SELECT pg_export_snapshot()").fetchone()[0]
        expected = {table: count(cursor, table) for table in connection.introspection.table_names(cursor)}
        on_server("pg_dump", connection, "--format=custom", *PLAIN, f"--snapshot={snapshot}", f"--file={target}")
    say("nalezen …")
    return inspect(target).complete(expected)


def inspect(path):
    """The contents of a dump. Every row is unpacked and counted: a dump that breaks off halfway is found out."""
    rows, migrations, table = Counter(), set(), None
    with script_of(path, "--data-only") as script, script.open("rb") as lines:
        for line in lines:
            if table is None and line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                table = line.split(b" ", 2)[1].decode().rpartition(".")[2].strip('"')
                columns = line[line.index(b"(") + 1 : line.rindex(b")")].decode().split(", ")
                rows[table] = 0
            elif line == b"\\.\n":
                table = None
            elif table is not None:
                rows[table] += 1
                if table == "django_migrations":
                    values = dict(zip(columns, line.decode().rstrip("\n").split("\t"), strict=True))
                    migrations.add((values["app"], values["name"]))
    return Contents(dict(rows), frozenset(migrations))


def restore(source, connection, stamp, say):
    """Replace the database by the verified dump `source` in one transaction; gives where the old content is kept.

    On a new server there is nothing yet to keep.
    """
    old = Path(settings.BACKUP_DIR, f"voor-{stamp}{SUFFIX}")
    with connection.cursor() as cursor:
        removals = list(removals_of(connection, cursor))
    if removals:
        say("de huidige inhoud bewaren …")
        with locked(old.parent), whole_file(old) as busy:
            write(busy, connection, say)
    say("terugzetten …")
    with script_of(source, *PLAIN) as script:
        quiet = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        commands = ["SET client_min_messages = warning", *removals]
        on_server("psql", connection, *quiet, f"--command={'; '.join(commands)}", f"--file={script}")
    return old if removals else None


def removals_of(connection, cursor):
    """The statements that remove our tables and functions, also those that a dump of an older version has not."""
    for table in connection.introspection.table_names(cursor):
        yield f"DROP TABLE {connection.ops.quote_name(table)} CASCADE"
    for (function,) in cursor.execute(FUNCTIONS).fetchall():
        yield f"DROP FUNCTION IF EXISTS {function} CASCADE"


def count(cursor, table):
    """How many rows a table has."""
    return cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608  from the list of tables


@contextmanager
def script_of(dump, *options):
    """The statements that make what is in `dump`, in a file that is gone afterwards. Read whole, or not at all."""
    with TemporaryDirectory() as folder:
        script = Path(folder, "script.sql")
        run([binary("pg_restore"), *options, f"--file={script}", str(dump)])
        yield script


def on_server(name, connection, *parameters):
    """Run a program of PostgreSQL on the database of `connection`."""
    command, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, parameters)
    # Of two servers the one that may be written, as the site itself; Django leaves these out.
    options = connection.settings_dict["OPTIONS"]
    asked = {variable: str(options[option]) for option, variable in WHERE.items() if option in options}
    run([binary(name, connection.pg_version // 10_000), *command[1:]], (environment or {}) | asked)


def run(command, environment=None):
    """Run a program of PostgreSQL; an error, with what it said last, when it fails."""
    done = subprocess.run(command, env=os.environ | (environment or {}), stderr=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip() or "zonder uitleg"
        raise BackupError(f"{Path(command[0]).name} stopte met een fout: {said.splitlines()[-1]}")


def binary(name, version=None):
    """Where the program `name` is: of the version of the server when that is here, or else the newest.

    An older program cannot read a newer server; what a newer one writes, an older server does not always take.
    """
    versions = {int(path.parts[-3]): path for path in BINARIES.glob(f"[0-9]*/bin/{name}")}
    found = versions.get(version) or (versions[max(versions)] if versions else shutil.which(name))
    if not found:
        raise BackupError(f"{name} staat niet op deze machine. Installeer postgresql-client.")
    return str(found)
