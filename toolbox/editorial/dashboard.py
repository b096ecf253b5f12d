"""What needs an editor's attention, each with the list where it can be handled."""

from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from fiches.shared.publication import publishable_models
from toolbox.editorial.urls import change_page, changelist
from toolbox.editorial.usage.report import Month
from toolbox.models import Erratum, Experience, LinkCheck, Report, Tool
from toolbox.models.tool import MISSING

SHOWN_COMING = 10


class Attention(NamedTuple):
    """One thing to look at."""

    label: str
    count: int
    url: str


def questions():
    """What to look at, in order of weight: (label, model, what to count, the filter of the list)."""
    yield "Meldingen van lezers", Report, Report.objects.waiting(), "status__exact=nieuw"
    if settings.EXPERIENCES:
        yield "Ervaringen van lezers", Experience, Experience.objects.drafts(), "status__exact=concept"
    yield "Links die niet meer werken", LinkCheck, LinkCheck.objects.dead().in_use(), "state__exact=dood"
    yield "Links die naar een ander adres gaan", LinkCheck, LinkCheck.objects.moved().in_use(), "state__exact=verhuisd"
    yield "Tools die een jaar of langer niet nagekeken zijn", Tool, Tool.objects.review_due(), "nagekeken=lang"
    yield "Tools in concept", Tool, Tool.objects.drafts(), "status__exact=concept"
    for key in ("doelgroep", "vorm", "voor", "eigenaar", "link", "plaats"):
        yield f"Tools: {MISSING[key][0]}", Tool, Tool.objects.incomplete(key), f"onvolledig={key}"
    yield "Errata die nog open staan", Erratum, Erratum.objects.open(), "status__exact=open"


class Coming(NamedTuple):
    """An entry that comes to the site or goes from it by itself."""

    moment: datetime
    comes: bool
    entry: object
    url: str


def coming_for(user):
    """The first entries that come or go by themselves, of what this editor can see."""
    found = []
    for model in publishable_models():
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            for entry in model.objects.planned():
                comes = not entry.is_public
                moment = entry.public_from if comes else entry.public_until
                found.append(Coming(moment, comes, entry, change_page(entry)))
    return sorted(found, key=attrgetter("moment"))[:SHOWN_COMING]


def attention_for(user):
    """What this editor can see and should look at; what is at zero is left out."""
    items = [
        Attention(label, found.count(), changelist(model, query))
        for label, model, found, query in questions()
        if user.has_perm(f"toolbox.view_{model._meta.model_name}")
    ]
    return [item for item in items if item.count]


def usage_for(user):
    """What readers looked for this month, for an editor who may see it; None for another, or when nobody counts."""
    may = settings.COUNT_USAGE and user.has_perm("toolbox.view_usagecount")
    return Month(timezone.localdate().replace(day=1)) if may else None
