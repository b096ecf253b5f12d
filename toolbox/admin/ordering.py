"""The lists of the desk in the one order of names (fiches/shared/order.py), whatever column they are sorted by."""

from django.contrib.admin.views.main import ChangeList
from django.db.models import CharField, SlugField, TextField, URLField

from fiches.shared.following import following
from fiches.shared.order import SortKey


def sort_key_of(model, name):
    """The sort key of `model` that the field `name` leads; None where it has none."""
    keys = (field for field in following(model, [name]) if isinstance(field, SortKey))
    return next((key for key in keys if key.of[0] == name), None)


def is_plain_text(model, name):
    """Whether a column holds text that a database would sort in an order of its own."""
    field = next((field for field in model._meta.fields if field.name == name), None)
    is_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField | URLField)
    return is_text and not field.choices


class DutchChangeList(ChangeList):
    """A list of which a column with names is sorted by what they are sorted by."""

    def get_ordering_field(self, field_name):
        name = super().get_ordering_field(field_name)
        key = sort_key_of(self.model, name)
        return key.name if key else name


class InDutchOrder:
    """For a ModelAdmin: text that has no sort key is not offered to sort by."""

    def get_changelist(self, request, **kwargs):
        return DutchChangeList

    def get_sortable_by(self, request):
        names = super().get_sortable_by(request)
        return [name for name in names if sort_key_of(self.model, name) or not is_plain_text(self.model, name)]
