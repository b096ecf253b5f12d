"""How well the search finds: nDCG@10, success@1 and @5, and what stays empty, over queries.json beside it."""

import json
import os
from math import log2
from pathlib import Path

QUERIES = json.loads((Path(__file__).parent / "queries.json").read_text(encoding="utf-8"))
GAIN = {"best": 2, "good": 1}


def fill():
    """The toolbox in the database of DATABASE_URL: for a program that is no test."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.databases import load_toolbox

    load_toolbox()


def gains(query):
    """{name of a tool: its gain} for one query."""
    return {name: gain for grade, gain in GAIN.items() for name in query[grade]}


def ndcg(found, gain, depth=10):
    """The discounted gain of the first `depth` names, as a part of the best possible; None without a fitting tool."""
    ideal = sum(value / log2(place + 2) for place, value in enumerate(sorted(gain.values(), reverse=True)[:depth]))
    got = sum(gain.get(name, 0) / log2(place + 2) for place, name in enumerate(found[:depth]))
    return got / ideal if ideal else None


def measure(queries, search):
    """The figures over `queries` with an answer; `search` gives the names of the tools for a text, best first."""
    rows = []
    for query in queries:
        gain, found = gains(query), search(query["q"])
        if gain:
            hits = [name in gain for name in found]
            rows.append((ndcg(found, gain), any(hits[:1]), any(hits[:5]), not found, query, found[:3]))
    return rows


def summary(rows):
    """(nDCG@10, success@1, success@5, empty) as shares of one."""
    return tuple(sum(row[column] for row in rows) / len(rows) for column in range(4)) if rows else (0, 0, 0, 0)
