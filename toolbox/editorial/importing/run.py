"""Taking in a file: first what would change, then, when an editor says yes, exactly that."""

import difflib
import hashlib
import json
from dataclasses import asdict, dataclass, field

import tablib
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction

from fiches.shared.content import row_parents
from toolbox.editorial.history.record import ensure_first, record_all
from toolbox.editorial.importing.cells import NEVER_STORED, BadCell
from toolbox.editorial.importing.sheet import FileRefused, heading
from toolbox.models import ImportFile, Revision

BATCH = 200


@dataclass
class Row:
    """What happens with one row."""

    line: int
    title: str = ""
    is_new: bool = False
    changes: list = field(default_factory=list)
    reasons: list = field(default_factory=list)


@dataclass
class Outcome:
    """What happens with a whole file."""

    changed: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    unchanged: int = 0

    @property
    def fingerprint(self):
        """A text that differs as soon as anything in the outcome differs."""
        rows = [asdict(row) for row in [*self.changed, *self.refused]]
        return hashlib.sha256(json.dumps([rows, self.unchanged]).encode()).hexdigest()

    @property
    def summary(self):
        """In one sentence, for an editor."""
        new = sum(row.is_new for row in self.changed)
        text = f"{new} nieuw, {len(self.changed) - new} gewijzigd, {self.unchanged} zonder wijziging"
        return f"{text}, {len(self.refused)} geweigerd" if self.refused else text


@transaction.atomic
def keep(sheet, resource_class, name, user):
    """Keep the rows of `sheet` until `user` decides; FileRefused when its columns are not those of the resource."""
    resource = resource_class()
    check_columns(sheet, resource)
    check_one_table(sheet, resource)
    kinds = {column.column_name: column.kind for column in resource.columns}
    ImportFile.objects.outdated().delete()
    ImportFile.objects.filter(user=user, sheet=resource_class.__name__).delete()
    return ImportFile.objects.create(
        user=user,
        sheet=resource_class.__name__,
        name=name[:200],
        columns=sheet.columns,
        rows=[[NEVER_STORED.sub("", cell) for cell in cells] for cells in sheet.rows],
        lines=sheet.lines,
        notes=sheet.notes,
        bad_cells=[
            _bad(dict(zip(sheet.columns, cells, strict=True)), reason, kinds)
            for cells, reason in zip(sheet.rows, sheet.reasons, strict=True)
        ],
    )


def _bad(row, reason, kinds):
    """What is wrong with a row, as {column: why}; what is wrong with the whole of it stands under no column."""
    bad = {name: cell.why for name, cell in row.items() if isinstance(cell, BadCell) and not _fits(cell, kinds[name])}
    return bad | ({NON_FIELD_ERRORS: reason} if reason else {})


def _fits(cell, kind):
    """Whether what a program made of a cell is right in a column of this `kind`."""
    return bool(cell.fits) and cell.fits == kind


def check_columns(sheet, resource):
    """Refuse columns that the resource does not have, that occur twice, or a file without the key."""
    try:
        _check_columns(sheet.columns, resource)
    except FileRefused as error:
        raise FileRefused(" ".join([str(error), *sheet.notes])) from error


def _check_columns(columns, resource):
    known = [column.column_name for column in resource.columns]
    if unknown := [name for name in columns if name not in known]:
        raise FileRefused(f"{'; '.join(_unknown(name, known) for name in unknown)}. Mogelijk is: {', '.join(known)}.")
    if twice := sorted({name for name in columns if columns.count(name) > 1}):
        raise FileRefused(f"Deze kolom staat er twee keer: {', '.join(twice)}.")
    if resource.key.column_name not in columns:
        raise FileRefused(
            f"De kolom “{resource.key.column_name}” ontbreekt. Daaraan herkennen we wat al bestaat. Exporteer eerst."
        )


def check_one_table(sheet, resource):
    """Refuse a second table below the first, with other columns: what stands in it would end up in the wrong ones."""
    known = {column.column_name for column in resource.columns}
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        said = list(filter(None, map(heading, cells)))
        if said != sheet.columns and len(set(said)) > 1 and resource.key.column_name in said and known.issuperset(said):
            raise FileRefused(
                f"Op rij {line} begint een tweede tabel, met andere kolommen. Zet die in een eigen bestand."
            )


def _unknown(name, known):
    if not name:
        return "Een kolom heeft geen naam"
    close = difflib.get_close_matches(name, known, 1)
    return f"De kolom “{name[:60]}” kennen we niet" + (f" (bedoel je “{close[0]}”?)" if close else "")


def preview(import_file, resource_class):
    """What would happen; nothing is kept of it but which entries would change. FileRefused when it takes too long."""
    with transaction.atomic():
        outcome, touched = _run(import_file, resource_class)
        transaction.set_rollback(True)
    ImportFile.objects.filter(pk=import_file.pk).update(touched=[entry.pk for entry in touched])
    return outcome


@transaction.atomic
def apply(import_file, resource_class, seen):
    """Take the file in if that does exactly what the editor saw; gives the outcome, or None when it would not.

    ImportFile.DoesNotExist says that somebody took it in since it was read; FileRefused that it takes too long.
    """
    import_file = ImportFile.objects.locked().get(pk=import_file.pk)
    for some in _batches(import_file.touched):
        ensure_first(*_entries(resource_class._meta.model).filter(pk__in=some))
    outcome, touched = _run(import_file, resource_class)
    if outcome.fingerprint != seen:
        transaction.set_rollback(True)
        return None
    for some in _batches(touched):
        record_all(some, import_file.user, Revision.Action.IMPORTED, import_file.name)
    import_file.delete()
    return outcome


def _entries(model):
    """The entries that rows of `model` are part of, or are themselves."""
    parent = row_parents().get(model)
    return (model._meta.get_field(parent).related_model if parent else model)._base_manager.all()


def _batches(items):
    """The items, at most BATCH at a time: SQLite refuses a question about a thousand."""
    return [items[at : at + BATCH] for at in range(0, len(items), BATCH)]


def _run(import_file, resource_class):
    """The outcome, and the entries that changed."""
    resource = resource_class(import_file)
    rows = tablib.Dataset(*resource.rows(), headers=import_file.columns)
    result = resource.import_data(rows, use_transactions=True)
    outcome = Outcome()
    for line, row in zip(import_file.lines, result.rows, strict=True):
        if row.is_skip():
            outcome.unchanged += 1
        elif row.is_valid():
            outcome.changed.append(Row(line, row.title, row.is_new(), row.changes))
        else:
            outcome.refused.append(Row(line, reasons=resource.reasons(row.validation_error)))
    return outcome, list(resource.touched)


def export(resource_class, queryset):
    """The columns and the rows of a queryset."""
    resource = resource_class()
    entries = resource.get_queryset().filter(pk__in=queryset.order_by().values("pk"))
    columns = [column.column_name for column in resource.columns]
    return columns, [[column.export(entry) for column in resource.columns] for entry in entries]
