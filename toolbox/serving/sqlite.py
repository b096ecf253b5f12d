"""Which SQLite this process runs on: one that cannot damage a database, wherever there is one (docs/beslissingen/0081).

SQLite 3.7.0 to 3.51.2 may write a wrong number in the index of its log when two connections write and tidy up at once;
what was saved last is then lost or the file damaged.
"""

import sys
from importlib import import_module

FIRST_FAULTY, REPAIRED = (3, 7, 0), (3, 51, 3)
WARNING = (
    "SQLite {} heeft een zeldzame fout die een databank kan beschadigen (3.7.0 tot 3.51.2), en voor deze machine is er "
    "geen herstelde. Maak elke nacht een kopie, neem een nieuwere SQLite of ga naar PostgreSQL: docs/beheer.md."
)


def use_repaired():
    """Let every `import sqlite3` from now on give the SQLite that pysqlite3 brings along; nothing where there is none.

    Before Django, and for all of the process: two libraries that open one file take each other's locks away.
    """
    try:
        ours = import_module("pysqlite3")
    except ImportError:  # this machine has no such package: what Python itself brings
        return
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = ours, import_module("pysqlite3.dbapi2")


def version():
    """The version of the SQLite in use, as three numbers."""
    return import_module("sqlite3").sqlite_version_info


def is_repaired(number):
    """Whether SQLite of this version, three numbers, is free of that fault."""
    return not FIRST_FAULTY <= tuple(number) < REPAIRED


def warning():
    """What to say to who starts the site on a SQLite with that fault; "" when there is nothing to say."""
    return "" if is_repaired(version()) else WARNING.format(".".join(map(str, version())))
