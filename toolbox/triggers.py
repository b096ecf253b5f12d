"""Database triggers that renew the catalogue version at every change of content.

Triggers and not save(): they also see bulk updates, many-to-many tables, raw SQL and other processes, and they work
inside the same transaction. SQLite drops them when a migration remakes a table, so they are made again after every
`migrate` (toolbox/apps.py).
"""

from django.apps import apps
from django.db import connections

CONTENT_APPS = ("fiches", "buurtanalyse", "toolbox", "taggit")

# Models of those apps that hold no content of the public pages.
NOT_CONTENT = {
    "toolbox.catalogueversion",
    "toolbox.linkresult",
    "toolbox.revision",
    "toolbox.report",
    "toolbox.reportedchange",
    "toolbox.reportthrottle",
}

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
EVENTS = ("insert", "update", "delete")


def content_tables():
    """The tables whose rows make up the public pages, many-to-many tables included."""
    tables = {
        model._meta.db_table
        for label in CONTENT_APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.label_lower not in NOT_CONTENT
    }
    return sorted(tables)


def statements(vendor):
    """The SQL that makes the triggers for `vendor` ("sqlite" or "postgresql"), one statement at a time."""
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION toolbox_renew_version() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {RENEW[vendor]}; RETURN NULL; END $$"
        )
    for table in content_tables():
        for event in EVENTS:
            name = f"version_{event}_{table}"
            if vendor == "postgresql":
                yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
                yield (
                    f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" '
                    "FOR EACH STATEMENT EXECUTE FUNCTION toolbox_renew_version()"
                )
            else:
                yield f'DROP TRIGGER IF EXISTS "{name}"'
                yield f'CREATE TRIGGER "{name}" AFTER {event} ON "{table}" BEGIN {RENEW[vendor]}; END'


def install(using="default", **kwargs):
    """Make the triggers in the database `using`; called after every migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if "toolbox_catalogueversion" not in existing or not existing.issuperset(content_tables()):
        return  # halfway a migration to an older state; the next migrate makes them
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
