"""For statements that are written out: those of almost every page, since building them costs ten times the asking."""

from pathlib import Path

import yaml
from django.db import connection

STATEMENTS = yaml.safe_load(Path(__file__).with_name("statements.yaml").read_text(encoding="utf-8"))


def rows_of(name, values=()):
    """What the database answers to the statement `name` of statements.yaml with these `values`, as tuples."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[name].format(", ".join(["%s"] * len(values))), values)
        return cursor.fetchall()
