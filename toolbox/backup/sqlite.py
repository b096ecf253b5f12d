"""Backups of SQLite. The site goes on while one is made; to put one back it has to be stopped."""

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

from fiches.shared.disk import obstacle
from toolbox.backup import BackupError, Contents, fcntl
from toolbox.backup.folder import flush

SUFFIX = ".sqlite3"
# Where SQLite puts the locks of whoever has the file open (its file format, "lock bytes").
FIRST_LOCK, LOCKS = 0x40000002, 510


def write(target, connection, say):
    """Write a copy of one moment to `target` and read it back; gives its contents. Others read and write on."""
    say("kopiëren …")
    try:
        with opened(path_of(connection)) as source, closing(sqlite3.connect(target)) as copy:
            source.execute("BEGIN")
            expected = count_rows(source)  # from this reading on, the transaction sees this moment only
            source.backup(copy)
            copy.execute("VACUUM")  # what was deleted does not go along
    except sqlite3.DatabaseError as error:
        raise BackupError(f"De databank kon niet gekopieerd worden. {obstacle(error) or f'{error}.'}") from error
    say("nalezen …")
    return inspect(target).complete(expected)


def inspect(path):
    """The contents of a copy, when SQLite finds no damage in it and all references lead somewhere."""
    try:
        with opened(path) as connection:
            damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if damage != "ok":
                raise BackupError(f"De kopie is beschadigd: {damage}.")
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise BackupError("De kopie is niet volledig: er staan verwijzingen in naar wat er niet is.")
            rows = count_rows(connection)
            known = "django_migrations" in rows
            done = connection.execute("SELECT app, name FROM django_migrations").fetchall() if known else []
            return Contents(rows, frozenset(done))
    except sqlite3.DatabaseError as error:
        raise BackupError(f"Dit bestand kan niet gelezen worden als databank: {error}.") from error


def restore(source, connection, stamp, say):
    """Put the verified copy `source` in the place of the database; gives where the old one is kept.

    The path of the database always leads to a whole file: the old one stays under its name until the new one, wholly
    on the disk, takes that name.
    """
    path = path_of(connection)
    old = beside(path, f".voor-{stamp}")
    new = beside(path, f".nieuw-{stamp}")
    try:
        say("kopiëren …")
        shutil.copyfile(source, new)
        inspect(new)
        hand_over(new, path)
        flush(new)
        with nobody_has_open(path) if path.exists() else nullcontext():
            if path.exists():
                os.link(path, old)
            for extra in ("-wal", "-shm"):  # what was not yet in the file itself stays with the old one
                if beside(path, extra).exists():
                    os.replace(beside(path, extra), beside(old, extra))
            os.replace(new, path)
            flush(path.parent)
    finally:
        new.unlink(missing_ok=True)
    return old if old.exists() else None


def hand_over(new, path):
    """Give `new` to the user that the site runs as: an operator may be somebody else."""
    owner = (path if path.exists() else path.parent).stat()
    new.chmod(owner.st_mode & 0o777 if path.exists() else 0o600)
    os.chown(new, owner.st_uid, owner.st_gid)


def beside(path, ending):
    """The path of a file that belongs to `path`: the same name with `ending` behind it."""
    return path.with_name(path.name + ending)


@contextmanager
def nobody_has_open(path):
    """Hold the lock that SQLite asks of everyone who opens the file. A damaged file can be held like that too."""
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, LOCKS, FIRST_LOCK)
        except OSError as error:
            raise BackupError("De site draait nog en gebruikt de databank. Stop ze eerst.") from error
        yield


def path_of(connection):
    """The file of the database."""
    if connection.is_in_memory_db():
        raise BackupError("Deze databank staat alleen in het geheugen.")
    return Path(connection.settings_dict["NAME"])


def opened(path):
    """A connection to an existing file, that is closed afterwards."""
    try:
        return closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=20))
    except sqlite3.OperationalError as error:
        raise BackupError(f"{path} kan niet geopend worden.") from error


def count_rows(connection):
    """How many rows each table has."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
    tables = [name for (name,) in connection.execute(names)]
    # The names come from the database's own list of tables.
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
