"""/metrics: how the site fares, in the text format of Prometheus. What is asked of the database is asked then."""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import Error
from django.db.models import Count, Max
from django.http import HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from toolbox.models import LinkCheck, Revision
from toolbox.models.search import Change, IndexState
from toolbox.serving.before_django.metrics import REGISTRY, recalled

BACKUPS = "toolbox-[0-9]*"


def gauge(name, says, values, label=None):
    """One number for each value of `label`, or the one of "" without a label; what is not known (None) is left out."""
    family = GaugeMetricFamily(f"toolbox_{name}", says, labels=[label] if label else [])
    for value, number in values.items():
        if number is not None:
            family.add_metric([value] if label else [], number)
    return family


def newest_backup():
    """When the last backup in BACKUP_DIR was done, in seconds since 1970; None when this machine has none."""
    moments = []
    with suppress(OSError):
        for path in Path(settings.BACKUP_DIR).glob(BACKUPS):
            if path.suffix in (".sqlite3", ".dump"):
                moments.append(path.stat().st_mtime)
    return max(moments, default=None)


def moment(model, field):
    """The last moment in `field`, in seconds since 1970; None when there is none."""
    last = model.objects.aggregate(last=Max(field))["last"]
    return last and last.timestamp()


def from_database():
    """What the database knows."""
    yield gauge("search_changes_waiting", "Changes of content not yet in the index.", {"": Change.objects.count()})
    versions = IndexState.objects.values_list("version", flat=True)
    yield gauge("search_index_version", "How many times the index was renewed.", {"": versions.first()})
    changed = moment(Revision, "at")
    yield gauge("content_changed_timestamp_seconds", "When an editor last changed content.", {"": changed})
    states = LinkCheck.objects.order_by().values_list("state").annotate(Count("pk"))
    yield gauge("links", "Web addresses, by what the last check found.", dict(states), "state")


class Now:
    """What is true at the moment of asking. `checks`: those of /readyz, by name."""

    def __init__(self, checks):
        self.checks = checks

    def collect(self):
        """As prometheus_client asks it."""
        yield gauge("ready", "Whether a check of /readyz passes.", self.checks, "check")
        jobs = {"backup": newest_backup()}
        with suppress(Error):
            jobs["check_links"] = moment(LinkCheck, "checked_at")
            yield from list(from_database())
        yield gauge("job_success_timestamp_seconds", "When a job last did its work.", jobs, "job_name")


def answer(checks):
    """The response."""
    recalled.tell()
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    now = CollectorRegistry()
    now.register(Now(checks))
    text = generate_latest(registry) + generate_latest(now)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
