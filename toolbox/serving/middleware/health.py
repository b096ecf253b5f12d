"""/readyz, for a balancer or a watchdog, and /metrics, for who keeps an eye on many things at once.

Before the check of the Host header: both ask by address. /healthz is answered even before this
(serving/before_django/alive.py).
"""

import logging

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse

from toolbox.models import CatalogueVersion
from toolbox.search.catalogue import Catalogue
from toolbox.search.index import state
from toolbox.serving import sqlite
from toolbox.serving.middleware import monitoring

logger = logging.getLogger("toolbox.health")


def database_answers():
    """Whether the database can be read."""
    CatalogueVersion.objects.current()
    return True


def migrations_done():
    """Whether every migration of this version of the code was applied."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def search_index_whole():
    """Whether the search index holds all that is public. One that was lost or damaged is made again first."""
    state.catch_up()
    Catalogue.current()  # who meets damage makes the index again
    if not state.is_whole():
        logger.warning("The search index was not whole; making it again.")
        state.rebuild()
    return state.is_whole()


CHECKS = {"database": database_answers, "migrations": migrations_done, "search": search_index_whole}


def readiness():
    """Each check with whether it passes. What went wrong is for the log, not for whoever asks."""
    results = {}
    for name, check in CHECKS.items():
        try:
            results[name] = check()
        except Error:
            results[name] = False
    return results


class Health:
    """Answers /readyz, whether this process can serve pages, and /metrics. A proxy keeps both from the world."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path not in ("/readyz", "/metrics"):
            return self.get_response(request)
        results = readiness()
        if request.path == "/metrics":
            return monitoring.answer(results)
        status = 200 if all(results.values()) else 503
        if connections[DEFAULT_DB_ALIAS].vendor == "sqlite" and sqlite.warning():
            results["sqlite"] = sqlite.warning()  # it serves pages all the same: no reason to take it away
        return JsonResponse(results, status=status, headers={"Cache-Control": "no-store"})
