"""The buurtplan as a calendar (RFC 5545): an event for each step, that leads back to the plan.

When an event is, only the device knows: what the reader writes at "Wanneer?" never comes here. The script of the page
(static/agenda.js) puts each event at the dates that it can read, or takes it out. Until then it has no DTSTART, which a
calendar that says its METHOD allows.
"""

import hashlib

from django.utils.timezone import now
from icalendar import Calendar, Event

from toolbox.public.selection import plan as plans

TEXT = """Dit moment staat in je buurtplan bij stap {step.number}: {step.title}.
Kijk samen terug. Merken jullie wat je wilde merken? Wat doen jullie nu anders?

Open je plan bij stap {last.number}: {last.title}
{address}

Wat je schreef, staat alleen op het toestel waarop je het plan maakte."""


def calendar_of(export):
    """The calendar of the plan of an Export."""
    calendar = Calendar()
    calendar.add("prodid", "-//Toolbox Zorgzame Buurten//Buurtplan//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for part in export.objects.parts:
        calendar.add_component(event_of(part.step, export))
    return calendar


def event_of(step, export):
    """The event of a step. It says nothing about whether somebody is free: a moment may be a whole month."""
    plan = export.objects
    last = plan.parts[-1]
    address = export.absolute(plans.address(plan.places))
    event = Event()
    event.add("uid", f"{plans.parameter(step)}.{hashlib.sha256(address.encode()).hexdigest()[:12]}@buurtplan")
    event.add("dtstamp", now())
    event.add("summary", f"Buurtplan, stap {step.number}: {step.title}")
    event.add("description", TEXT.format(step=step, last=last.step, address=f"{address}#{last.name}"))
    event.add("url", f"{address}#{last.name}")
    event.add("transp", "TRANSPARENT")
    return event
