"""How we talk to each kind of database, whichever address names it."""

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

KINDS = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
SQLITE = {
    "timeout": 20,
    # Measured: immediate transactions with WAL give no lock failures where deferred ones gave thousands.
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
}
# A network or a machine that is gone is noticed after some seconds.
PATIENCE = {"connect_timeout": 3, "tcp_user_timeout": 10_000, "keepalives_idle": 10, "keepalives_interval": 5}
STATEMENT = {"options": "-c statement_timeout=30s"}  # of a page; a command takes as long as it takes


def database(url, serves_pages=False):
    """The settings, as in DATABASES, of the database at `url`; ImproperlyConfigured when that is no address of one."""
    try:
        found = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except ValueError:
        raise ImproperlyConfigured(
            "DATABASE_URL is geen adres van een databank. Schrijf # in een wachtwoord als %23."
        ) from None
    if found["ENGINE"] not in KINDS:
        raise ImproperlyConfigured("DATABASE_URL noemt een databank die de site niet kent: sqlite:// of postgres://.")
    if found["ENGINE"] == "django.db.backends.sqlite3":
        # It costs nothing to keep open, and who closes it last takes its shared memory along: on a full disk nobody
        # could make that again, and reading would stop as well.
        found |= {"CONN_MAX_AGE": None, "OPTIONS": SQLITE}
    if found["ENGINE"] == "django.db.backends.postgresql":
        ours = PATIENCE | (STATEMENT if serves_pages else {})
        found["OPTIONS"] = ours | found.get("OPTIONS", {})  # what the address says itself, goes first
    return found
