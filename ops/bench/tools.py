"""Tools made of the words of the real ones, with names, texts, places and facets in about the same proportions."""

import random
from collections import Counter
from itertools import accumulate
from time import perf_counter

from django.core.management import call_command
from django.db import connection
from django.db.models import Max

from fiches.models import Passage
from toolbox.models import Placement, Tool
from toolbox.search.index import state

BATCH = 5_000
QUESTIONS = 5  # that each of them answers
RELATIONS = ("owners", "formats", "target_groups", "audiences")


def fill(size):
    """Load the toolbox and add tools until there are `size`; gives the seconds of {making, indexing}."""
    call_command("migrate", verbosity=0)
    call_command("load_toolbox", verbosity=0)
    began = perf_counter()
    made_up = MadeUp()
    first = 1 + max(model.objects.aggregate(last=Max("pk"))["last"] for model in (Tool, Placement))
    ids = range(first, first + size - len(made_up.real))
    for start in range(0, len(ids), BATCH):
        made_up.add(ids[start : start + BATCH])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    made = perf_counter()
    state.catch_up()
    return {"maken": round(made - began), "indexeren": round(perf_counter() - made)}


class MadeUp:
    """Adds tools to the database, the same ones in every run."""

    def __init__(self):
        self.chance = random.Random(1)  # noqa: S311
        self.real = list(Tool.objects.prefetch_related("placements", *RELATIONS))
        placements = Placement.objects.values_list("description", flat=True)
        self.names = words_of(tool.name for tool in self.real)
        self.texts = words_of([*(tool.summary for tool in self.real), *placements])
        self.places = list(Placement.objects.exclude(fiche=None).values_list("fiche", "heading"))
        self.findings = list(Passage.objects.exclude(placements=None).values_list("pk", flat=True))

    def add(self, ids):
        """A tool for each of `ids`, with one placement that has the same id."""
        save(Tool, [self.tool(pk) for pk in ids])
        save(Placement, [self.placement(pk) for pk in ids])
        rests = Placement.findings.through
        save(rests, [rests(placement_id=pk, passage_id=self.chance.choice(self.findings)) for pk in ids])
        for relation in RELATIONS:
            self.relate(ids, relation)

    def tool(self, pk):
        """A tool of three words and a number."""
        name, summary = f"{self.sentence(self.names, 3)} {pk}", self.sentence(self.texts, 14)[:300]
        questions = "\n".join(self.sentence(self.texts, 8) for _ in range(QUESTIONS))
        return Tool(pk=pk, name=name, slug=f"t{pk}", status="gepubliceerd", summary=summary, questions=questions)

    def placement(self, pk):
        """Where that tool stands."""
        fiche, heading = self.chance.choice(self.places)
        place = {"fiche_id": fiche, "heading": heading, "order": pk % 30_000}
        return Placement(pk=pk, key=f"p{pk}", tool_id=pk, description=self.sentence(self.texts, 35), **place)

    def relate(self, ids, relation):
        """Each tool has in `relation` what one of the real ones has there."""
        through = getattr(Tool, relation).through
        column = f"{getattr(Tool, relation).field.m2m_reverse_field_name()}_id"
        chosen = ((pk, getattr(self.chance.choice(self.real), relation).all()) for pk in ids)
        save(through, [through(tool_id=pk, **{column: value.pk}) for pk, values in chosen for value in values])

    def sentence(self, words, number):
        """So many words, as often as they really occur."""
        return " ".join(self.chance.choices(words[0], cum_weights=words[1], k=number))


def save(model, rows):
    """Write rows in lots that every database takes."""
    model.objects.bulk_create(rows, batch_size=500)


def words_of(texts):
    """(words, how often each and those before it occur)."""
    counted = Counter(word for text in texts for word in text.split())
    return list(counted), list(accumulate(counted.values()))
