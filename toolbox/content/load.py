"""Reading the fixtures. Every item is checked like an editor's form, and a fault is named by file, line and item.

Django's own `loaddata` saves what it reads without looking at it: a malformed link or a name that is taken would
end up in the database, or stop the load with an English message about a constraint.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.apps import apps
from django.core import serializers
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError
from django.db.models import CharField, DateTimeField, TextField

from fiches.shared.content import content_models

SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TIMESTAMP = "tag:yaml.org,2002:timestamp"
NAMED_BY = (
    "name", "title", "sentence", "citation", "alias", "key", "url", "printed", "slug", "letter", "number", "text",
)  # fmt: skip


class FixtureError(Exception):
    """A fault in a fixture, in words that its author can use."""


class Loader(SafeLoader):
    """Of YAML what its author sees: a name stands once in an item, and a day is a text until its field reads it."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != TIMESTAMP]
        for first, resolvers in SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.MarkedYAMLError(problem="a name stands there twice", problem_mark=key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Item:
    """One entry of a fixture file."""

    path: Path
    position: int
    data: dict

    @property
    def where(self):
        """The file and the line where this item starts; only needed when something is wrong."""
        node = yaml.compose(self.path.read_text(encoding="utf-8"), SafeLoader)
        return f"{self.path.parent.name}/{self.path.name}, regel {node.value[self.position].start_mark.line + 1}"

    @property
    def model(self):
        """The model of this item."""
        return apps.get_model(self.data["model"])

    @property
    def label(self):
        """What this item is, in words: “tool “Buurtbudget””."""
        fields = self.data["fields"]
        name = next((fields[key] for key in NAMED_BY if fields.get(key)), next(iter(fields.values()), "zonder velden"))
        return f"{self.model._meta.verbose_name} {quoted(name)}"

    def fault(self, what, details=""):
        """The error that says `what` is wrong with this item."""
        return FixtureError(f"{what} bij {self.label} ({self.where}). {details}".rstrip())


def quoted(value):
    """A value between Dutch quotes; a natural key as its parts."""
    parts = value if isinstance(value, list) else [value]
    return f"“{', '.join(str(part) for part in parts)}”"


def read(path):
    """The items of a file."""
    try:
        text = path.read_text(encoding="utf-8")
        entries = yaml.load(text, Loader) or []  # noqa: S506  a safe loader, in C
    except UnicodeDecodeError as error:
        raise FixtureError(f"{path.name} is geen tekst in UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise FixtureError(
            f"{path.name} is geen geldige YAML: kijk na bij regel {mark.line + 1}, teken {mark.column + 1}."
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FixtureError(f"In {path.name} staat op regel {line} een teken dat geen tekst is. Wis het.") from error
    if not isinstance(entries, list):
        raise FixtureError(f"{path.name} moet een lijst van items zijn: elk item begint met “- model:”.")
    for position, data in enumerate(entries):
        if not (isinstance(data, dict) and isinstance(data.get("model"), str) and isinstance(data.get("fields"), dict)):
            raise FixtureError(f"Item {position + 1} van {path.name} heeft geen “model” of geen “fields”.")
        if "pk" in data:  # it would go over whatever has that number here
            raise FixtureError(f"Item {position + 1} van {path.name} heeft een “pk”. Haal die weg.")
        try:
            apps.get_model(data["model"])
        except (LookupError, ValueError) as error:
            raise FixtureError(f"Item {position + 1} van {path.name}: “{data['model']}” bestaat niet.") from error
        yield Item(path, position, data)


def unknown_reference(item):
    """The first reference of `item` to something that does not exist, in words; None when all exist."""
    for field in item.model._meta.get_fields():
        if not field.is_relation or field.auto_created or item.data["fields"].get(field.name) is None:
            continue
        value = item.data["fields"][field.name]
        for key in value if field.many_to_many and isinstance(value, list) else [value]:
            parts = key if isinstance(key, list) else [key]
            try:
                field.related_model._default_manager.get_by_natural_key(*parts)
            except (ObjectDoesNotExist, TypeError, ValueError):
                noun = field.verbose_name if field.many_to_one else field.related_model._meta.verbose_name
                neuter = noun in {model._meta.verbose_name for model in content_models() if model.neuter}
                return f"{'Onbekend' if neuter else 'Onbekende'} {noun} {quoted(key)}"
    return None


def no_text(item):
    """The first field for text of which YAML made something else, such as no, 0470, 12:30 or nothing; else None."""
    for field in item.model._meta.fields:
        value = item.data["fields"].get(field.name, field.get_default())
        is_text = isinstance(value, str) or (value is None and field.null)
        if isinstance(field, CharField | TextField) and not is_text:
            return field
    return None


def build(item):
    """The object of `item`, not yet saved."""
    unknown_field = set(item.data["fields"]) - {field.name for field in item.model._meta.get_fields()}
    if unknown_field:
        raise item.fault(f"Onbekend veld {quoted(sorted(unknown_field))}")
    if field := no_text(item):
        raise item.fault("Fout", f"{field.verbose_name}: zet hier tekst, tussen aanhalingstekens.")
    try:
        return next(iter(serializers.deserialize("python", [item.data])))
    except (DeserializationError, ObjectDoesNotExist, AttributeError, TypeError, ValueError) as error:
        if unknown := unknown_reference(item):
            raise item.fault(unknown) from error
        raise item.fault("Fout", f"Een veld ontbreekt of is onleesbaar ({error}).") from error


def check(item, instance):
    """Refuse what an editor's form would refuse."""
    instance._state.adding = instance.pk is None  # a key means that the database has this item: it is being put back
    try:
        instance.full_clean()
    except ValidationError as error:
        faults = [
            message if name == NON_FIELD_ERRORS else f"{instance._meta.get_field(name).verbose_name}: {message}"
            for name, messages in error.message_dict.items()
            for message in messages
        ]
        raise item.fault("Fout", " ".join(faults)) from error


def keep_moments(item, instance):
    """An entry that is there already was not made now: its moments stay, as far as the file does not name them.

    Only when the file says something else of the entry, it changes now.
    """
    fields = instance._meta.fields
    moments = [field for field in fields if isinstance(field, DateTimeField) and not field.editable]
    before = type(instance)._base_manager.filter(pk=instance.pk).first() if moments and instance.pk else None
    if before is None:
        return
    others = [field.attname for field in fields if field not in moments]
    changed = any(getattr(instance, name) != getattr(before, name) for name in others)
    for field in moments:
        if field.name not in item.data["fields"] and not (changed and field.name == "updated_at"):
            setattr(instance, field.name, getattr(before, field.name))


def load(paths):
    """Check and save every item of the files, in their order. The caller opens the transaction."""
    seen = set()
    for path in paths:
        for item in read(path):
            built = build(item)
            check(item, built.object)
            keep_moments(item, built.object)
            identity = (item.data["model"], *built.object.natural_key())
            if identity in seen:
                raise item.fault("Fout", "Dit item staat al eerder in de fixtures.")
            seen.add(identity)
            try:
                built.save()
            except DatabaseError as error:
                raise item.fault("Fout", f"De database weigert dit ({error}).") from error
