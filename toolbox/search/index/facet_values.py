"""What the index keeps for the facets: each value with its set of tools, the orders of the list, and the evidence."""

import json
from array import array
from collections import defaultdict

from fiches.shared.order import dutch_order
from toolbox.models.search import Document, FacetValue, Kind
from toolbox.search import facets
from toolbox.search.index import evidence
from toolbox.search.index.postings import bits_of, from_bytes, to_bytes

ALL_TOOLS = ("", 0)  # the facet value of every public tool
ORDER = "volgorde"  # what is stored beside the values of facets: the tools in an order, as numbers and not as bits
ORDERS = ("titel", "nieuwste", "geplaatst")  # as _write_orders makes them


class ValueChanges:
    """The changes of one run of the index: which tools get or lose a value, and whether their orders change."""

    def __init__(self):
        self.bits_on = defaultdict(set)
        self.bits_off = defaultdict(set)
        self.order_changed = False

    def note(self, old, texts):
        """Remember which bits of which facet values go on and off, and whether the orders of the list change.

        `old`: {primary key: Document} of tools as they were indexed; `texts`: {primary key: Text} as they are now.
        """
        for pk in old.keys() | texts.keys():
            before, after = _pairs(old.get(pk)), _pairs(texts.get(pk))
            for pair in before - after:
                self.bits_off[pair].add(pk)
            for pair in after - before:
                self.bits_on[pair].add(pk)
            if _sort_values(old.get(pk)) != _sort_values(texts.get(pk)):
                self.order_changed = True

    def write(self):
        """Write what was noted, and what the facets are called now."""
        self._write_bits()
        _refresh()
        if self.order_changed:
            _write_orders()

    def _write_bits(self):
        """Turn the bits on and off that this run noted."""
        pairs = self.bits_on.keys() | self.bits_off.keys()
        stored = FacetValue.objects.filter(param__in={param for param, _ in pairs})
        rows = {(row.param, row.object_id): row for row in stored}
        changed = [rows.get(pair) or FacetValue(param=pair[0], object_id=pair[1]) for pair in pairs]
        for pair, row in zip(pairs, changed, strict=True):
            bits = from_bytes(row.bits) & ~bits_of(self.bits_off[pair]) | bits_of(self.bits_on[pair])
            row.bits = to_bytes(bits)
        _save(changed, ["bits"])


def _refresh():
    """Give every facet value its present name and place in the list; forget those that are gone."""
    values = FacetValue.objects.exclude(param__in=[evidence.REACH_OF_SOURCE, *evidence.EVIDENCED])
    rows = {(row.param, row.object_id): row for row in values.defer("bits")}
    changed = []
    for position, (param, pk, value, label, names) in enumerate(facets.all_values()):
        row = rows.pop((param, pk), None) or FacetValue(param=param, object_id=pk)
        now = {"value": value, "label": label, "names": "\n".join(names), "position": position, "listed": True}
        if not now.items() <= vars(row).items():
            vars(row).update(now)
            changed.append(row)
    # A withdrawn fiche keeps its bits, so that it comes back as it was.
    FacetValue.objects.filter(pk__in=[row.pk for row in rows.values() if row.listed]).update(listed=False)
    _save(changed, list(now))


def _save(rows, columns):
    """Create the `rows` that are new, and update `columns` of the others."""
    FacetValue.objects.bulk_create([row for row in rows if not row.pk])
    FacetValue.objects.bulk_update([row for row in rows if row.pk], columns, batch_size=50)


def _write_orders():
    """Put the public tools in each order of the list. In Python, so that both databases agree on the alphabet."""
    rows = list(Document.objects.filter(kind=Kind.TOOL).values_list("object_id", "title", "year", "places"))
    rows.sort(key=lambda row: (dutch_order(row[1]), row[0]))
    orders = (rows, sorted(rows, key=lambda row: -row[2]), sorted(rows, key=lambda row: -row[3]))
    for number, ordered in enumerate(orders):
        ids = array("I", (row[0] for row in ordered)).tobytes()
        FacetValue.objects.update_or_create(param=ORDER, object_id=number, defaults={"bits": ids})


def write_reach(kind, ids, texts):
    """Store what each source of evidence reaches where a reader finds it with the facet values.

    `ids`: the sources of `kind` that may have changed. `texts`: {primary key: Text} of those that are public.
    """
    numbers = {pk: evidence.number(kind, pk) for pk in ids}
    FacetValue.objects.filter(param=evidence.REACH_OF_SOURCE, object_id__in=numbers.values()).delete()
    reach = {pk: json.dumps(text.values, sort_keys=True) for pk, text in sorted(texts.items())}
    FacetValue.objects.bulk_create(
        FacetValue(param=evidence.REACH_OF_SOURCE, object_id=numbers[pk], names=names) for pk, names in reach.items()
    )


def _pairs(document):
    """The facet values of a tool as (param, value) pairs; every public tool has one in common, others have none."""
    if document is None:
        return set()
    return {ALL_TOOLS, *((param, value) for param, values in document.values.items() for value in values)}


def _sort_values(document):
    """What decides the place of a tool in the orders of the list."""
    return document and (document.title, document.year, document.places)
