"""Put what a reader proposed into the catalogue."""

from django.core.exceptions import ValidationError

from toolbox.content.slugs import free_slug
from toolbox.models import Tool
from toolbox.public.reports.fields import FIELDS


def apply_change(tool, reported):
    """Apply one reported change to `tool`; a ValidationError says why it cannot."""
    if tool is None:
        raise ValidationError("De tool bestaat niet meer.")
    # Read anew: a change before this one may have been refused, and then the tool at hand is not what is stored.
    FIELDS[reported.field].apply(Tool.objects.get(pk=tool.pk), reported.proposed)


def draft_from(accepted):
    """A new tool, as a draft, from the accepted changes of a report."""
    values = {reported.field: reported.proposed.strip() for reported in accepted}
    if not values.get("naam"):
        raise ValidationError("Neem minstens de naam over.")
    name = values["naam"]
    tool = Tool(name=name, slug=free_slug(Tool, name), summary=values.get("uitleg") or name)
    tool.save_checked()
    for reported in accepted:
        if reported.field != "naam" and reported.proposed.strip():
            apply_change(tool, reported)
    return tool
