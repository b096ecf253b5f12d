"""Templates that only put values in their places: filled in once with a mark for each value, to be filled in as a text.

Django goes through a template piece by piece: some 70 µs for a card. What stands around the values is always the same,
so for the next card Python only puts its values there: some 5 µs, and no card has to be kept. A template that does more
with a value than put it down, or ask whether there is one, cannot be filled in this way.
"""

from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

OPEN, CLOSE = "\ue000", "\ue001"  # private use characters: no template has them, and what a text has is put in later


def filled(template_name, **values):
    """A template with `values`, as text or as safe HTML, in their places."""
    text = _frame(template_name, tuple([name for name, value in values.items() if value]))
    safe = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(text.format(**safe))  # noqa: S308  made by a template, of values that are escaped


@lru_cache(100)
def frame(template_name, names):
    """A template as a format for str.format, when the values called `names` are there and others are not."""
    text = get_template(template_name).render({name: f"{OPEN}{name}{CLOSE}" for name in names})
    return text.replace("{", "{{").replace("}", "}}").replace(OPEN, "{").replace(CLOSE, "}")


# While working on the site a changed template shows at once.
_frame = frame.__wrapped__ if settings.DEBUG else frame
