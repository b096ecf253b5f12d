"""Backups and how to put them back: folder.py keeps the files, sqlite.py and postgresql.py know their database.

Both databases offer the same four: `SUFFIX`, `write(target, connection, say)`, `inspect(path)` and
`restore(source, connection, stamp, say)`. `connection` is Django's; `say` gets what is being done, in words.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from fiches.shared.disk import obstacle

try:
    import fcntl
except ImportError:  # on Windows
    fcntl = None


class BackupError(Exception):
    """Why a backup or a restore did not happen, in words for the operator."""


@dataclass(frozen=True)
class Contents:
    """What was read back from a backup: how many rows each table has, and which migrations it went through."""

    rows: dict
    migrations: frozenset

    @property
    def total(self):
        """The number of rows in all tables."""
        return sum(self.rows.values())

    def complete(self, rows):
        """Itself, when it has as many rows as the database: `rows` per table."""
        if self.rows != rows:
            raise BackupError("De kopie heeft niet evenveel rijen als de databank. Ze is niet bewaard.")
        return self

    def refuse_foreign(self):
        """Stop when this is no database of this site, or of a newer version of the code than this one."""
        if not self.rows.get("toolbox_tool") or not self.migrations:
            raise BackupError("In dit bestand staat geen toolbox met tools.")
        unknown = sorted(".".join(key) for key in self.migrations - set(MigrationLoader(None).disk_migrations))
        if unknown:
            raise BackupError(
                f"Deze kopie is van een nieuwere versie van de site: ze kent {unknown[0]}. Werk eerst bij."
            )


def database():
    """The module for the kind of database in use."""
    if fcntl is None:
        raise BackupError(
            "Op Windows kan dat niet: er zijn daar niet de sloten waarmee een kopie zeker heel is. Stop de site en "
            "kopieer het bestand van de databank, of laat de site op Linux draaien."
        )
    if connection.vendor not in ("sqlite", "postgresql"):
        raise BackupError(f"Voor een databank van het soort {connection.vendor} hebben we geen reservekopie.")
    return import_module(f"toolbox.backup.{connection.vendor}")


@contextmanager
def explained(nothing):
    """What goes wrong inside, as a command says it; `nothing` says what did not happen because of that."""
    try:
        yield
    except OSError as error:
        raise CommandError(f"{nothing}. {obstacle(error) or error.strerror or error}") from error
    except (BackupError, DatabaseError) as error:
        words = str(error).partition("\n")[0]
        raise CommandError(f"{nothing}. {words}") from error
