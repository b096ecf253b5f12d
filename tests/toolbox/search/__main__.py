"""Print how well the search finds, on a toolbox that is loaded for it: `make search-report`."""

import sys
from collections import defaultdict

from tests.toolbox.search import report

WORST = 20
SETS = {
    "tuning": "om mee bij te stellen, met de toolbox erbij",
    "held-out": "apart gehouden, met de toolbox erbij",
    "blind": "vreemde vragen van een vorige ronde",
    "tuning-2": "om mee bij te stellen; wie de vragen van de tools schreef, zag ze niet",
    "blind-2": "nooit bijgesteld; wie de vragen van de tools schreef, zag ze niet",
    "blind-3": "idem, elk voor één tool: tweelingen tellen als fout",
}
TUNED_ON = {"tuning", "tuning-2"}


def main():
    """The figures by set and class, and the worst questions of the sets to tune on."""
    report.fill()
    from tests.toolbox.search.helpers import results, shown

    rows = report.measure([*report.QUERIES, *report.GRADED], shown)
    out = sys.stdout.write
    for half, what in SETS.items():
        mine = [row for row in rows if row[4]["half"] == half]
        out(f"\n{half}: {what}\n{'':14}{'vragen':>8}{'nDCG@10':>9}{'95 %':>13}{'eerste':>8}{'in vijf':>9}{'leeg':>7}\n")
        groups = defaultdict(list, alles=mine)
        for row in mine:
            groups[row[4]["class"]].append(row)
        for name, some in groups.items():
            ndcg, first, five, empty = report.summary(some)
            low, high = report.interval(some)
            out(f"{name:14}{len(some):8}{ndcg:9.3f}{low:8.2f}-{high:.2f}{first:8.1%}{five:9.1%}{empty:7.1%}\n")
    claimed = [query["q"] for query in report.QUERIES if not report.gains(query) and not is_honest(results(query["q"]))]
    out(
        f"\nzonder antwoord en toch beantwoord: {', '.join(claimed) or 'geen'}\n\nde slechtste om mee bij te stellen:\n"
    )
    tuned = [row for row in rows if row[4]["half"] in TUNED_ON]
    for ndcg, _, _, _, query, found in sorted(tuned, key=lambda row: row[0])[:WORST]:
        out(f"  {ndcg:.2f}  {query['q']} ({query['class']}, {query['half']})\n        {' | '.join(found)}\n")


def is_honest(found):
    """Whether the page says that no tool is about the question."""
    return found.is_near or not found.answer.ids


if __name__ == "__main__":
    main()
