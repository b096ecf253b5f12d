"""Pieces of pages that are made once, or of which only the texts are put in anew (toolbox/public/frames.py).

A piece depends on its template and on the values that it is given, and on nothing else: no request, no catalogue, no
clock. So what was made of equal values is right for ever, whoever asks. A new text, count or mark is another value, and
makes another piece.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.db.models import Model
from django.template.loader import get_template

from toolbox.public.frames import filled
from toolbox.search.querystring import fixed

register = template.Library()
register.simple_tag(filled)
KEPT_PIECES = 6_000  # of about a kilobyte


@lru_cache(KEPT_PIECES)
def piece(template_name, **values):
    """A template filled in with `values`."""
    if any(isinstance(value, Model) for value in values.values()):
        raise TypeError(f"{template_name}: rows are equal when their keys are, whatever they say. Give what is shown.")
    return get_template(template_name).render(values)


@register.simple_tag
def kept(template_name, **values):
    """{% kept "a.html" name=value %}: as {% include ... with name=value only %}, made once for equal values."""
    return _make(template_name, **values)


@register.simple_tag
def kept_url(name):
    """{% kept_url "toolbox:list" %}: as {% url %}, looked up once."""
    return fixed(name)


# While working on the site a changed template shows at once.
_make = piece.__wrapped__ if settings.DEBUG else piece
