"""The card of a tool, wherever it stands."""

from django import template
from django.utils.safestring import mark_safe

from toolbox.frames import filled
from toolbox.templatetags.kept import kept

register = template.Library()


@register.simple_tag
def tool_card(tool):
    """The card of a tool, with the words of a question marked when it answers one."""
    labels, marked = tool.labels, getattr(tool, "marked", None) or tool
    return filled(
        "toolbox/_tool_card.html",
        url=tool.get_absolute_url(),
        name=marked.name,
        summary=marked.summary,
        passage=getattr(marked, "passage", ""),
        forms=labels.vorm,
        owners=labels.eigenaar,
        places=kept("toolbox/_card_places.html", places=labels.plaats) if labels.plaats else "",
    )


@register.simple_tag
def tool_cards(tools):
    """The cards of a list of tools, each as an item of it."""
    return mark_safe("".join([f"<li>{tool_card(tool)}</li>\n" for tool in tools]))  # noqa: S308  made by a template
