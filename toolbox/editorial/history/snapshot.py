"""An entry as data: the row itself and the rows that belong to it, with a readable form of every field beside it."""

import json
from datetime import datetime

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from django.utils import timezone

from fiches.shared.content import row_parents
from fiches.shared.order import dutch_order


def entry_of(obj):
    """The entry that `obj` belongs to: a row has the one on whose page editors change it, the rest is one itself."""
    parent = row_parents().get(type(obj))
    return getattr(obj, parent) if parent else obj


def snapshot(entry):
    """The rows of `entry` as it stands in the database now; an empty list when it is not there."""
    return snapshots([entry]).get(entry.pk, [])


def snapshots(entries):
    """{primary key: rows} of entries of one model; the same number of queries for one as for many."""
    if not entries:
        return {}
    model = type(entries[0])
    fresh = list(model._base_manager.filter(pk__in=[entry.pk for entry in entries]))
    found = {entry.pk: [row] for entry, row in zip(fresh, rows_of(fresh), strict=True)}
    for name in getattr(model, "children", ()):
        parent = model._meta.get_field(name).field
        children = list(parent.model._base_manager.filter(**{f"{parent.name}__in": fresh}).order_by("pk"))
        for child, row in zip(children, rows_of(children), strict=True):
            found[getattr(child, parent.attname)].append(row)
    return found


def rows_of(objects, fields=None):
    """`objects` of one model as JSON data, of all fields or the named ones, with what each field says in words."""
    if not objects:
        return []
    meta = objects[0]._meta.concrete_model._meta
    shown_fields = [field for field in meta.fields if field.editable]
    many = [field for field in meta.many_to_many if field.serialize and field.remote_field.through._meta.auto_created]
    related = [field.name for field in shown_fields if field.is_relation]
    prefetch_related_objects(objects, *related, *(field.name for field in many))
    rows = json.loads(json.dumps(serializers.serialize("python", objects, fields=fields), cls=DjangoJSONEncoder))
    for row, obj in zip(rows, objects, strict=True):
        shown = {str(field.verbose_name): words(obj, field) for field in [*shown_fields, *many]}
        row |= {"model": meta.label_lower, "title": str(obj), "kind": str(meta.verbose_name), "shown": shown}
    return rows


def words(obj, field):
    """The value of a field as an editor reads it."""
    if field.choices:
        return str(getattr(obj, f"get_{field.name}_display")())
    value = getattr(obj, field.name)
    if field.many_to_many:
        return ", ".join(sorted(map(str, value.all()), key=dutch_order))
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    return "" if value is None else str(value)
