"""Print the order of the answers to every question, on a database that is filled for it: for test_databases.py."""

import json
import sys


def order():
    """{question: the names of the first tools, with their score}."""
    from tests.toolbox.search import report
    from toolbox.models import Tool
    from toolbox.search.catalogue import Catalogue

    catalogue = Catalogue.current()
    names = dict(Tool.objects.values_list("pk", "name"))
    found = {}
    for question in report.QUERIES:
        answer = catalogue.search(question["q"]).answer
        found[question["q"]] = [[names[pk], round(answer.scores[pk], 9)] for pk in answer.ids[:20]]
    return found


if __name__ == "__main__":
    from tests.toolbox.search.report import fill

    fill()
    json.dump(order(), sys.stdout)
