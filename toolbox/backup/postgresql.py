"""Backups of PostgreSQL, with its own pg_dump, pg_restore and psql. The site goes on meanwhile."""

import os
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from django.conf import settings as site
from psycopg import sql
from psycopg.conninfo import make_conninfo

from toolbox.backup import BackupError, Contents
from toolbox.backup.folder import locked, whole_file

SUFFIX = ".dump"
BINARIES = Path("/usr/lib/postgresql")  # where Debian keeps those that are not in the PATH
PLAIN = ["--no-owner", "--no-privileges"]  # who owns it there is for that server to say
ROOM = 1024 * 1024


def write(target, settings, say):
    """Dump one moment of the database to `target` and read it back whole; gives its contents."""
    with connected(settings) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        expected = count_rows(connection)
        size = connection.execute("SELECT pg_database_size(current_database())").fetchone()[0]
        arguments = ["--format=custom", *PLAIN, f"--snapshot={snapshot}", f"--file={target}"]
        dump = [binary("pg_dump", connection), *arguments, f"--dbname={address(settings)}"]
        say("kopiëren", 0)
        with started(dump, settings) as running:
            while not ended(running):
                say("kopiëren", min(0.99, target.stat().st_size / size))
    say("nalezen")
    found = inspect(target, settings)
    if found.rows != expected:
        raise BackupError("De kopie heeft niet evenveel rijen als de databank. Ze is niet bewaard.")
    return found


def inspect(path, settings):
    """The contents of a dump. Every row is unpacked and counted: a dump that breaks off halfway is found out."""
    rows, migrations, table = Counter(), set(), None
    command = [binary("pg_restore"), "--data-only", "--file=-", str(path)]
    with started(command, settings, stdout=subprocess.PIPE) as reader:
        for line in reader.stdout:
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


def restore(source, settings, stamp, say):
    """Replace the database by the verified dump `source` in one transaction; gives where the old content is kept.

    On a new server there is nothing yet to keep.
    """
    expected = inspect(source, settings)
    with connected(settings) as connection:
        filled = bool(tables(connection))
    old = Path(site.BACKUP_DIR, f"voor-{stamp}{SUFFIX}") if filled else None
    if old:
        say("de huidige inhoud bewaren")
        with locked(old.parent), whole_file(old) as busy:
            write(busy, settings, say)
    say("terugzetten")
    with connected(settings) as connection:
        before = "".join(f"{statement};\n" for statement in removals(connection))
        psql, pg_restore = binary("psql", connection), binary("pg_restore", connection)
    quiet = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", f"--dbname={address(settings)}"]
    with started([psql, *quiet], settings, stdin=subprocess.PIPE) as writer:
        try:
            writer.stdin.write(f"SET client_min_messages = warning;\nBEGIN;\n{before}".encode())
            with started([pg_restore, *PLAIN, "--file=-", str(source)], settings, stdout=subprocess.PIPE) as reader:
                shutil.copyfileobj(reader.stdout, writer.stdin, ROOM)
            # Only reached when the whole dump was read. Without COMMIT psql leaves all as it was.
            writer.stdin.write(f"{recount(expected)}\nCOMMIT;\n".encode())
            writer.stdin.close()
        except BrokenPipeError:
            writer.wait()  # it stopped at an error, and says itself which
    return old


def removals(connection):
    """The statements that remove our tables and functions, also those that a dump of an older version has not."""
    for table in tables(connection):
        yield sql.SQL("DROP TABLE {} CASCADE").format(sql.Identifier(table)).as_string(connection)
    functions = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace "
        "AND prokind IN ('f', 'p') AND NOT EXISTS "
        "(SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"  # an extension brings its own
    )
    for (function,) in functions:
        yield f"DROP FUNCTION IF EXISTS {function} CASCADE"


def recount(expected):
    """A block that raises an error when a table has not the rows that were read in the dump."""
    checks = "".join(
        f'IF (SELECT count(*) FROM public."{table}") <> {number} '  # noqa: S608  names and numbers from a dump we made
        f"THEN RAISE EXCEPTION 'tabel {table} is niet volledig'; END IF; "
        for table, number in expected.rows.items()
    )
    return f"DO $$ BEGIN {checks} END $$;"


def tables(connection):
    """The names of the tables."""
    return [
        name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    ]


def count_rows(connection):
    """How many rows each table has."""
    return {
        name: connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()[0]
        for name in tables(connection)
    }


def address(settings):
    """Where the database is, for libpq; the password goes apart, since others can see a program's arguments."""
    known = {name: value for name, value in settings["OPTIONS"].items() if name.startswith(("ssl", "service"))}
    places = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": settings["NAME"]}
    return make_conninfo(**{name: str(value) for name, value in places.items() if value}, **known)


@contextmanager
def connected(settings):
    """A connection of our own; what PostgreSQL refuses comes out as a BackupError."""
    try:
        with psycopg.connect(address(settings), password=settings["PASSWORD"] or None) as connection:
            yield connection
    except psycopg.Error as error:
        raise BackupError(f"PostgreSQL zegt: {(str(error).splitlines() or ['niets'])[0]}") from error


@contextmanager
def started(command, settings, **pipes):
    """A running program of PostgreSQL; an error when it ends with one, with what it said last."""
    environment = os.environ | ({"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {})
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **pipes) as process:  # noqa: S603  a list
        try:
            yield process
        except BaseException:
            process.kill()
            raise
        finally:
            if process.stdin:
                with suppress(BrokenPipeError):
                    process.stdin.close()
        said = process.stderr.read().decode(errors="replace").strip()
        if process.wait():
            name = Path(command[0]).name
            raise BackupError(f"{name} stopte met een fout: {said.splitlines()[-1] if said else 'zonder uitleg'}")


def ended(process, wait=0.2):
    """Whether a program has ended, after waiting for that a little while."""
    try:
        process.wait(wait)
    except subprocess.TimeoutExpired:
        return False
    return True


def binary(name, connection=None):
    """Where the program `name` is: of the version of the server when that is here, or else the newest.

    An older program cannot read a newer server; what a newer one writes, an older server does not always take.
    """
    versions = {int(path.parts[-3]): path for path in BINARIES.glob(f"[0-9]*/bin/{name}")}
    wanted = connection.info.server_version // 10_000 if connection else None
    found = versions.get(wanted) or (versions[max(versions)] if versions else shutil.which(name))
    if not found:
        raise BackupError(f"{name} staat niet op deze machine. Installeer postgresql-client.")
    return str(found)
