"""The public entries that were added or changed last, with when. Tools keep their own dates, the others a history."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from fiches.shared.content import content_models
from fiches.shared.order import dutch_order
from fiches.shared.publication import PublicationStatus
from toolbox.models import Revision, Tool

NEWEST = 50
SHORT = 8  # so many changes stand open on the page
STILL_NEW = timedelta(hours=1)  # who publishes something, often mends it once more


class Change(NamedTuple):
    """An entry with the moment it last changed, and since when it is public as far as that is known."""

    kind: str
    item: object
    changed: datetime
    since: datetime | None

    @property
    def title(self):
        """What it is called."""
        return str(self.item)

    def get_absolute_url(self):
        return self.item.get_absolute_url()

    @property
    def summary(self):
        """What it is, in a sentence or two."""
        return getattr(self.item, "summary", "") or self.item.lead

    @property
    def day(self):
        """The day of the change, here."""
        return timezone.localdate(self.changed)

    @property
    def is_new(self):
        """Whether its publication is the last that happened to it."""
        return self.since is not None and self.changed - self.since < STILL_NEW


class Part(NamedTuple):
    """The changes of one day to one kind of entry."""

    day: date
    kind: str
    changes: list

    @property
    def is_short(self):
        """Whether it need not fold."""
        return len(self.changes) <= SHORT


def in_parts(changes):
    """`changes` by day, the newest first, and within a day by kind."""
    parts = {}
    for change in changes:
        key = change.day, change.kind
        parts.setdefault(key, Part(*key, [])).changes.append(change)
    return sorted(parts.values(), key=lambda part: part.day, reverse=True)


def latest_changes():
    """The last changes, the newest first; one query for each kind of entry, and one for the history."""
    changes = [*changed_tools(), *changed_by_history()]
    by_title = sorted(changes, key=lambda change: dutch_order(change.title))
    return sorted(by_title, key=lambda change: change.changed, reverse=True)[:NEWEST]


def changed_tools():
    """The tools that changed last."""
    tools = Tool.objects.published().annotate(since=Coalesce("public_since", "created_at"))
    return [Change("Tool", tool, tool.updated_at, tool.since) for tool in tools.order_by("-updated_at")[:NEWEST]]


def changed_by_history():
    """The other entries that editors changed last."""
    with_history = {model._meta.label_lower: model for model in content_models() if model.news_label}
    public = Q(rows__0__fields__status=PublicationStatus.PUBLISHED)
    loaded = Q(action=Revision.Action.LOADED)
    found = (
        Revision.objects.filter(model__in=with_history)
        .exclude(action=Revision.Action.DELETED)
        .order_by()
        .values("model", "object_id")
        .annotate(
            changed=Max("at", filter=~loaded), since=Min("at", filter=public), old=Count("pk", filter=public & loaded)
        )
        .exclude(changed=None)
        .order_by("-changed")[:NEWEST]
    )
    rows = list(found)
    for name, model in with_history.items():
        of_model = [row for row in rows if row["model"] == name]
        entries = model.objects.published().in_bulk([row["object_id"] for row in of_model]) if of_model else {}
        for row in of_model:
            if entry := entries.get(int(row["object_id"])):
                came = [entry.public_from] if entry.public_from else []  # it may have come by itself after that
                is_told = came or not row["old"]  # what was public when its history began, is not new
                since = max(filter(None, [row["since"], *came]), default=None) if is_told else None
                yield Change(model.news_label, entry, max([row["changed"], *came]), since)
