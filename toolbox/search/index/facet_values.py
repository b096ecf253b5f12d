"""What the index keeps for the facets: each value with its set of tools, the orders of the list, and the evidence."""

import json
from array import array
from collections import defaultdict

from toolbox.models.search import Document, FacetValue, Kind
from toolbox.search import facets
from toolbox.search.index import evidence, postings
from toolbox.search.language.analysis import fold

ALL_TOOLS = ("", 0)  # the facet value of every public tool
ORDER = "volgorde"  # what is kept beside the values of facets: the tools in an order, as numbers and not as bits
ORDERS = ("titel", "nieuwste", "geplaatst")


class Values:
    """The changes of one run of the index: which tools get or lose a value, and whether their orders change."""

    def __init__(self):
        self.bits_on = defaultdict(set)
        self.bits_off = defaultdict(set)
        self.order_changed = False

    def note(self, old, texts):
        """Remember which bits of which facet values go on and off, and whether the orders of the list change."""
        for pk in old.keys() | texts.keys():
            before = _pairs(old[pk].values) if pk in old else set()
            after = _pairs(texts[pk].values) if pk in texts else set()
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
        rows = {
            (row.param, row.object_id): row
            for row in FacetValue.objects.filter(param__in={param for param, _ in pairs})
            if (row.param, row.object_id) in pairs
        }
        for pair in pairs:
            row = rows.setdefault(pair, FacetValue(param=pair[0], object_id=pair[1]))
            bits = postings.from_bytes(row.bits)
            bits = bits & ~postings.bits_of(self.bits_off[pair]) | postings.bits_of(self.bits_on[pair])
            row.bits = postings.to_bytes(bits)
        FacetValue.objects.bulk_create([row for row in rows.values() if not row.pk])
        FacetValue.objects.bulk_update([row for row in rows.values() if row.pk], ["bits"], batch_size=50)


def _refresh():
    """Give every facet value its present name and place in the list; forget those that are gone."""
    kept = FacetValue.objects.exclude(param__in=[evidence.REACH_OF_SOURCE, *evidence.EVIDENCED])
    rows = {(row.param, row.object_id): row for row in kept.defer("bits")}
    new, changed = [], []
    for position, (param, pk, value, label, names) in enumerate(facets.all_values()):
        row = rows.pop((param, pk), None) or FacetValue(param=param, object_id=pk)
        now = {"value": value, "label": label, "names": "\n".join(names), "position": position, "listed": True}
        if any(getattr(row, name) != content for name, content in now.items()):
            for name, content in now.items():
                setattr(row, name, content)
            (changed if row.pk else new).append(row)
    # A withdrawn fiche keeps its bits, so that it comes back as it was.
    gone = [row.pk for row in rows.values() if row.listed]
    FacetValue.objects.filter(pk__in=gone).update(listed=False)
    FacetValue.objects.bulk_create(new)
    FacetValue.objects.bulk_update(changed, ["value", "label", "names", "position", "listed"], batch_size=50)


def _write_orders():
    """Put the public tools in each order of the list. In Python, so that both databases agree on the alphabet."""
    rows = list(Document.objects.filter(kind=Kind.TOOL).values_list("object_id", "title", "year", "places"))
    rows.sort(key=lambda row: (_alphabetical(row[1]), row[0]))
    orders = {
        "titel": rows,
        "nieuwste": sorted(rows, key=lambda row: -row[2]),
        "geplaatst": sorted(rows, key=lambda row: -row[3]),
    }
    for name, ordered in orders.items():
        ids = array("I", (row[0] for row in ordered)).tobytes()
        FacetValue.objects.update_or_create(param=ORDER, object_id=ORDERS.index(name), defaults={"bits": ids})


def write_reach(kind, ids, texts):
    """Keep what each source of a bridge reaches where a reader finds it with the facet values."""
    numbers = [evidence.number(kind, pk) for pk in ids]
    FacetValue.objects.filter(param=evidence.REACH_OF_SOURCE, object_id__in=numbers).delete()
    FacetValue.objects.bulk_create(
        FacetValue(
            param=evidence.REACH_OF_SOURCE,
            object_id=evidence.number(kind, pk),
            names=json.dumps(text.values, sort_keys=True),
        )
        for pk, text in sorted(texts.items())
    )


def _pairs(values):
    """The facet values of one tool as (param, value) pairs; every public tool has one pair in common."""
    return {ALL_TOOLS, *((param, value) for param, found in values.items() for value in found)}


def _sort_values(document):
    """What decides the place of a tool in the orders of the list."""
    return document and (document.title, document.year, document.places)


def _alphabetical(title):
    """`title` as it is sorted: without case, accents and quotes."""
    return "".join(char for char in fold(title) if char.isalnum() or char == " ").strip()
