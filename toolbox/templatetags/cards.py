"""The card of a tool, wherever it stands."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from toolbox.public.frames import as_format, filled, hole, safe
from toolbox.templatetags.kept import kept

register = template.Library()
KEPT_CARDS = 2_000  # of about half a kilobyte


@register.simple_tag
def tool_card(tool):
    """The card of a tool, with the words of a question marked when it answers one."""
    marked = getattr(tool, "marked", None) or tool
    passage = getattr(marked, "passage", "")
    card = _frame(tool.get_absolute_url(), tool.labels, bool(passage))
    texts = {"name": marked.name, "summary": marked.summary, "passage": passage}
    return SafeString(card.format_map({name: safe(text) for name, text in texts.items()}))  # made by a template


@register.simple_tag
def tool_cards(tools):
    """The cards of a list of tools, each as an item of it."""
    return SafeString("".join([f"<li>{tool_card(tool)}</li>\n" for tool in tools]))  # made by a template


def _card_frame(url, labels, passage):
    """The card as a format: its name, its summary and its passage differ from question to question."""
    return as_format(
        filled(
            "toolbox/_tool_card.html",
            url=url,
            name=hole("name"),
            summary=hole("summary"),
            passage=hole("passage") if passage else "",
            forms=labels.vorm,
            owners=labels.eigenaar,
            places=kept("toolbox/_card_places.html", places=labels.plaats) if labels.plaats else "",
        )
    )


# While working on the site a changed template shows at once.
_frame = _card_frame if settings.DEBUG else lru_cache(KEPT_CARDS)(_card_frame)
