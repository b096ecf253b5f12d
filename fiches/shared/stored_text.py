"""What is stored already, cleaned as if it came in now: for migrations, which know the fields of Django only."""

import logging
from itertools import count

from django.db import IntegrityError, migrations, models, transaction

from fiches.shared.following import Following, names_with_following
from fiches.shared.text import clean_line, clean_slug, clean_text, reading_key

logger = logging.getLogger("toolbox.stored_text")
KEY = "_key"  # a field with this ending says how the name in front of it reads (fiches/shared/fields.py)


def cleaned_stored(app_label, without=()):
    """The step of a migration that cleans the text in all tables of `app_label` but those of the models `without`."""

    def run(apps, schema_editor):
        for model in apps.get_app_config(app_label).get_models():
            if model._meta.model_name not in without and not model._meta.proxy:
                clean_table(model)

    return migrations.RunPython(run, migrations.RunPython.noop)


def names_read_anew(app_label):
    """The step of a migration that keeps anew how the names in `app_label` read: for when `reading_key` changed."""

    def run(apps, schema_editor):
        for model in apps.get_app_config(app_label).get_models():
            if any(field.name.endswith(KEY) for field in model._meta.concrete_fields):
                clean_table(model)

    return migrations.RunPython(run, migrations.RunPython.noop)


def clean_table(model):
    """Clean the text in the rows of `model`. A name or an address that then reads like that of another row gets a
    number; a link or an old address that then stands there twice is taken away."""
    fields = [field for field in model._meta.concrete_fields if _is_text(field)]
    keys = [name for field in fields if (name := field.name.removesuffix(KEY)) != field.name]
    texts = [field for field in fields if not field.name.endswith(KEY)]
    taken = {field.name: set() for field in fields}
    rows = [(row, {field.name: cleaned(field, getattr(row, field.name)) for field in texts}) for row in _rows(model)]
    # What was clean already keeps its name.
    for row, values in sorted(
        rows, key=lambda pair: any(getattr(pair[0], name) != text for name, text in pair[1].items())
    ):
        for field in texts:
            _settle(row, field, values, taken, field.name in keys)
        for name in keys:
            values[f"{name}{KEY}"] = reading_key(values[name])
        if any(getattr(row, name) != text for name, text in values.items()):
            _store(row, values)


def _is_text(field):
    return (
        isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, Following)
        and not field.choices
        and (field.editable or field.name.endswith(KEY))
    )


def _rows(model):
    return model._base_manager.order_by("pk")


def cleaned(field, text):
    """`text` as the door would let it into `field`. What is too long already stays whole, for an editor to mend."""
    longest = max(field.max_length, len(text)) if field.max_length else None
    if isinstance(field, models.SlugField):  # which is a CharField too
        clean = clean_slug
    else:
        clean = clean_line if isinstance(field, models.CharField) else clean_text
    return clean(text)[:longest].strip()


def _settle(row, field, values, taken, is_name):
    """Give the row another text in `field` when the one that it has is taken, or when nothing is left of it."""
    if not (is_name or field.unique):
        return
    base = values[field.name] or f"{row._meta.model_name}-{row.pk}"
    pattern = "{}-{}" if isinstance(field, models.SlugField) else "{} ({})"
    texts = (base if number == 1 else pattern.format(base[: field.max_length - 8], number) for number in count(1))
    values[field.name] = next(text for text in texts if reading_key(text) not in taken[field.name])
    taken[field.name].add(reading_key(values[field.name]))


def _store(row, values):
    for name, text in values.items():
        setattr(row, name, text)
    try:
        with transaction.atomic(using=row._state.db):
            row.save(update_fields=names_with_following(row, values))
    except IntegrityError:  # it says what another row says
        about = row._meta.label_lower, row.pk
        if row._meta.model_name in {"link", "oldaddress"}:
            row.delete()
            logger.warning("%s %s is gone: another one says the same.", *about)
        else:
            logger.warning("%s %s stays as it was, with its text not cleaned: another one says the same.", *about)
