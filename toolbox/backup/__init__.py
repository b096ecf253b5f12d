"""Backups and how to put them back: folder.py keeps the files, progress.py tells how far it
is, sqlite.py and postgresql.py know their database.

Both databases offer the same four: `SUFFIX`, `write(target, settings, say)`, `inspect(path, settings)` and
`restore(source, settings, stamp, say)`.
"""

from dataclasses import dataclass
from importlib import import_module

from django.db import connections
from django.db.migrations.loader import MigrationLoader


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

    def refuse_foreign(self):
        """Stop when this is no database of this site, or of a newer version of the code than this one."""
        if not self.rows.get("toolbox_tool") or not self.migrations:
            raise BackupError("In dit bestand staat geen toolbox met tools.")
        unknown = sorted(".".join(key) for key in self.migrations - set(MigrationLoader(None).disk_migrations))
        if unknown:
            raise BackupError(
                f"Deze kopie is van een nieuwere versie van de site: ze kent {unknown[0]}. Werk eerst bij."
            )


def database(using="default"):
    """The module for the kind of database in use, and the settings of that database."""
    connection = connections[using]
    if connection.vendor not in ("sqlite", "postgresql"):
        raise BackupError(f"Voor een databank van het soort {connection.vendor} hebben we geen reservekopie.")
    return import_module(f"toolbox.backup.{connection.vendor}"), connection.settings_dict
