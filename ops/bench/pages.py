"""What a page costs, asked by Django's test client: the ms, how many bare views that is, and its queries."""

import random
import resource
from statistics import median
from time import process_time

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ops.bench.tools import words_of
from toolbox.models import Placement, Tool

ROUNDS = 40
GROUPS = ("ouderen", "vrijwilligers", "gezinnen")
FORMS = ("video", "tips", "toolkit")


def measure():
    """{page: (ms, ratio to the bare view, queries)} in this process; the ms of that view; the most memory, in MiB."""
    client = Client()
    pages = addresses()
    for make in pages.values():
        client.get(make())
    bare, costs = [], {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, make in pages.items():
            costs[name].append(timed(client, make()))
            bare.append(timed(client, "/kaal/"))
    view = median(bare)
    found = {
        name: (median(costs[name]) * 1000, median(costs[name]) / view, queries(client, make()))
        for name, make in pages.items()
    }
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"bare": view * 1000, "pages": found, "memory": round(memory)}


def addresses():
    """{page: what makes its address}: each time another question or choice."""
    chance = random.Random(2)  # noqa: S311
    printed = words_of(Placement.objects.values_list("description", flat=True)[:300])[0]
    stripped = (word.strip(".,:;()‘’“”").lower() for word in printed)
    words = [word for word in stripped if len(word) > 4 and word.isalpha()]
    slugs = list(Tool.objects.values_list("slug", flat=True)[:300])

    def some(number):
        return "+".join(chance.choice(words) for _ in range(number))

    def filters():
        return f"/tools/?doelgroep={chance.choice(GROUPS)}&vorm={chance.choice(FORMS)}&x={chance.random()}"

    return {
        "zoeken met filters": lambda: f"/tools/?q={some(2)}&voor=medewerker-in-de-buurt",
        "hele vraag": lambda: f"/tools/?q=hoe+kan+ik+{some(3)}",
        "filters": filters,
        "voorstel": lambda: f"/zoeken/suggesties/?q={some(1)[:5]}",
        "tool": lambda: f"/tools/{chance.choice(slugs)}/",
    }


def timed(client, address):
    """The seconds that an answer takes of the processor: what else the machine does must not count."""
    began = process_time()
    status = client.get(address).status_code
    if status != 200:
        raise RuntimeError(f"{address}: {status}")
    return process_time() - began


def queries(client, address):
    """How many queries an answer takes."""
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)
