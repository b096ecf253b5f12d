"""How search and filters hold at 135, 10,000 and 100,000 tools: `make bench`, or `python -m ops.bench.search 1000000`.

Every size is a database of its own: the real toolbox, filled up with tools made of its words. Each page is asked by
Django's test client, every time with other words, so that nothing is kept. What it costs is a ratio to a bare view that
returns a constant, through the same client in the same run.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import accumulate
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

SIZES = (135, 10_000, 100_000)
ROUNDS = 40
BAR = 3  # times what it costs at the smallest size
BATCH = 5_000


def settings(database):
    """The site with the database at `database`, without any cache."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "ops.bench.search_settings", "DATABASE_URL": f"sqlite:///{database}"}
    import django

    django.setup()


def fill(size):
    """Load the toolbox and add tools made of its words until there are `size`."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_toolbox", verbosity=0)
    began = perf_counter()
    add_tools(size)
    made = perf_counter()
    from toolbox.search.index import state

    state.catch_up()
    return {"maken (s)": round(made - began), "indexeren (s)": round(perf_counter() - made)}


def add_tools(size):
    """Tools with names, texts, places and facets as the real ones have them, in about the same proportions."""
    from django.db import connection
    from django.db.models import Max

    from fiches.models import Passage
    from toolbox.models import Placement, Tool

    chance = random.Random(1)  # noqa: S311  the same tools in every run
    real = list(Tool.objects.prefetch_related("placements", "owners", "formats", "target_groups", "audiences"))
    names = words_of(tool.name for tool in real)
    texts = words_of([*(tool.summary for tool in real), *Placement.objects.values_list("description", flat=True)])
    places = list(Placement.objects.exclude(fiche=None).values_list("fiche", "heading"))
    findings = list(Passage.objects.exclude(placements=None).values_list("pk", flat=True))
    first = 1 + max(Tool.objects.aggregate(Max("pk"))["pk__max"], Placement.objects.aggregate(Max("pk"))["pk__max"])
    relations = ("owners", "formats", "target_groups", "audiences")
    for start in range(first, first + size - len(real), BATCH):
        ids = range(start, min(start + BATCH, first + size - len(real)))
        tools = [
            Tool(pk=pk, name=f"{sentence(chance, names, 3)} {pk}", slug=f"t{pk}", status="gepubliceerd",
                 summary=sentence(chance, texts, 14)[:300])
            for pk in ids
        ]  # fmt: skip
        Tool.objects.bulk_create(tools, batch_size=500)
        placements = [
            Placement(pk=pk, key=f"p{pk}", tool_id=pk, fiche_id=fiche, heading=heading, order=pk % 30_000,
                      description=sentence(chance, texts, 35))
            for pk, (fiche, heading) in ((pk, chance.choice(places)) for pk in ids)
        ]  # fmt: skip
        Placement.objects.bulk_create(placements, batch_size=500)
        rests = Placement.findings.through
        rests.objects.bulk_create(
            [rests(placement_id=pk, passage_id=chance.choice(findings)) for pk in ids], batch_size=500
        )
        for relation in relations:
            through = getattr(Tool, relation).through
            target = getattr(Tool, relation).field.m2m_reverse_field_name()
            rows = [
                through(tool_id=pk, **{f"{target}_id": value.pk})
                for pk in ids
                for value in getattr(chance.choice(real), relation).all()
            ]
            through.objects.bulk_create(rows, batch_size=500)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def words_of(texts):
    """(words, how often each and those before it occur)."""
    counted = Counter(word for text in texts for word in text.split())
    return list(counted), list(accumulate(counted.values()))


def sentence(chance, words, number):
    """So many words, as often as they really occur."""
    return " ".join(chance.choices(words[0], cum_weights=words[1], k=number))


def measure():
    """What each page costs in this process: {page: (ms, ratio to the bare view, queries)}, and the memory."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    pages = addresses()
    for address in pages.values():
        client.get(next(address))
    bare, costs = [], {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, address in pages.items():
            costs[name].append(timed(client, next(address)))
            bare.append(timed(client, "/kaal/"))
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(next(address))
        cost = median(costs[name])
        found[name] = (round(cost * 1000, 1), round(cost / median(bare), 1), len(queries))
    return {"kaal (ms)": round(median(bare) * 1000, 2), "pagina's": found, "geheugen (MiB)": memory()}


def addresses():
    """{page: endless addresses}: each time another question or choice."""
    from toolbox.models import Placement, Tool

    chance = random.Random(2)  # noqa: S311
    words = [
        word.strip(".,:;()‘’“”").lower()
        for word in words_of(Placement.objects.values_list("description", flat=True)[:300])[0]
    ]
    words = [word for word in words if len(word) > 4 and word.isalpha()]
    groups, forms = ("ouderen", "vrijwilligers", "gezinnen"), ("video", "tips", "toolkit")
    slugs = list(Tool.objects.values_list("slug", flat=True)[:300])

    def endless(make):
        while True:
            yield make()

    def two():
        return f"{chance.choice(words)}+{chance.choice(words)}"

    return {
        "zoeken met filters": endless(lambda: f"/tools/?q={two()}&voor=medewerker-in-de-buurt"),
        "hele vraag": endless(lambda: f"/tools/?q=hoe+kan+ik+{two()}+{chance.choice(words)}"),
        "filters": endless(
            lambda: f"/tools/?doelgroep={chance.choice(groups)}&vorm={chance.choice(forms)}&x={chance.random()}"
        ),
        "voorstel": endless(lambda: f"/zoeken/suggesties/?q={chance.choice(words)[:5]}"),
        "tool": endless(lambda: f"/tools/{chance.choice(slugs)}/"),
    }


def timed(client, address):
    """The seconds that an answer takes of the processor: what else the machine does must not count."""
    began = process_time()
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address}: {status}")
    return process_time() - began


def memory():
    """The most memory that this process has had."""
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def in_a_process(task, database, *args):
    """Run `task` of this module in a process of its own; gives what it printed as JSON."""
    command = [sys.executable, "-m", "ops.bench.search", task, str(database), *args]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
    return json.loads(printed.splitlines()[-1])


def main(sizes):
    """Measure every size and print a table."""
    first = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "bench.sqlite3"
            filled = in_a_process("fill", database, str(size))
            found = in_a_process("measure", database)
            room = database.stat().st_size / 2**20
        first = first or found
        print(f"\n{size:,} tools; {filled}; databank {room:.0f} MiB; werker hoogstens {found['geheugen (MiB)']} MiB; "
              f"kale view {found['kaal (ms)']} ms")  # fmt: skip
        print(f"{'':22}{'ms':>8}{'x kaal':>9}{'vragen':>8}{'x klein':>9}")
        for name, (cost, ratio, queries) in found["pagina's"].items():
            growth = ratio / first["pagina's"][name][1]
            print(f"{name:22}{cost:8}{ratio:9}{queries:8}{growth:9.1f}{'' if growth <= BAR else '  !'}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["fill"]:
        settings(sys.argv[2])
        print(json.dumps(fill(int(sys.argv[3]))))
    elif sys.argv[1:2] == ["measure"]:
        settings(sys.argv[2])
        print(json.dumps(measure()))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
