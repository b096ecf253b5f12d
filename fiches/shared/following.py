"""Columns that follow from other fields of an entry: how its name reads, and where that stands among others.

They are kept in the database, since SQLite and PostgreSQL do not agree on letters. Nobody sets them: whatever way an
entry is saved, they are worked out from the fields as they are then.
"""

from django.db import NotSupportedError
from django.db.models.query_utils import DeferredAttribute


class _Follows(DeferredAttribute):
    """A value that is never set by itself: it follows from other fields, also in a raw or bulk save."""

    def __get__(self, instance, cls=None):
        return self if instance is None else self.field.follow(instance)

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = value


class Following:
    """A field that follows from the text of the fields `of`.

    An heir says how, in `made_of(text)`: the value for the texts of those fields, one after the other.
    """

    descriptor_class = _Follows
    of = ()

    def follow(self, entry):
        """The value for `entry` as it is now."""
        return self._made_of(type(entry), {name: getattr(entry, name) for name in self.of})

    def follow_values(self, model, values):
        """The value for entries of `model` that get `values`, as {name of a field: value}."""
        if not all(isinstance(values.get(name), str) for name in self.of):
            raise NotSupportedError(f"update() cannot tell {self.name}: save the entries, or give {self.of}.")
        return self._made_of(model, values)

    def _made_of(self, model, values):
        """Of the texts as they are stored: each passes the door of its own field first."""
        return self.made_of(" ".join(model._meta.get_field(name).to_python(values[name]) for name in self.of))


def following(model, names):
    """The fields of `model` that follow from a field that is one of `names`."""
    fields = model._meta.concrete_fields
    return [field for field in fields if isinstance(field, Following) and not set(names).isdisjoint(field.of)]


def names_with_following(model, names):
    """The `names` of fields of `model` that are saved, with those of what follows from them."""
    return {*names, *(field.name for field in following(model, names))}


def with_following(model, values):
    """The `values` that a queryset updates, as {name of a field: value}, with what follows from them."""
    fields = [field for field in following(model, values) if field.name not in values]  # bulk_update() brings it along
    return values | {field.name: field.follow_values(model, values) for field in fields}
