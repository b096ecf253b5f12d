"""Taking in a file: first what would change, then, when an editor says yes, exactly that."""

import difflib
import hashlib
import json
from dataclasses import asdict, dataclass, field

import tablib
from django.db import transaction

from toolbox.editorial.history.record import ensure_first, record_all
from toolbox.editorial.importing.sheet import BadCell, FileRefused
from toolbox.models import ImportFile, Revision


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


def keep(sheet, resource_class, name, user):
    """Keep the rows of `sheet` until `user` decides; FileRefused when its columns are not those of the resource."""
    check_columns(sheet.columns, resource_class())
    ImportFile.objects.outdated().delete()
    ImportFile.objects.filter(user=user, sheet=resource_class.__name__).delete()
    return ImportFile.objects.create(
        user=user,
        sheet=resource_class.__name__,
        name=name[:200],
        columns=sheet.columns,
        rows=sheet.rows,
        lines=sheet.lines,
        bad_cells=[
            {name: cell.why for name, cell in zip(sheet.columns, cells, strict=True) if isinstance(cell, BadCell)}
            for cells in sheet.rows
        ],
    )


def check_columns(columns, resource):
    """Refuse columns that the resource does not have, that occur twice, or a file without the key."""
    known = [column.column_name for column in resource.columns]
    if unknown := [name for name in columns if name not in known]:
        raise FileRefused(f"{'; '.join(_unknown(name, known) for name in unknown)}. Mogelijk is: {', '.join(known)}.")
    if twice := sorted({name for name in columns if columns.count(name) > 1}):
        raise FileRefused(f"Deze kolom staat er twee keer: {', '.join(twice)}.")
    if resource.key.column_name not in columns:
        raise FileRefused(
            f"De kolom “{resource.key.column_name}” ontbreekt. Daaraan herkennen we wat al bestaat. Exporteer eerst."
        )


def _unknown(name, known):
    if not name:
        return "Een kolom heeft geen naam"
    close = difflib.get_close_matches(name, known, 1)
    return f"De kolom “{name[:60]}” kennen we niet" + (f" (bedoel je “{close[0]}”?)" if close else "")


@transaction.atomic
def preview(import_file, resource_class):
    """What would happen, and the entries that would change; nothing is kept of it."""
    done = _run(import_file, resource_class)
    transaction.set_rollback(True)
    return done


@transaction.atomic
def apply(import_file, resource_class, seen):
    """Take the file in if that does exactly what the editor saw; gives the outcome, or None when it would not."""
    outcome, touched = preview(import_file, resource_class)
    if outcome.fingerprint != seen:
        return None
    ensure_first(*touched)
    _, touched = _run(import_file, resource_class)
    record_all(touched, import_file.user, Revision.Action.IMPORTED, import_file.name)
    import_file.delete()
    return outcome


def _run(import_file, resource_class):
    """The outcome, and the entries that changed."""
    resource = resource_class(import_file)
    rows = tablib.Dataset(*import_file.rows, headers=import_file.columns)
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
