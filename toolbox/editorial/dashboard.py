"""What needs an editor's attention, each with the list where it can be handled."""

from typing import NamedTuple

from django.conf import settings

from toolbox.editorial.urls import changelist
from toolbox.models import Erratum, Experience, LinkCheck, Report, Tool
from toolbox.models.tool import MISSING


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


def attention_for(user):
    """What this editor can see and should look at; what is at zero is left out."""
    items = [
        Attention(label, found.count(), changelist(model, query))
        for label, model, found, query in questions()
        if user.has_perm(f"toolbox.view_{model._meta.model_name}")
    ]
    return [item for item in items if item.count]
