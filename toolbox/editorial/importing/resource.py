"""How the rows of a sheet become entries: what every kind of entry has in common."""

import re
import time
from functools import cached_property

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import SlugField
from import_export.resources import Resource
from import_export.results import RowResult
from import_export.widgets import ManyToManyWidget

from fiches.shared.publication import PUBLICATION
from fiches.shared.text import reading_key
from toolbox.editorial.history.diff import Change
from toolbox.editorial.history.snapshot import entry_of
from toolbox.editorial.importing.cells import damage, plain
from toolbox.editorial.importing.sheet import Deadline
from toolbox.models import OldAddress
from toolbox.opendata.spreadsheets.csv_files import without_quote

MAX_SECONDS = 10  # for all rows; on SQLite nobody else can save meanwhile
PUBLISH = "toolbox.publish_tool"
NOT_YOURS = "Alleen een hoofdredacteur kiest of en wanneer iets op de site staat. Laat dit zoals het was."
ADDRESS = re.compile(r"[-\w]*", re.ASCII)


class SheetResource(Resource):
    """Entries of one model as rows. A row changes only the columns that its file has; an empty cell empties a field.

    The first import_id_field says which entry a row is about; a row without one makes a new entry.
    """

    def __init__(self, import_file=None):
        super().__init__()
        self.file = import_file
        self.deadline = Deadline(MAX_SECONDS, time.monotonic)
        self.seen = {}  # the line on which each key stands, by how it reads
        self.touched = {}  # what changed, to be recorded in the history when all rows are done

    def init_instance(self, row=None):
        return self._meta.model()

    def get_queryset(self):
        """All entries, with what the columns show."""
        return self._meta.model.objects.all()

    @property
    def columns(self):
        """The columns in their order."""
        return [self.fields[name] for name in self.get_import_order()]

    @property
    def key(self):
        """The column that says which entry a row is about."""
        return self.fields[self._meta.import_id_fields[0]]

    def texts(self, instance, names):
        """What the columns with these `names` say of `instance` at present, whatever signs are stored in it."""
        return {c.column_name: plain(c.export(instance)) for c in self.columns if c.column_name in names}

    # Which entry a row is about, and whether there is anything to do

    @property
    def has_address(self):
        """Whether the key is an address: without spaces, and the same in capitals."""
        return isinstance(self._meta.model._meta.get_field(self.key.attribute), SlugField)

    @cached_property
    def known_keys(self):
        """{how a key reads: key} of what there is before the import."""
        keys = self._meta.model.objects.order_by().values_list(self.key.attribute, flat=True)
        return {reading_key(key): key for key in keys}

    @cached_property
    def old_addresses(self):
        """{address that an entry once had: that entry}."""
        return OldAddress.objects.entries(self._meta.model)

    def rows(self):
        """The rows of the file, each with the key of its entry as the catalogue writes it."""
        at = self.file.columns.index(self.key.column_name)
        return [[*row[:at], self._known(row[at]), *row[at + 1 :]] for row in self.file.rows]

    def _known(self, key):
        return self.known_keys.get(reading_key(key), key.lower() if self.has_address else key)

    def before_import_row(self, row, row_number=None, **kwargs):
        bad, key = self.file.bad_cells[row_number - 1], row[self.key.column_name]
        read = reading_key(key)
        is_known = read in self.known_keys
        if NON_FIELD_ERRORS in bad or (self.key.column_name in bad and not is_known):
            raise ValidationError(bad)
        if read in self.seen:
            raise ValidationError(f"Dit item staat ook op rij {self.seen[read]}. Houd één van de twee rijen.")
        if not is_known:
            self._check_new(key)
        if read:
            self.seen[read] = self.file.lines[row_number - 1]

    def _check_new(self, key):
        if self.has_address and not ADDRESS.fullmatch(key):
            raise ValidationError({self.key.attribute: f"“{key}” kan niet: gebruik letters, cijfers en streepjes."})
        if now := self.old_addresses.get(key.lower()):
            text = f"“{key}” is een oud adres van “{now}”. Gaat de rij daarover, zet dan het adres van nu: {now.slug}."
            raise ValidationError({self.key.attribute: text})

    def after_init_instance(self, instance, new, row, row_number=None, **kwargs):
        self.present = {} if new else self.texts(instance, row)
        self.old_entry = None if new else entry_of(instance)
        self.old_publication = self._publication(instance)
        for name, text in self.present.items():
            if without_quote(row[name]) == text:  # a csv of ours that went through Excel or Google Sheets
                row[name] = text
        bad, now = self.file.bad_cells[row_number - 1], self.present
        self.changed = [name for name in row if new or row[name] != now[name]]
        if wrong := {
            name: why for name in self.changed if (why := bad.get(name) or damage(now.get(name, ""), row[name]))
        }:
            raise ValidationError(wrong)

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return self.present == dict(row)

    # Taking it in

    def import_row(self, row, instance_loader, **kwargs):
        """One row, whole or not at all."""
        self.deadline.check()
        with transaction.atomic():
            result = super().import_row(row, instance_loader, **kwargs)
            if result.errors:
                self._explain(result)
            if not result.is_valid() or result.is_skip():
                transaction.set_rollback(True)
        return result

    @staticmethod
    def _explain(result):
        """What the database refuses where no rule of ours did, is about this row. Anything else is a fault of ours."""
        error = result.errors[0].error
        if not isinstance(error, DataError | IntegrityError):
            raise error
        result.errors = []
        result.import_type = RowResult.IMPORT_TYPE_INVALID
        result.validation_error = ValidationError("Een ander item heeft dit al, of een waarde is te groot.")

    def import_instance(self, instance, row, **kwargs):
        """Put the cells in the fields. Cells with several values are read now too, before anything is saved."""
        errors = {}
        for column in self.columns:
            if column.column_name not in row or (column is self.key and not row[column.column_name]):
                continue
            try:
                if isinstance(column.widget, ManyToManyWidget):
                    column.clean(row)
                else:
                    column.save(instance, row, is_new=instance._state.adding)
            except ValueError as error:
                errors[column.attribute] = ValidationError(str(error))
        self.complete(instance)
        if errors:
            raise ValidationError(errors)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """Put a cell in its field; what stands in other tables only when it changed: each costs some questions."""
        if not is_m2m or field.column_name in self.changed:
            super().import_field(field, instance, row, is_m2m, **kwargs)

    def complete(self, instance):
        """Fill in what an entry needs and a row may leave out."""

    def before_save_instance(self, instance, row, **kwargs):
        if self.file.user.has_perm(PUBLISH):
            return
        now = self._publication(instance)
        if changed := [name for name, old in self.old_publication.items() if now[name] != old]:
            raise ValidationError(dict.fromkeys(changed, NOT_YOURS))

    @staticmethod
    def _publication(instance):
        return {name: getattr(instance, name, None) for name in PUBLICATION}

    def after_import_row(self, row, row_result, **kwargs):
        if row_result.is_skip():
            return
        row_result.title = str(row_result.instance)
        row_result.changes = self._changes(row_result.instance, row)
        if row_result.changes:
            self.touched |= dict.fromkeys(entry for entry in (self.old_entry, entry_of(row_result.instance)) if entry)
        else:  # the same, written in another way
            row_result.import_type = RowResult.IMPORT_TYPE_SKIP

    def _changes(self, instance, row):
        """Column by column what the row did, in the words of the file."""
        instance._prefetched_objects_cache = {}
        return [
            Change("", name, before, after)
            for name, after in self.texts(instance, self.changed).items()
            if after != (before := self.present.get(name, ""))
        ]

    def reasons(self, error):
        """Why a row is refused, as sentences that name the column."""
        found = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        columns = {column.attribute: column.column_name for column in self.columns}
        return [
            text if name == NON_FIELD_ERRORS else f"{columns.get(name, name)}: {text}"
            for name, texts in found.items()
            for text in texts
        ]
