"""Database triggers that renew the catalogue version at every change of content, and write down what changed.

Triggers and not save(): they also see bulk updates, many-to-many tables, raw SQL and other processes, and they work
inside the same transaction. SQLite drops them when a migration remakes a table, so they are made again after every
`migrate` (toolbox/apps.py).
"""

from collections import defaultdict
from pathlib import Path

import yaml
from django.db import connections

from fiches.shared.content import content_models
from toolbox.search.index.texts import watched

SQL = yaml.safe_load(Path(__file__).with_name("triggers.yaml").read_text(encoding="utf-8"))
# The rows of a statement as each event leaves them: what was there before and what is there now.
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def content_tables():
    """The tables whose rows make up the public pages, many-to-many tables included."""
    models = content_models()
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
    sql, watched = SQL[vendor], watched_tables()
    yield from sql["once"]
    for table in content_tables():
        noted = watched.get(table, ())
        for event, rows in ROWS.items():
            words = {"name": f"version_{event}_{table}", "event": event, "table": table}
            words["transition"] = " ".join(f"{row} TABLE AS {row.lower()}_rows" for row in rows)
            words["notes"] = "".join(f"{note} " for note in _notes(sql["note"], noted, rows))
            for statement in sql["each"] + (sql["noted"] if noted else []):
                yield statement.format_map(words)


def _notes(note, noted, rows):
    """The statements that write down which objects changed, each once."""
    touched = " UNION ALL ".join(f"TABLE {row.lower()}_rows" for row in rows)
    names = [{"source": source, "column": column, "row": row} for column, source in noted for row in rows]
    return dict.fromkeys(note.format(touched=touched, **one) for one in names)


def install(using="default", **kwargs):
    """Make the triggers in the database `using`; called after every migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    if not existing.issuperset({"toolbox_catalogueversion", "toolbox_change", *content_tables()}):
        return  # halfway a migration to an older state; the next migrate makes them
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
