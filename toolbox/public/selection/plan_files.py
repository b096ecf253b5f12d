"""The buurtplan as files: json to keep and open again, Word to work on, a calendar that asks back.

What the reader writes never comes here. In each file its place is empty, and the script of the page fills it in on
the device (static/schrijven.js, static/agenda.js); in the Word document a bookmark marks each place.
"""

import json

from toolbox.opendata.exports.files import attachment
from toolbox.opendata.exports.tables import Table
from toolbox.public.selection import plan as plans

FORMAT = 1  # of the json; a file of a later one is refused by the page
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def json_response(export):
    """The plan as a file to keep."""
    plan = export.objects
    content = {
        "soort": "buurtplan",
        "versie": FORMAT,
        "adres": export.absolute(plans.address(plan.places)),
        **dict.fromkeys(plans.HEAD, ""),
        "stappen": {
            part.name: {"inhoud": plan.places[part.name], **dict.fromkeys(plans.FIELDS, "")} for part in plan.parts
        },
        "zonder_stap": plan.places[plans.UNPLACED],
    }
    return attachment(json.dumps(content, ensure_ascii=False, indent=1), "application/json", "buurtplan.json")


def docx_response(export):
    """The plan as a Word document."""
    from toolbox.public.selection import (
        plan_word,
        word,
    )  # python-docx takes 3 MiB: only a process that writes one loads it

    return attachment(word.body_last(plan_word.document_of(export)), DOCX, "buurtplan.docx")


def ics_response(export):
    """The moments of the plan, without their dates."""
    from toolbox.public.selection import plan_calendar  # icalendar takes a fifth of a second to load

    return attachment(plan_calendar.calendar_of(export).to_ical(), "text/calendar; charset=utf-8", "buurtplan.ics")


PLAN = Table("buurtplan", "Buurtplan", None, {"docx": docx_response, "json": json_response, "ics": ics_response})
