"""The tools and fiches that an address names."""

import re
from typing import NamedTuple

from fiches.models import Fiche
from toolbox.models import OldAddress
from toolbox.public.selection.address import FICHE, key_of

SLUG = re.compile(r"[-\w]{1,200}")  # as the script on the device reads it (static/meenemen.js)


class Entry(NamedTuple):
    """A tool or a fiche in a selection."""

    key: str
    item: object

    @property
    def is_fiche(self):
        """Whether this is a theme and not a tool."""
        return isinstance(self.item, Fiche)

    @property
    def title(self):
        """What it is called."""
        return str(self.item)

    @property
    def summary(self):
        """What it is, in a sentence or two."""
        return self.item.lead if self.is_fiche else self.item.summary


class Entries(NamedTuple):
    """The entries that an address names, and what it names that is not (or no longer) public.

    `by_key` has them under the key in the address: an entry that was renamed also answers to its old key.
    """

    by_key: dict
    unknown: list

    @property
    def found(self):
        """The entries, each once, in the order of the address."""
        return list({entry.key: entry for entry in self.by_key.values()}.values())

    @property
    def keys(self):
        """The present keys."""
        return [entry.key for entry in self.found]

    @property
    def kept(self):
        """The present keys, and those of entries that are not public now: they may come back, and a reader may
        have notes with them. What cannot be a key is left out."""
        return [*self.keys, *(key for key in self.unknown if SLUG.fullmatch(key))]

    @property
    def tools(self):
        """Only the tools."""
        return [entry.item for entry in self.found if not entry.is_fiche]


def entries_of(keys, tools):
    """The entries of `keys`; `tools` is the queryset for the tools. An old address costs two queries more."""
    fiche_slugs = [key.removeprefix(FICHE) for key in keys if key.startswith(FICHE)]
    fiches = Fiche.objects.published().filter(slug__in=fiche_slugs) if fiche_slugs else []
    items = {key_of(item): item for item in (*tools.filter(slug__in=keys), *fiches)}
    missing = [key for key in keys if key not in items]
    items |= renamed(missing, tools) if missing else {}
    by_key = {key: Entry(key_of(items[key]), items[key]) for key in keys if key in items}
    return Entries(by_key, [key for key in keys if key not in items])


def renamed(keys, tools):
    """The tools that were once at `keys`, as {old key: tool}."""
    old = dict(OldAddress.objects.filter(slug__in=keys, tool__isnull=False).values_list("slug", "tool"))
    found = {tool.pk: tool for tool in tools.filter(pk__in=old.values())} if old else {}
    return {key: found[pk] for key, pk in old.items() if pk in found}
