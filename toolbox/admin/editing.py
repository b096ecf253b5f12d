"""What the forms of the desk share: plain words for bad input, and choices that are read once per page."""

import re
from datetime import datetime
from operator import attrgetter

from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminSplitDateTime,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    BaseAdminDateWidget,
    BaseAdminTimeWidget,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import SplitDateTimeField
from django.forms.models import BaseInlineFormSet, ModelMultipleChoiceField

from fiches.shared.content import row_parents
from fiches.shared.publication import on_the_clock

MOST_ROWS = 100  # of one kind under an entry; the longest list has 25, and each takes 40 ms in which nobody can save
NOBODY = 0  # no entry has this key
HOURS = ["%H:%M", "%Hu%M", "%Hu", "%H:%M:%S", "%H:%M:%S.%f"]  # as somebody types one


class Hour(BaseAdminTimeWidget):
    """An hour, without seconds when it has none."""

    def format_value(self, value):
        text = super().format_value(value)
        return text and re.sub(r"(:\d\d):00\Z", r"\1", text)


class Moment(AdminSplitDateTime):
    """A day and an hour. Who hears the form, hears the names that stand before them."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        self.widgets = [BaseAdminDateWidget({"aria-label": "Datum"}), Hour({"aria-label": "Uur"})]

    def decompress(self, value):
        """The day and the hour; nothing where the address of a new form says something else."""
        try:
            return super().decompress(models.DateTimeField().to_python(value))
        except (ValidationError, OverflowError):
            return [None, None]

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"date_label": "Datum:", "time_label": "Uur:"}


class MomentField(SplitDateTimeField):
    """A day and an hour; says it when that hour is not there, or twice, because the clocks turn."""

    default_error_messages = {
        "invalid_date": "Dit is geen datum. Schrijf bijvoorbeeld 1/12/2026.",
        "invalid_time": "Dit is geen uur. Schrijf bijvoorbeeld 9:00.",
    }

    def __init__(self, **kwargs):
        super().__init__(input_time_formats=HOURS, **kwargs)

    def compress(self, data_list):
        if data_list and all(data_list):
            on_the_clock(datetime.combine(*data_list))
        return super().compress(data_list)


PLAIN_WORDS = {
    models.DateTimeField: {"form_class": MomentField, "widget": Moment},
    models.URLField: {
        "error_messages": {
            "invalid": "Dit is geen geldig webadres. Kopieer het uit je browser: het begint met https://."
        }
    },
    models.SlugField: {
        "error_messages": {"invalid": "Gebruik alleen letters, cijfers en streepjes, zonder spaties of accenten."}
    },
}


class PlainRows(BaseInlineFormSet):
    """The rows under an entry; says in an editor's words which of them are double.

    A row that somebody else took away meanwhile is a new row again: who saves after being told, saves what is shown.
    """

    default_error_messages = {"too_many_forms": "Er mogen hoogstens %(num)s rijen staan. Haal er enkele weg."}

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.is_bound and i < self.initial_form_count() and form.instance.pk is None:
            key = form.fields[self._pk_field.name]
            key.required, key.disabled = False, True
        return form

    def clean(self):
        """Also refuses what a row says that is not shown: somebody else put it there since this form was opened.

        Django asks the database about a row without the entry that it stands under, and so about nothing.
        """
        super().clean()
        for said, message in self.said_once():
            taken = {key for key in map(said, self.rows_not_shown) if None not in key}
            for form in self.forms:
                if said(form.instance) in taken and not self._should_delete_form(form):
                    form.add_error(None, message)

    def said_once(self):
        """What only one row under an entry may say: a function that takes it from a row, and the message."""
        for constraint in self.model._meta.constraints:
            is_plain = isinstance(constraint, models.UniqueConstraint) and not constraint.condition
            if is_plain and len(constraint.fields) > 1:
                names = [self.model._meta.get_field(name).attname for name in constraint.fields]
                yield attrgetter(*names), constraint.violation_error_message

    def save_existing_objects(self, commit=True):
        """Rows that take over what another one said, such as two that change places, step aside first: a database
        looks at each row by itself. They stand under nothing until they are saved, which it allows in a transaction."""
        forms = [form for form in self.initial_forms if form.has_changed()]
        rows = self.model._base_manager.filter(pk__in=[form.instance.pk for form in forms])
        if len(forms) > 1 and any(
            {(said(row), row.pk) for row in rows} ^ {(said(form.instance), form.instance.pk) for form in forms}
            for said, _ in self.said_once()
        ):
            rows.update(**{self.fk.attname: NOBODY})
        return super().save_existing_objects(commit)

    @property
    def rows_not_shown(self):
        """The rows of the entry that this form does not have."""
        shown = {form.instance.pk for form in self.forms}
        return [row for row in self.get_queryset() if row.pk not in shown]

    def add_fields(self, form, index):
        """In a table only the head of a column says what a field is: here each field says it itself too."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label and not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", field.label)

    @property
    def initial_forms(self):
        return [form for form in self.forms[: self.initial_form_count()] if form.instance.pk]

    @property
    def extra_forms(self):
        present = self.initial_forms
        return [form for form in self.forms if form not in present]

    def get_unique_error_message(self, unique_check):
        fields = [self.model._meta.get_field(name) for name in unique_check if name != self.fk.name]
        return f"Twee rijen hebben hetzelfde bij: {', '.join(field.verbose_name for field in fields)}."

    def get_form_error(self):
        return "Deze rij staat er twee keer. Verander er een of haal er een weg."


class Rows:
    """Rows that read once for all of them: the `shared` short lists, the `named` entries in their titles, and what was
    chosen with an autocomplete."""

    extra = 0
    max_num = MOST_ROWS
    formfield_overrides = PLAIN_WORDS
    formset = PlainRows
    shared = ()
    named = ()

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.named)

    def get_formset(self, request, obj=None, **kwargs):
        self.entry = obj
        return super().get_formset(request, obj, **{"absolute_max": MOST_ROWS} | kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            rows = self.model.objects.filter(**{row_parents()[self.model]: self.entry})
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, rows)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A short list is read now, so that all rows share it instead of asking a query each; and it stands without the
        pencil, plus and eye beside it: an editor here chooses, and changes it elsewhere."""
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in self.shared:
            formfield.widget = formfield.widget.widget
            formfield.choices = list(formfield.choices)
        return formfield


class ShowsWhatExists:
    """An autocomplete that looks up what was chosen only by what can be a number: Django's stops with an error page.

    That the choice is not valid, the form says by the field.
    """

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [item for item in value if not item or is_key(item)], attr)


class PickOne(ShowsWhatExists, AutocompleteSelect):
    """One of many."""


class PickSome(ShowsWhatExists, AutocompleteSelectMultiple):
    """Some of many."""


class KnownAutocomplete(PickOne):
    """An autocomplete that is told how its present values are called, so that a row of them needs no query each."""

    def __init__(self, db_field, admin_site, rows):
        super().__init__(db_field, admin_site)
        rows = rows.exclude(**{db_field.name: None}).select_related(db_field.name)
        self.known = {str(getattr(row, db_field.attname)): str(getattr(row, db_field.name)) for row in rows}

    def optgroups(self, name, value, attr=None):
        chosen = [item for item in value if item]
        if not all(item in self.known for item in chosen):
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, item, self.known[item], True, 0) for item in chosen]
        return [(None, options, 0)]


class Some(ModelMultipleChoiceField):
    """A choice of some entries. It says by the field what SQLite breaks on: a number larger than it knows."""

    def clean(self, value):
        for item in value if isinstance(value, list | tuple) else ():
            if not is_key(item):
                raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": item})
        return super().clean(value)


class NeverAdded:
    """What readers or the site itself make: nobody adds one at the desk."""

    def has_add_permission(self, request, obj=None):
        return False


def is_key(value):
    """Whether a database can look for a row by this: ASCII digits, of which a key has at most 18."""
    return str(value).isascii() and str(value).isdecimal() and len(str(value)) <= 18


class StackedRows(Rows, admin.StackedInline):
    """Rows as small forms below each other."""


class TabularRows(Rows, admin.TabularInline):
    """Rows as a table."""
