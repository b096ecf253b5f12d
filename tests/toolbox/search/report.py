"""How well the search finds: nDCG@10, success@1 and @5, and what stays empty, over the sets of questions beside it.

queries.json holds what was made with the toolbox at hand. queries_graded.json was written by people who only saw the
texts of the tools, and whose questions no writer of the tools' own questions saw: a set to tune on, and two that nobody
tunes on ("blind-2"; "blind-3" names for each question the one tool that it was written for).
"""

import json
import os
import random
from math import log2
from pathlib import Path

HERE = Path(__file__).parent
QUERIES = json.loads((HERE / "queries.json").read_text(encoding="utf-8"))
GRADED = json.loads((HERE / "queries_graded.json").read_text(encoding="utf-8"))
GAIN = {"best": 2, "good": 1}
SAMPLES = 1_000  # drawn anew from the questions, to see how much chance is in a figure


def fill():
    """The toolbox in the database of DATABASE_URL: for a program that is no test."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.databases import load_toolbox

    load_toolbox()


def gains(query):
    """{name of a tool: its gain} for one query."""
    return query.get("grades") or {name: gain for grade, gain in GAIN.items() for name in query[grade]}


def ndcg(found, gain, depth=10):
    """The discounted gain of the first `depth` names, as a part of the best possible; None without a fitting tool."""
    ideal = sum(value / log2(place + 2) for place, value in enumerate(sorted(gain.values(), reverse=True)[:depth]))
    got = sum(gain.get(name, 0) / log2(place + 2) for place, name in enumerate(found[:depth]))
    return got / ideal if ideal else None


def measure(queries, search):
    """The figures over `queries` with an answer; `search` gives the names of the tools for a text, best first.

    A good first hit has at least the second grade of three, or any of two. Among five: one of the highest grade.
    """
    rows = []
    for query in queries:
        gain, found = gains(query), search(query["q"])
        if gain:
            most = max(gain.values())
            is_good = bool(found) and gain.get(found[0], 0) >= min(most, 2 if most > 2 else 1)
            among_five = any(gain.get(name) == most for name in found[:5])
            rows.append((ndcg(found, gain), is_good, among_five, not found, query, found[:3]))
    return rows


def summary(rows):
    """(nDCG@10, success@1, success@5, empty) as shares of one."""
    return tuple(sum(row[column] for row in rows) / len(rows) for column in range(4)) if rows else (0, 0, 0, 0)


def interval(rows, column=0):
    """Between what a figure lies, 95 times of 100, when the same kind of questions is drawn again."""
    chance, values = random.Random(1), [row[column] for row in rows]  # noqa: S311
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(SAMPLES))
    return means[SAMPLES // 40], means[-SAMPLES // 40]
