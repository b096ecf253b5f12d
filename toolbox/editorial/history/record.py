"""Write history, and go back in it."""

from collections import defaultdict
from contextlib import contextmanager
from itertools import chain

from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from toolbox.editorial.history.diff import diff
from toolbox.editorial.history.snapshot import rows_of, snapshot, snapshots
from toolbox.editorial.writing import writing
from toolbox.models import OldAddress, Revision
from toolbox.models.revision import label_of

Action = Revision.Action
OUT_OF_THE_WAY = 10_000


def ensure_first(*entries):
    """Keep how entries of one model were before anybody changed them here; what is loaded has no history yet."""
    known = set(Revision.objects.of(*entries).values_list("object_id", flat=True))
    record_all([entry for entry in entries if str(entry.pk) not in known], None, Action.LOADED)


def record_all(entries, user, action, note=""):
    """Keep how many entries of one model are now; each of them was changed."""
    rows = snapshots(entries)
    Revision.objects.bulk_create(
        _revision(entry, action, rows[entry.pk], user, note) for entry in entries if entry.pk in rows
    )


def record(entry, user, action=Action.SAVED, note="", merged=()):
    """Keep how `entry` is now, unless nothing changed since the last time. `merged` are the ids of what it took in."""
    rows = snapshot(entry)
    last = Revision.objects.of(entry).first()
    if merged or not last or last.action == Action.DELETED or diff(last.rows, rows):
        _revision(entry, action, rows, user, note, merged=merged).save()


@contextmanager
def recorded(entry, user, action=Action.SAVED, note=""):
    """Keep `entry` before and after what happens inside."""
    with transaction.atomic():
        ensure_first(entry)
        yield
        record(entry, user, action, note)


def record_deletion(entry, user, note="", keep=None, only=()):
    """Keep `entry` and everything that is deleted with it, and what pointed at it. Call before deleting.

    In a merge `keep` is what takes its place, and `only` are the rows that get it in a list for that reason alone:
    [model, many-to-many field, pks].
    """
    collector = Collector(DEFAULT_DB_ALIAS, origin=entry)
    collector.collect([entry])
    deleted = defaultdict(list)
    for obj in chain(*collector.data.values(), *collector.fast_deletes):
        deleted[obj._meta.concrete_model].append(obj)
    rows = []
    for model, objects in deleted.items():  # the entry first; the many-to-many tables too, so no row holds its lists
        rows += rows_of(objects, [field.name for field in model._meta.concrete_fields])
    links = [*_set_null(collector), *([model, field, entry.pk, list(pks)] for model, field, pks in only)]
    if keep:
        links = [[*link, keep.pk] for link in links]
    _revision(entry, Action.DELETED, rows, user, note, links=links).save()


def _set_null(collector):
    """The rows elsewhere that lose their pointer: [model, field, pk of the target, pks of the rows]."""
    return [
        [field.model._meta.label_lower, field.name, getattr(obj, field.attname), [obj.pk]]
        for (field, value), groups in collector.field_updates.items()
        if value is None
        for obj in chain.from_iterable(groups)
    ]


def _revision(entry, action, rows, user, note, **more):
    about = {"model": label_of(entry), "object_id": str(entry.pk), "title": str(entry)[:300]}
    return Revision(**about, action=action, rows=rows, user=user, note=note[:300], **more)


@writing()
def revert(revision, user):
    """Put an entry back to how it was after `revision`. Gives the titles of what could not come back.

    A ValidationError says why a form would not save it like that.
    """
    entry = apps.get_model(revision.model)._base_manager.get(pk=revision.object_id)
    ensure_first(entry)
    wanted = {(row["model"], row["pk"]) for row in revision.rows}
    for row in snapshot(entry)[1:]:
        here = apps.get_model(row["model"])._base_manager.filter(pk=row["pk"])
        if (row["model"], row["pk"]) not in wanted:
            here.delete()
        elif "order" in row["fields"]:  # two rows may have swapped a number that must be unique
            here.update(order=F("order") + OUT_OF_THE_WAY)
    lost = _save_rows(revision.rows)
    type(entry)._base_manager.get(pk=entry.pk).save()
    _check_rows(revision.rows)
    when = timezone.localtime(revision.at)
    record(entry, user, Action.REVERTED, f"naar de versie van {when:%d/%m/%Y %H:%M}")
    return lost


@writing()
def undelete(revision, user):
    """Put back what was deleted, with all that hung on it. Gives the titles of what could not come back.

    A ValidationError says why a form would not save it like that.
    """
    lost = _save_rows(revision.rows)
    for label, *link in revision.links:
        _point_back(apps.get_model(label), *link)
    Revision.objects.filter(pk=revision.pk).update(restored_at=timezone.now())
    entry = apps.get_model(revision.model)._base_manager.get(pk=revision.object_id)
    entry.save()
    OldAddress.objects.give_back(entry)
    _check_rows(revision.rows)
    record(entry, user, Action.REVERTED, "uit de prullenbak")
    return lost


def _point_back(model, field, target, pks, other=None):
    """Let rows point at `target` again, if they still point at nothing, or at the `other` that a merge gave them."""
    rows = model._base_manager.filter(pk__in=pks)
    if model._meta.get_field(field).many_to_many:
        for row in rows:
            getattr(row, field).remove(other)
    else:
        free = Q(**{f"{field}__isnull": True}) | Q(**{field: other})
        rows.filter(free).update(**{f"{field}_id": target})


def _save_rows(rows):
    """Save the rows; leave out what points at something that is gone by now, and tell what that was."""
    present = {(row["model"], row["pk"]) for row in rows}
    lost = []
    kept = [row | {"fields": fields} for row in rows if (fields := _without_missing(row, present, lost)) is not None]
    for row in serializers.deserialize("python", kept):
        _check(row.object, row.object.clean_fields, exclude={field.name for field in _relations(row.object)})
        row.save()
    return lost


def _check_rows(rows):
    """The rules for all that stands there now: a row can only be checked when what it points at is there too."""
    pks = defaultdict(list)
    for row in rows:
        pks[row["model"]].append(row["pk"])
    for label, some in pks.items():
        for obj in apps.get_model(label)._base_manager.filter(pk__in=some).order_by("pk"):
            _check(obj, obj.full_clean)


def _relations(obj):
    return [field for field in obj._meta.fields if field.is_relation]


def _check(obj, rules, **options):
    try:
        rules(**options)
    except ValidationError as error:
        names = {field.name: f"{field.verbose_name}: " for field in obj._meta.fields}
        found = error.message_dict.items()
        words = [f"{names.get(name, '')}{message}" for name, messages in found for message in messages]
        raise ValidationError(f"zo kan het niet meer bewaard worden. In “{obj}”: {' '.join(words)}") from None


def _without_missing(row, present, lost):
    """The fields of `row` without what they point at in vain, which is added to `lost`; None if it needs that."""
    fields, complete = dict(row["fields"]), True
    for field in apps.get_model(row["model"])._meta.get_fields():
        if not field.is_relation or fields.get(field.name) is None:
            continue
        pks = fields[field.name] if field.many_to_many else [fields[field.name]]
        label, rows = label_of(field.related_model), field.related_model._base_manager
        there = [pk for pk in pks if (label, pk) in present or rows.filter(pk=pk).exists()]
        if there != pks:
            lost.append(f"{field.verbose_name} van “{row['title']}”")
            fields[field.name] = there if field.many_to_many else None
            complete = complete and (field.many_to_many or field.null)
    return fields if complete else None
