"""Print how well the search finds, on a toolbox that is loaded for it: `make search-report`."""

import sys
from collections import defaultdict

from tests.toolbox.search import report

WORST = 20


def main():
    """The figures by class and half, and the worst questions."""
    report.fill()
    from tests.toolbox.search.helpers import results, shown

    rows = report.measure(report.QUERIES, shown)
    out = sys.stdout.write
    out(f"{'':22}{'vragen':>8}{'nDCG@10':>9}{'eerste':>8}{'in vijf':>9}{'leeg':>7}\n")
    for half in ("tuning", "held-out", "blind"):
        mine = [row for row in rows if row[4]["half"] == half]
        groups = defaultdict(list, {f"{half}, alles": mine})
        for row in mine:
            groups[f"  {row[4]['class']}"].append(row)
        for name, some in groups.items():
            ndcg, first, five, empty = report.summary(some)
            out(f"{name:22}{len(some):8}{ndcg:9.3f}{first:8.1%}{five:9.1%}{empty:7.1%}\n")
    claimed = [query["q"] for query in report.QUERIES if not report.gains(query) and not is_honest(results(query["q"]))]
    out(f"\nzonder antwoord en toch beantwoord: {', '.join(claimed) or 'geen'}\n\nde slechtste:\n")
    for ndcg, _, _, _, query, found in sorted(rows, key=lambda row: row[0])[:WORST]:
        out(f"  {ndcg:.2f}  {query['q']} ({query['class']}, {query['half']})\n        {' | '.join(found)}\n")


def is_honest(found):
    """Whether the page says that no tool is about the question."""
    return found.is_near or not found.answer.ids


if __name__ == "__main__":
    main()
