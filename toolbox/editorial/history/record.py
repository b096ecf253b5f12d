"""Write history, and go back in it."""

from contextlib import contextmanager
from itertools import chain

from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.db.models import F, Q
from django.db.models.deletion import Collector
from django.utils import timezone

from toolbox.editorial.history.diff import diff
from toolbox.editorial.history.snapshot import rows_of, snapshot, snapshots
from toolbox.models import OldAddress, Revision

Action = Revision.Action
OUT_OF_THE_WAY = 10_000


def ensure_first(entry):
    """Keep how `entry` was before anybody changed it here; what is loaded or imported has no history yet."""
    if entry.pk and not Revision.objects.of(entry).exists() and (rows := snapshot(entry)):
        _write(entry, Action.LOADED, rows)


def record(entry, user, action=Action.SAVED, note="", merged=()):
    """Keep how `entry` is now, unless nothing changed since the last time. `merged` are the ids of what it took in."""
    rows = snapshot(entry)
    last = Revision.objects.of(entry).first()
    if not merged and last and last.action != Action.DELETED and not diff(last.rows, rows):
        return None
    return _write(entry, action, rows, user=user, note=note, merged=merged)


def ensure_first_of(entries):
    """As `ensure_first`, for many entries of one model at once."""
    known = Revision.objects.of_all(entries).values_list("object_id", flat=True)
    without = [entry for entry in entries if str(entry.pk) not in set(known)]
    rows = snapshots(without)
    Revision.objects.bulk_create(
        _revision(entry, Action.LOADED, rows[entry.pk]) for entry in without if entry.pk in rows
    )


def record_all(entries, user, action, note=""):
    """As `record`, for many entries of one model that each were changed."""
    rows = snapshots(entries)
    Revision.objects.bulk_create(
        _revision(entry, action, rows[entry.pk], user=user, note=note) for entry in entries if entry.pk in rows
    )


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
    collector = Collector(using=entry._state.db or "default", origin=entry)
    collector.collect([entry])
    deleted = list(chain.from_iterable(collector.data.values()))
    deleted += list(chain.from_iterable(collector.fast_deletes))
    rows = []
    for model in dict.fromkeys(type(obj)._meta.concrete_model for obj in deleted):
        rows += rows_of([obj for obj in deleted if type(obj)._meta.concrete_model is model])
    for row in rows:  # the rows of the many-to-many tables are among them
        many = {field.name for field in apps.get_model(row["model"])._meta.many_to_many}
        row["fields"] = {name: value for name, value in row["fields"].items() if name not in many}
    rows.sort(key=lambda row: (row["model"], row["pk"]) != (entry._meta.concrete_model._meta.label_lower, entry.pk))
    other = [keep.pk] if keep else []
    links = [[*link, *other] for link in _set_null(collector)]
    links += [[model, field, entry.pk, list(pks), *other] for model, field, pks in only]
    return _write(entry, Action.DELETED, rows, user=user, note=note, links=links)


def _set_null(collector):
    """The rows elsewhere that lose their pointer: [model, field, pk of the target, pks of the rows]."""
    links = []
    for (field, value), groups in collector.field_updates.items():
        if value is None:
            for obj in chain.from_iterable(groups):
                links.append([field.model._meta.label_lower, field.name, getattr(obj, field.attname), [obj.pk]])
    return links


def _write(entry, action, rows, **about):
    revision = _revision(entry, action, rows, **about)
    revision.save()
    return revision


def _revision(entry, action, rows, user=None, note="", links=(), merged=()):
    return Revision(
        model=entry._meta.concrete_model._meta.label_lower,
        object_id=str(entry.pk),
        title=str(entry)[:300],
        action=action,
        user=user if user and user.is_authenticated else None,
        note=note[:300],
        rows=rows,
        links=list(links),
        merged=list(merged),
    )


@transaction.atomic
def revert(revision, user):
    """Put an entry back to how it was after `revision`. Gives the titles of what could not come back."""
    entry = apps.get_model(revision.model)._base_manager.get(pk=revision.object_id)
    ensure_first(entry)
    now = snapshot(entry)
    wanted = {(row["model"], row["pk"]) for row in revision.rows}
    for row in now[1:]:
        model = apps.get_model(row["model"])
        if (row["model"], row["pk"]) not in wanted:
            model._base_manager.filter(pk=row["pk"]).delete()
        elif "order" in row["fields"]:  # two rows may have swapped a number that must be unique
            model._base_manager.filter(pk=row["pk"]).update(order=F("order") + OUT_OF_THE_WAY)
    lost = _save_rows(revision.rows)
    type(entry)._base_manager.get(pk=entry.pk).save()
    when = timezone.localtime(revision.at)
    record(entry, user, Action.REVERTED, f"naar de versie van {when:%d/%m/%Y %H:%M}")
    return lost


@transaction.atomic
def undelete(revision, user):
    """Put back what was deleted, with all that hung on it. Gives the titles of what could not come back."""
    lost = _save_rows(revision.rows)
    for label, *link in revision.links:
        _point_back(apps.get_model(label), *link)
    Revision.objects.filter(pk=revision.pk).update(restored_at=timezone.now())
    entry = apps.get_model(revision.model)._base_manager.get(pk=revision.object_id)
    entry.save()
    OldAddress.objects.give_back(entry)
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
    rows, lost = _without_missing(rows)
    for row in serializers.deserialize("python", rows):
        row.save()
    return lost


def _without_missing(rows):
    present = {(concrete(apps.get_model(row["model"])), str(row["pk"])) for row in rows}
    kept, lost = [], []
    for row in rows:
        fields = dict(row["fields"])
        complete = True
        for field in apps.get_model(row["model"])._meta.get_fields():
            if field.name not in fields or not field.is_relation:
                continue
            if field.many_to_many:
                fields[field.name] = [pk for pk in fields[field.name] if _exists(field, pk, present)]
                if len(fields[field.name]) < len(row["fields"][field.name]):
                    lost.append(f"{field.verbose_name} van “{row['title']}”")
            elif fields[field.name] is not None and not _exists(field, fields[field.name], present):
                complete = complete and field.null
                fields[field.name] = None
                lost.append(f"{field.verbose_name} van “{row['title']}”")
        if complete:
            kept.append(row | {"fields": fields})
    return kept, lost


def _exists(field, pk, present):
    model = field.related_model
    return (concrete(model), str(pk)) in present or model._base_manager.filter(pk=pk).exists()


def concrete(model):
    """The model that has the table: a trefwoord is deleted as a Keyword and pointed at as a Tag."""
    return model._meta.concrete_model
