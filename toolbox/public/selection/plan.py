"""The buurtplan: a selection laid along the four steps of the cycle."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from buurtanalyse.models import Step, StepFiche
from toolbox.models import Tool
from toolbox.public.selection.address import MAX_ENTRIES, joined, key_of, keys_in
from toolbox.public.selection.entries import entries_of
from toolbox.search.catalogue import Catalogue

UNPLACED = "t"
OFFERED = 6
# What a reader writes above the plan, and at each step. It never leaves the device.
HEAD = {"titel": "Buurtplan", "eigenaar": "Bijgehouden door:", "datum": "Datum:"}
FIELDS = {
    "doel": "Wat willen we bereiken?",
    "wie": "Wie doet mee?",
    "wanneer": "Wanneer?",
    "merk": "Hoe merken we dat het werkt?",
}


def parameter(step):
    """The name of a step in the address of a plan."""
    return f"stap{step.number}"


class Part(NamedTuple):
    """A step of the plan with its entries; `name` is its parameter, `step` is None for what has no step yet."""

    name: str
    step: object
    entries: list

    @property
    def value(self):
        """The entries as they stand in the address."""
        return joined(entry.key for entry in self.entries)


class Plan(NamedTuple):
    """All that the address of a plan says."""

    parts: list
    unplaced: Part
    unknown: list
    left_out: int
    doubled: bool

    @property
    def all_parts(self):
        """The steps, and then what has no step yet."""
        return [*self.parts, self.unplaced]

    @property
    def tools(self):
        """All tools of the plan."""
        return [entry.item for part in self.all_parts for entry in part.entries if not entry.is_fiche]

    @property
    def places(self):
        """The present keys at each parameter."""
        return {part.name: [entry.key for entry in part.entries] for part in self.all_parts}

    @property
    def keys(self):
        """All keys of the plan."""
        return [key for keys in self.places.values() for key in keys]


def keys_by_part(query, steps):
    """The keys that stand at each parameter, as {parameter: keys}, and whether some stood at more than one place.

    An entry stands at one place only: the first.
    """
    taken, places, doubled = set(), {}, False
    for name in [*map(parameter, steps), UNPLACED]:
        keys = keys_in(query.getlist(name))
        places[name] = [key for key in keys if key not in taken]
        doubled |= keys.doubled or len(places[name]) < len(keys)
        taken.update(keys)
    return places, doubled


def plan_of(query, tools):
    """The plan that an address asks for; `tools` is the queryset that the tools come from."""
    steps = list(Step.objects.published())
    places, doubled = keys_by_part(query, steps)
    keys = [key for part in places.values() for key in part]
    entries = entries_of(keys[:MAX_ENTRIES], tools)

    def part(name, step=None):
        return Part(name, step, [entries.by_key[key] for key in places[name] if key in entries.by_key])

    return Plan(
        parts=[part(parameter(step), step) for step in steps],
        unplaced=part(UNPLACED),
        unknown=entries.unknown,
        left_out=max(0, len(keys) - MAX_ENTRIES),
        doubled=doubled,
    )


def address(places, more=None):
    """The address of a plan of which the keys at each parameter are `places`, with `more` parameters."""
    query = urlencode({name: joined(keys) for name, keys in places.items() if keys} | (more or {}), safe=".")
    return f"{reverse('plan')}?{query}" if query else reverse("plan")


def moved(places, key, to):
    """The places with `key` at the end of `to`; nowhere when `to` is not one of them."""
    rest = {name: [other for other in keys if other != key] for name, keys in places.items()}
    if to in rest:
        rest[to] = [*rest[to], key]
    return rest


def spread(places, proposed):
    """The places with each entry without a step in the emptiest of its `proposed` steps."""
    for key in places[UNPLACED]:
        names = [parameter(step) for step in proposed.get(key, [])]
        if names:
            places = moved(places, key, min(names, key=lambda name: len(places[name])))
    return places


class Fitting:
    """Which fiches and tools fit which step. The fiches of all steps are read once."""

    def __init__(self, steps):
        self.steps = steps
        self.fiches = {step.pk: [] for step in steps}
        for link in StepFiche.objects.published().filter(step__in=steps):
            self.fiches[link.step_id].append(link.fiche)

    def of_fiche(self, fiche):
        """The steps that point at a fiche."""
        return [step for step in self.steps if fiche in self.fiches[step.pk]]

    def of_entry(self, entry):
        """The steps where an entry is placed, or where a fiche in which it is placed belongs."""
        if entry.is_fiche:
            return self.of_fiche(entry.item)
        placements = entry.item.placements.all()
        if any(placement.whole_cycle for placement in placements):
            return self.steps
        found = {step for placement in placements if placement.fiche for step in self.of_fiche(placement.fiche)}
        found |= {placement.step for placement in placements if placement.step}
        return [step for step in self.steps if step in found]

    def offers(self, steps, plan):
        """What fits each of `steps` and is not in the plan: its fiches, and the tools placed in it or in those."""
        catalogue = Catalogue.current()
        taken = catalogue.set_of(tool.pk for tool in plan.tools)
        ids = {step.number: self._tools_for(step, catalogue, taken) for step in steps}
        tools = Tool.objects.published().in_bulk({pk for found in ids.values() for pk in found})
        return {
            step.number: {
                "fiches": [fiche for fiche in self.fiches[step.pk] if key_of(fiche) not in plan.keys][:OFFERED],
                "tools": [tools[pk] for pk in ids[step.number] if pk in tools],
            }
            for step in steps
        }

    def _tools_for(self, step, catalogue, taken):
        """The tools for a step: first what is placed in the step itself, and what is placed most."""
        in_step = catalogue.bits_of("stap", step.pk) & ~taken
        around = 0
        for fiche in self.fiches[step.pk]:
            around |= catalogue.bits_of("fiche", fiche.pk)
        found = catalogue.in_order(in_step, "geplaatst", 0, OFFERED)
        return found + catalogue.in_order(around & ~in_step & ~taken, "geplaatst", 0, OFFERED - len(found))
