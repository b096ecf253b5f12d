"""What every list of the desk has: it answers only its own filters, and says when what was chosen is gone by now."""

import re
from functools import reduce
from operator import and_, or_

from django.contrib import messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import BadRequest
from django.db.models import Q

from fiches.shared.content import name_keys
from fiches.shared.order import SortKey, dutch_order
from fiches.shared.text import clean_line, reading_key
from toolbox.admin.editing import is_key

SEARCHED_WORDS = 20  # each is looked for in every field of the list; nobody types more
SEARCHED_LENGTH = 200
NEVER_STORED = re.compile(r"\x00|\A(?:0001|9999)-")  # nor the first and last days: elsewhere it is another year then


def names_of(model, item):
    """The parameters in the address that one item of `list_filter` asks for."""
    if isinstance(item, type) and issubclass(item, SimpleListFilter):
        return {item.parameter_name}
    path = item[0] if isinstance(item, list | tuple) else item
    field = get_fields_from_path(model, path)[-1]
    if field.is_relation:
        return {f"{path}__{field.target_field.name}__exact", f"{path}__isnull"}
    return {path, *(f"{path}__{lookup}" for lookup in ("exact", "isnull", "gte", "lt"))}


def _reads_like(word, keys, orders):
    """Whether a name holds what reads like `word`, or sorts like it: without its accents."""
    plain = dutch_order(word).partition("  ")[0]
    named = [Q(**{f"{key.name}__contains": reading_key(word)}) for key in keys]
    return reduce(or_, [*named, *(Q(**{f"{order}__contains": plain or word}) for order in orders)])


class DeskList:
    """For each ModelAdmin of the desk, before Django's own.

    Django lets the address of a list filter on any field of the table in any way. One `__regex` on SQLite holds a
    worker for ever, and an editor need only follow a link to it.
    """

    def lookup_allowed(self, lookup, value, request):
        """Whether the address may ask this: only what a filter of the list or its dates ask themselves."""
        own = set().union(*(names_of(self.model, item) for item in self.get_list_filter(request)))
        if self.date_hierarchy:
            own |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return lookup in own and not NEVER_STORED.search(str(value)) and super().lookup_allowed(lookup, value, request)

    def get_search_results(self, request, queryset, search_term):
        """Also where another form looks for an entry as somebody types. A name is found however it is written."""
        words = clean_line(search_term[:SEARCHED_LENGTH]).split()[:SEARCHED_WORDS]
        found, doubles = super().get_search_results(request, queryset, " ".join(words))
        orders = [field.name for field in self.model._meta.concrete_fields if isinstance(field, SortKey)]
        if not (words and orders and self.get_search_fields(request)):
            return found, doubles
        named = reduce(and_, (_reads_like(word, name_keys(self.model), orders) for word in words))
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | named), False

    def response_action(self, request, queryset):
        """Say what of the chosen entries is gone: somebody else deleted or merged it since the list was shown."""
        chosen = set(request.POST.getlist(ACTION_CHECKBOX_NAME))
        if not all(map(is_key, chosen)):
            raise BadRequest
        gone = len(chosen) - self.model._default_manager.filter(pk__in=chosen).count()
        if gone:
            what = "Een item dat je koos, bestaat" if gone == 1 else f"{gone} items die je koos, bestaan"
            text = f"{what} niet meer: intussen verwijderde iemand het of voegde het samen met een ander."
            messages.warning(request, text)
        return super().response_action(request, queryset)
