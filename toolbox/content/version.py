"""Database triggers that renew the catalogue version at every change of content, and write down what changed.

Triggers and not save(): they also see bulk updates, many-to-many tables, raw SQL and other processes, and they work
inside the same transaction. SQLite drops them when a migration remakes a table, so they are made again after every
`migrate` (toolbox/apps.py).
"""

from collections import defaultdict

from django.db import connections

from fiches.shared.content import stored_models
from toolbox.search.index.documents import watched

RENEW = {
    "sqlite": (
        "INSERT INTO toolbox_catalogueversion (id, token) VALUES (1, lower(hex(randomblob(16)))) "
        "ON CONFLICT (id) DO UPDATE SET token = excluded.token"
    ),
    "postgresql": (
        "INSERT INTO toolbox_catalogueversion (id, token) VALUES (1, replace(gen_random_uuid()::text, '-', '')) "
        "ON CONFLICT (id) DO UPDATE SET token = excluded.token"
    ),
}
# Writes down which object changed. All names come from the models, none from a visitor.
NOTE = {
    "sqlite": (
        "INSERT INTO toolbox_change (source, object_id) SELECT '{source}', {row}.{column} "
        "WHERE {row}.{column} IS NOT NULL AND NOT EXISTS "
        "(SELECT 1 FROM toolbox_change WHERE source = '{source}' AND object_id = {row}.{column})"
    ),
    "postgresql": (
        "INSERT INTO toolbox_change (source, object_id) "
        "SELECT DISTINCT '{source}', {column} FROM ({touched}) AS touched WHERE {column} IS NOT NULL"
    ),
}
# The rows of a statement as each event leaves them: what was there before and what is there now.
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def content_tables():
    """The tables whose rows make up the public pages, many-to-many tables included."""
    models = stored_models()
    lists = [field.m2m_db_table() for model in models for field in model._meta.many_to_many]
    return sorted({*lists, *(model._meta.db_table for model in models)})


def watched_tables():
    """{table: [(column, source), ...]} of the tables of which the search index wants to know which rows change."""
    tables = defaultdict(list)
    for model, column, source in watched():
        tables[model._meta.db_table].append((column, source))
    return tables


def statements(vendor):
    """The SQL that makes the triggers for `vendor` ("sqlite" or "postgresql"), one statement at a time."""
    watched = watched_tables()
    make = _postgresql if vendor == "postgresql" else _sqlite
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION toolbox_renew_version() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {RENEW[vendor]}; RETURN NULL; END $$"
        )
    for table in content_tables():
        for event in ROWS:
            yield from make(f"version_{event}_{table}", event, table, watched.get(table, ()))


def _sqlite(name, event, table, noted):
    yield f'DROP TRIGGER IF EXISTS "{name}"'
    body = [RENEW["sqlite"]]
    # One row for each object: SQLite has one writer at a time, so none can be missed.
    body += [
        NOTE["sqlite"].format(source=source, column=column, row=row) for column, source in noted for row in ROWS[event]
    ]
    yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {"; ".join(body)}; END'


def _postgresql(name, event, table, noted):
    yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
    yield (
        f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION toolbox_renew_version()"
    )
    yield f'DROP TRIGGER IF EXISTS "noted_{name}" ON "{table}"'
    if noted:
        touched = " UNION ALL ".join(f"TABLE {row.lower()}_rows" for row in ROWS[event])
        notes = [NOTE["postgresql"].format(source=source, column=column, touched=touched) for column, source in noted]
        referencing = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in ROWS[event])
        yield (
            f'CREATE OR REPLACE FUNCTION "noted_{name}"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN {'; '.join(notes)}; RETURN NULL; END $$"
        )
        yield (
            f'CREATE TRIGGER "noted_{name}" AFTER {event} ON "{table}" REFERENCING {referencing} '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "noted_{name}"()'
        )


def install(using="default", **kwargs):
    """Make the triggers in the database `using`; called after every migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if not existing.issuperset({"toolbox_catalogueversion", "toolbox_change", *content_tables()}):
        return  # halfway a migration to an older state; the next migrate makes them
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
